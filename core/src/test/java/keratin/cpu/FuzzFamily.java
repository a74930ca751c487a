package keratin.cpu;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import keratin.autograd.GradientTape;
import keratin.tensor.Backend;
import keratin.tensor.DType;
import keratin.tensor.DeviceException;
import keratin.tensor.Engine;
import keratin.tensor.Placement;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** Functions of one kind, called with random arguments, and what is true of their answers. */
abstract class FuzzFamily {
  /** A function with random arguments; throws AssertionError at a wrong answer. */
  interface Call {
    Object run();
  }

  /** A function of tensors that lie on one backend. */
  interface Function {
    Tensor of(Tensor... in);
  }

  final SplittableRandom random;
  final FuzzTensors tensors;
  final GuardedBackend backend = new GuardedBackend();
  private final Map<String, Call> calls = new LinkedHashMap<>();

  FuzzFamily(long seed) {
    random = new SplittableRandom(seed);
    tensors = new FuzzTensors(random);
  }

  Map<String, Call> calls() {
    return calls;
  }

  final void add(String name, Call call) {
    calls.put(name, call);
  }

  // ---- arguments ----

  final Tensor on(Tensor x) {
    return Placement.copy(backend, x);
  }

  final DType dtype() {
    DType type = tensors.dtype();
    return type == DType.STRING ? DType.FLOAT32 : type;
  }

  final Tensor any() {
    return on(tensors.any(dtype(), tensors.little(), false));
  }

  final Tensor any(int... dims) {
    return on(tensors.any(dtype(), Shape.of(dims), false));
  }

  final Tensor tame(int... dims) {
    return on(tensors.tame(tensors.real(), Shape.of(dims)));
  }

  final Tensor indices(int low, int high, int... dims) {
    return on(tensors.indices(Shape.of(dims), low, high));
  }

  /** Numbers that say how long the result is: a wild one would only say that memory has an end. */
  final Tensor lengths(int low, int high, int... dims) {
    return indices(low, high, dims).maximum(low).minimum(high);
  }

  final int upTo(int high) {
    return random.nextInt(high + 1);
  }

  final int some() {
    return 1 + upTo(4);
  }

  final boolean flip() {
    return random.nextBoolean();
  }

  final int[] axes(int rank) {
    return flip() ? new int[0] : new int[] {random.nextInt(-1 - rank, rank + 1)};
  }

  final <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }

  /** Mostly a usual one of these numbers, seldom a wild one. */
  final int oneOf(int... from) {
    return tensors.chance(0.02) ? tensors.oddNumber() : from[random.nextInt(from.length)];
  }

  /** So many of these numbers; seldom one more, or one for all. */
  final int[] each(int count, int... from) {
    int n = tensors.chance(0.03) ? count + 1 : tensors.chance(0.2) ? 1 : count;
    int[] values = new int[n];
    Arrays.setAll(values, i -> oneOf(from));
    return values;
  }

  /** Moderate reals without anything that is no number. */
  final Tensor finite(DType type, int... dims) {
    return tensors.within(type, Shape.of(dims), -3, 3);
  }

  // ---- answers ----

  /**
   * The function's answer on the watched backend, which must be the scalar tier's.
   *
   * @param units how far numbers may be off, in rounding errors of the largest that the same
   *     function makes of the absolute values of its inputs
   * @param host inputs
   */
  final Tensor agree(double units, Function function, Tensor... host) {
    Backend scalar = Tiers.backend(Tier.SCALAR);
    Object expected = end(() -> function.of(placed(scalar, host, x -> x)));
    Object actual = end(() -> function.of(placed(backend, host, x -> x)));
    if (expected instanceof TensorException error) {
      check(actual instanceof TensorException, "an answer, but the scalar tier says " + error);
      throw error;
    }
    if (actual instanceof TensorException error) {
      throw new AssertionError("the scalar tier has an answer", error);
    }
    Tensor a = (Tensor) actual;
    Tensor b = (Tensor) expected;
    check(a.spec().equals(b.spec()), a.spec() + ", but the scalar tier has " + b.spec());
    double scale = 0;
    if (units > 0 && b.dtype().isFloating()) {
      Tensor most = function.of(placed(scalar, host, Tensor::abs));
      scale = Math.max(largest(most), largest(b));
    }
    // A fraction that is nearly a half goes either way.
    boolean rounded = units > 0 && b.dtype().isInteger();
    near(a, b, rounded ? 1 : units * epsilon(b.dtype()) * scale);
    return a;
  }

  private static Object end(Supplier<Tensor> work) {
    try {
      return work.get();
    } catch (DeviceException e) {
      throw new AssertionError("a constant lies on another device", e);
    } catch (TensorException e) {
      return e;
    }
  }

  private static Tensor[] placed(Backend backend, Tensor[] host, UnaryOperator<Tensor> change) {
    return Arrays.stream(host)
        .map(x -> Placement.copy(backend, x.dtype().isFloating() ? change.apply(x) : x))
        .toArray(Tensor[]::new);
  }

  /** The numbers on the usual device, in float64. */
  static Tensor wide(Tensor x) {
    return Tensor.of(x.toDoubleArray(), x.shape());
  }

  /** Elements are equal, or their distance is at most {@code most}. */
  static void near(Tensor actual, Tensor expected, double most) {
    check(
        actual.shape().equals(expected.shape()),
        "the shape is " + actual.shape() + ", not " + expected.shape());
    double[] a = actual.toDoubleArray();
    double[] b = expected.toDoubleArray();
    for (int i = 0; i < b.length; i++) {
      boolean same = a[i] == b[i] || Double.isNaN(a[i]) && Double.isNaN(b[i]);
      if (!same && !(Math.abs(a[i] - b[i]) <= most)) {
        throw new AssertionError(
            "element %d of %s is %s, not %s (± %s)".formatted(i, actual.spec(), a[i], b[i], most));
      }
    }
  }

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /** The largest absolute value that is finite. */
  static double largest(Tensor x) {
    return Arrays.stream(x.toDoubleArray()).map(Math::abs).filter(Double::isFinite).max().orElse(0);
  }

  static boolean isFinite(Tensor x) {
    return Arrays.stream(x.toDoubleArray()).allMatch(Double::isFinite);
  }

  static double epsilon(DType type) {
    return switch (type) {
      case FLOAT64 -> 0x1p-52;
      case FLOAT32 -> 0x1p-23;
      case FLOAT16 -> 0x1p-10;
      case BFLOAT16 -> 0x1p-7;
      case FLOAT8_E4M3FN -> 0x1p-3;
      case FLOAT8_E5M2 -> 0x1p-2;
      default -> 0;
    };
  }

  /** The gradient of a function's sum by one of its inputs; zeros where none flows. */
  static Function gradient(Function function, int by) {
    return in -> {
      try (GradientTape tape = new GradientTape()) {
        List.of(in).forEach(tape::watch);
        Tensor y = function.of(in);
        return Objects.requireNonNullElseGet(
            tape.gradient(y.mul(weights(y)), in[by]), in[by]::zerosLike);
      }
    };
  }

  /** Numbers from −1 to 1, so that errors of different places do not cancel. */
  private static Tensor weights(Tensor y) {
    double[] data = new double[(int) y.size()];
    Arrays.setAll(data, i -> (7 * i % 11 - 5) / 5.0);
    return Engine.beside(y, () -> Tensor.of(data, y.shape()).cast(y.dtype()));
  }
}
