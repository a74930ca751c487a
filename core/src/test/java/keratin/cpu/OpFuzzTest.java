package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import keratin.memory.Memory;
import keratin.tensor.Affine;
import keratin.tensor.Binary;
import keratin.tensor.Cast;
import keratin.tensor.Cumulate;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Fused;
import keratin.tensor.MatMul;
import keratin.tensor.Op;
import keratin.tensor.Placement;
import keratin.tensor.Reduce;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Unary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random calls of random ops: each ends in the scalar tier's answer or in an error that says
 * something, soon, and touches no memory but its own.
 *
 * <p>{@code -Dkeratin.fuzz.seed=N} repeats a run, {@code -Dkeratin.fuzz.calls=N} sets its length.
 */
class OpFuzzTest {
  private static final long SEED = Long.getLong("keratin.fuzz.seed", 20261122);
  private static final double LONGEST_SECONDS = 10;
  private static final int LISTED = 40;

  private final GuardedBackend fast = new GuardedBackend();

  @Test
  void randomCallsEndWell() {
    check(2_000);
  }

  @Test
  @Tag("slow")
  void manyRandomCallsEndWell() {
    check(100_000);
  }

  private void check(int usual) {
    int count = Integer.getInteger("keratin.fuzz.calls", usual);
    FuzzCalls calls = new FuzzCalls(SEED);
    Map<String, String> failures = new TreeMap<>();
    int[] answers = new int[1];
    for (int i = 0; i < count; i++) {
      int number = i;
      Memory.tidy(
          () -> {
            FuzzCalls.Call call = calls.next();
            String failure = attempt(call, answers);
            if (failure != null && failures.size() < LISTED) {
              String kind = call.op().getClass().getSimpleName() + "." + call.op().label();
              failures.putIfAbsent(
                  kind, "call %d of seed %d, %s: %s".formatted(number, SEED, call, failure));
            }
          });
    }
    assertThat(failures.values()).isEmpty();
    // Most calls are right: a fuzz of errors alone would prove little.
    assertThat(answers[0]).isGreaterThan(count / 2);
  }

  /** What was wrong with a call, or null. */
  private @Nullable String attempt(FuzzCalls.Call call, int[] answers) {
    Tensor[] in = call.in().toArray(Tensor[]::new);
    long start = System.nanoTime();
    Object actual = run(call.op(), on(fast, in));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (seconds > LONGEST_SECONDS) {
      return "took %.1f seconds".formatted(seconds);
    }
    Object expected = run(call.op(), on(Tiers.backend(Tier.SCALAR), in));
    for (Object end : new Object[] {actual, expected}) {
      if (end instanceof Throwable error) {
        String text = String.valueOf(error.getMessage());
        if (!(error instanceof TensorException) || text.isBlank() || text.equals("null")) {
          return "ends in " + error + Arrays.stream(error.getStackTrace()).limit(4).toList();
        }
      }
    }
    if (actual instanceof Tensor[] a && expected instanceof Tensor[] b) {
      answers[0]++;
      return difference(call.op(), in, a, b);
    }
    boolean same = actual instanceof Throwable && expected instanceof Throwable;
    return same ? null : "gives " + text(actual) + ", the scalar tier " + text(expected);
  }

  private static String text(Object end) {
    return end instanceof Throwable error ? error.toString() : "an answer";
  }

  /** Outputs, or what was thrown. */
  private static Object run(Op op, Tensor[] in) {
    try {
      return Engine.runAll(op, in);
    } catch (Exception | AssertionError error) {
      return error;
    }
  }

  private static Tensor[] on(keratin.tensor.Backend backend, Tensor[] in) {
    Tensor[] placed = new Tensor[in.length];
    for (int i = 0; i < in.length; i++) {
      placed[i] = in[i].dtype() == DType.STRING ? strings(backend, in[i]) : place(backend, in[i]);
    }
    return placed;
  }

  private static Tensor place(keratin.tensor.Backend backend, Tensor x) {
    return Placement.copy(backend, x);
  }

  private static Tensor strings(keratin.tensor.Backend backend, Tensor x) {
    Tensor like = Placement.copy(backend, Tensor.of(0));
    return Engine.beside(like, () -> Tensor.ofStrings(x.shape(), x.toStringArray()));
  }

  // ---- comparison ----

  private static @Nullable String difference(Op op, Tensor[] in, Tensor[] a, Tensor[] b) {
    for (int i = 0; i < b.length; i++) {
      if (!a[i].spec().equals(b[i].spec())) {
        return "gives " + a[i].spec() + ", the scalar tier " + b[i].spec();
      }
      if (b[i].dtype() == DType.STRING) {
        if (!Arrays.equals(a[i].toStringArray(), b[i].toStringArray())) {
          return "other strings";
        }
      } else if (!b[i].dtype().isFloating()) {
        if (!Arrays.equals(a[i].toLongArray(), b[i].toLongArray())) {
          int at = Arrays.mismatch(a[i].toLongArray(), b[i].toLongArray());
          return differs(i, at, a[i].toLongArray()[at], b[i].toLongArray()[at]);
        }
      } else {
        String text = realDifference(op, in, i, a[i], b[i]);
        if (text != null) {
          return text;
        }
      }
    }
    return null;
  }

  private static String differs(int output, int at, Object actual, Object expected) {
    return "output %d[%d] is %s, the scalar tier's %s".formatted(output, at, actual, expected);
  }

  private static @Nullable String realDifference(
      Op op, Tensor[] in, int output, Tensor actual, Tensor expected) {
    double[] a = actual.toDoubleArray();
    double[] b = expected.toDoubleArray();
    double[] scale = scale(op, in, b);
    double epsilon = epsilon(actual.dtype());
    boolean signed = op instanceof Unary || op instanceof Cast;
    for (int i = 0; i < b.length; i++) {
      boolean same = Double.compare(a[i], b[i]) == 0 || a[i] == b[i] && !signed;
      boolean close = Math.abs(a[i] - b[i]) <= epsilon * scale[i] + smallest(actual.dtype());
      if (!same && !(close && (a[i] != b[i] || !signed))) {
        return differs(output, i, a[i], b[i]);
      }
    }
    return null;
  }

  private static double epsilon(DType type) {
    return switch (type) {
      case FLOAT64 -> 0x1p-52;
      case FLOAT32 -> 0x1p-23;
      case FLOAT16 -> 0x1p-10;
      case FLOAT8_E4M3FN -> 0x1p-3;
      case FLOAT8_E5M2 -> 0x1p-2;
      default -> 0x1p-7;
    };
  }

  private static double smallest(DType type) {
    return switch (type) {
      case FLOAT64 -> Double.MIN_VALUE;
      case FLOAT32, BFLOAT16 -> Float.MIN_VALUE * 4;
      case FLOAT8_E4M3FN -> 0x1p-9;
      case FLOAT8_E5M2 -> 0x1p-16;
      default -> 0x1p-24;
    };
  }

  /** What a rounding error of every element is relative to, times the errors there may be. */
  private static double[] scale(Op op, Tensor[] in, double[] b) {
    boolean product = op instanceof Reduce r && r.kind() == Reduce.Kind.PROD;
    product |= op instanceof Cumulate c && c.kind() == Cumulate.Kind.PROD;
    boolean sum = op instanceof Reduce || op instanceof Cumulate || op instanceof MatMul;
    sum |= op instanceof ScatterAdd;
    double[] scale = new double[b.length];
    if (op == Binary.TANH_GRAD || op == Binary.SIGMOID_GRAD) {
      // 1 − a² is exact to the size of a², not to its own.
      Tensor a = Tensor.of(finite(in[0]), in[0].shape());
      Tensor dy = Tensor.of(finite(in[1]), in[1].shape());
      double[] size = a.square().add(1).mul(dy).toDoubleArray();
      Arrays.setAll(scale, i -> 8 * size[i]);
      return scale;
    }
    if (op instanceof Fused) {
      double most = 1;
      for (Tensor x : in) {
        most = Math.max(most, Arrays.stream(finite(x)).max().orElse(0));
      }
      long length = in[0].rank() == 0 ? 1 : in[0].shape().dim(-1);
      double factor = op instanceof Affine ? most * most : most;
      Arrays.setAll(scale, i -> 16 * (factor * (8 + length) + finite(b[i])));
    } else if (sum && !product) {
      Tensor[] sizes =
          Stream.of(in)
              .map(x -> x.dtype().isFloating() ? Tensor.of(finite(x), x.shape()) : x)
              .toArray(Tensor[]::new);
      double[] total = Engine.run(op, on(Tiers.backend(Tier.SCALAR), sizes)).toDoubleArray();
      double terms = 8 + Math.sqrt(Stream.of(in).mapToLong(Tensor::size).max().orElse(0));
      Arrays.setAll(scale, i -> terms * Math.abs(total[i]));
    } else {
      double ulps = product ? in[0].size() : op instanceof Unary || op instanceof Binary ? 4 : 0;
      Arrays.setAll(scale, i -> ulps * finite(b[i]));
    }
    return scale;
  }

  private static double[] finite(Tensor x) {
    return Arrays.stream(x.toDoubleArray()).map(OpFuzzTest::finite).toArray();
  }

  private static double finite(double x) {
    return Double.isFinite(x) ? Math.abs(x) : 0;
  }
}
