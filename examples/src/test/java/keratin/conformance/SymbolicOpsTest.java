package keratin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keratin.autograd.GradientTape;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Functions as parts of models: every recorded call of one, with tensors replaced by inputs of
 * unknown batch size, gives symbols of the right shape, and a model of them that computes what the
 * call does. What cannot be known beforehand is an error that says so.
 */
class SymbolicOpsTest {
  private static final Path PASSED = Path.of("src", "test", "resources", "keratin", "cases");

  /** How long their results are depends on the numbers in the tensors. */
  private static final Set<String> BY_NUMBERS =
      Set.of(
          "bincount",
          "nonzero",
          "where",
          "unique",
          "tf.unique",
          "tf.unique_with_counts",
          "tf.math.bincount",
          "tf.image.non_max_suppression");

  /** They say how many segments there are by the largest number, unless told. */
  private static final Set<String> BY_SEGMENTS =
      Set.of(
          "segment_max",
          "segment_sum",
          "tf.math.segment_max",
          "tf.math.segment_min",
          "tf.math.segment_prod");

  /** An unknown length would be the number of results, or of the rows of a kernel. */
  private static final Set<String> BY_LENGTH =
      Set.of(
          "conv",
          "conv_transpose",
          "depthwise_conv",
          "separable_conv",
          "tf.unstack",
          "tf.nn.atrous_conv2d",
          "tf.nn.conv1d",
          "tf.nn.conv2d",
          "tf.nn.conv2d_transpose",
          "tf.nn.depthwise_conv2d");

  /** Places and counts are options here, no tensors. */
  private static final Set<String> BY_OPTIONS =
      Set.of("dsplit", "hsplit", "split", "vsplit", "slice", "slice_update", "tf.repeat");

  /** These tell of the tensor what does not depend on a batch, or refuse nothing. */
  private static final Set<String> CONSTANT =
      Set.of("isreal", "ndim", "tf.rank", "tf.shape", "tf.size");

  private record Attempt(Case recorded, List<Tensor> real, List<Tensor> inputs, List<Tensor> out) {}

  @Test
  void everyFunctionIsAPartOfModels() throws IOException {
    check(2);
  }

  @Test
  @Tag("slow")
  void everyRecordedCallIsAPartOfModels() throws IOException {
    assertThat(check(Integer.MAX_VALUE))
        .isEqualTo(
            Stream.of(BY_NUMBERS, BY_SEGMENTS, BY_LENGTH, BY_OPTIONS)
                .flatMap(Set::stream)
                .collect(Collectors.toSet()));
  }

  /** The functions that refuse a symbol, of so many calls of each. */
  private static Set<String> check(int most) throws IOException {
    List<String> failures = new ArrayList<>();
    Map<String, Integer> calls = new HashMap<>();
    Set<String> refused = new TreeSet<>();
    int good = 0;
    for (Case recorded : CaseFiles.read(PASSED)) {
      boolean call =
          Set.of("op", "tf_op").contains(recorded.kind())
              && !recorded.has("raises")
              && calls.merge(recorded.subject(), 1, Integer::sum) <= most;
      for (boolean all : call ? new boolean[] {false, true} : new boolean[0]) {
        String outcome = Memory.tidy(() -> attempt(recorded, all));
        if (outcome.startsWith("refused")) {
          refused.add(recorded.subject());
          assertThat(outcome).hasSizeGreaterThan(30).doesNotContain("A tensor of numbers needs");
        } else if (outcome.isEmpty()) {
          good++;
        } else {
          failures.add(
              "%s (%s, %s): %s".formatted(recorded.subject(), recorded.id(), all, outcome));
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(good).isGreaterThan(700);
    return refused;
  }

  /** What is wrong, {@code "refused …"} for an error that a user can read, or nothing. */
  private static String attempt(Case recorded, boolean all) {
    try {
      List<@Nullable Object> arguments = Values.list(recorded.get("args"));
      List<Tensor> real = new ArrayList<>();
      List<Tensor> inputs = new ArrayList<>();
      List<?> symbols = (List<?>) replaced(arguments, x -> symbol(x, all, real, inputs));
      if (real.size() < (all ? 2 : 1)) {
        return "";
      }
      List<Tensor> expected = tensors(call(recorded, arguments));
      List<Tensor> out;
      try {
        out = tensors(call(recorded, symbols));
      } catch (TensorException e) {
        return "refused: " + e.getMessage();
      }
      return compared(new Attempt(recorded, real, inputs, out), expected);
    } catch (Exception e) {
      return e.toString();
    }
  }

  private static Tensor symbol(Tensor x, boolean all, List<Tensor> real, List<Tensor> inputs) {
    if (x.rank() == 0 || x.size() == 0 || x.dtype() == DType.STRING || !all && !real.isEmpty()) {
      return x;
    }
    real.add(x);
    inputs.add(new Input(x.shape().slice(1, x.rank())).dtype(x.dtype()).tensor());
    return inputs.getLast();
  }

  private static String compared(Attempt attempt, List<Tensor> expected) {
    List<Tensor> out = attempt.out();
    if (out.stream().noneMatch(Tensor::isSymbolic)) {
      return CONSTANT.contains(attempt.recorded().subject()) ? "" : "no symbols";
    }
    // Keras, too, keeps an axis that only turns out to be 1.
    if (attempt.recorded().subject().equals("squeeze")
        && out.getFirst().rank() > expected.getFirst().rank()) {
      return "";
    }
    if (out.size() != expected.size()) {
      return "%d results instead of %d".formatted(out.size(), expected.size());
    }
    List<Tensor> symbols = out.stream().filter(Tensor::isSymbolic).toList();
    List<Tensor> results = new Model(attempt.inputs(), symbols).ofAll(attempt.real(), false);
    for (int i = 0; i < out.size(); i++) {
      int place = symbols.indexOf(out.get(i));
      Tensor result = place < 0 ? out.get(i) : results.get(place);
      String wrong = compared(out.get(i), result, expected.get(i));
      if (!wrong.isEmpty()) {
        return wrong;
      }
    }
    return "";
  }

  private static String compared(Tensor symbol, Tensor result, Tensor expected) {
    if (symbol.dtype() != expected.dtype() || !symbol.shape().agrees(expected.shape())) {
      return symbol + " for " + expected.spec();
    }
    if (!result.spec().equals(expected.spec())) {
      return result.spec() + " instead of " + expected.spec();
    }
    return difference(result, expected);
  }

  /** The first element that is another, as text; empty if none is. */
  static String difference(Tensor result, Tensor expected) {
    double[] a = result.cast(DType.FLOAT64).toDoubleArray();
    double[] b = expected.cast(DType.FLOAT64).toDoubleArray();
    for (int i = 0; i < a.length; i++) {
      boolean same = a[i] == b[i] || Double.isNaN(a[i]) && Double.isNaN(b[i]);
      if (!same && !(Math.abs(a[i] - b[i]) <= 1e-5 * (1 + Math.abs(b[i])))) {
        return "element %d is %s instead of %s".formatted(i, a[i], b[i]);
      }
    }
    return "";
  }

  private static @Nullable Object call(Case recorded, List<?> arguments) throws Exception {
    if (recorded.kind().equals("op")) {
      return OpCases.keras(recorded, arguments);
    }
    String path = recorded.get("function").asString();
    int dot = path.lastIndexOf('.');
    return OpCases.call(
        path.substring(0, dot),
        path.substring(dot + 1),
        arguments,
        Values.map(recorded.get("kwargs")));
  }

  private static List<Tensor> tensors(@Nullable Object value) {
    return switch (value) {
      case Tensor t -> List.of(t);
      case List<?> list -> list.stream().flatMap(v -> tensors(v).stream()).toList();
      case null, default -> List.of();
    };
  }

  private static @Nullable Object replaced(@Nullable Object value, UnaryOperator<Tensor> with) {
    if (value instanceof Tensor t) {
      return with.apply(t);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> made = new ArrayList<>();
      list.forEach(v -> made.add(replaced(v, with)));
      return made;
    }
    return value;
  }

  @Test
  void gradientsGoThroughAFunctionOfUnknownLengths() {
    Tensor x = new Input(Shape.of(3)).tensor();
    Model model = new Model(x, Ops.topK(Ops.sort(x, 0), 2).values());
    Tensor rows = Tensor.of(new float[][] {{3, 1, 2}, {0, 5, 4}});
    try (var tape = new GradientTape()) {
      tape.watch(rows);
      Tensor y = model.of(rows);
      assertThat(y.toFloatArray()).containsExactly(2, 1, 5, 4);
      Tensor slope = tape.gradient(y.square(), rows);
      assertThat(slope).isNotNull();
      assertThat(slope.toFloatArray()).containsExactly(0, 2, 4, 0, 10, 8);
    }
  }
}
