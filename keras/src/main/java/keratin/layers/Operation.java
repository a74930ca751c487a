package keratin.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import keratin.tensor.Engine;
import keratin.tensor.Op;
import keratin.tensor.Reduce;
import keratin.tensor.Tensor;

/**
 * An op that was applied to symbols outside any layer, as a part of a model: {@code x.add(y)}.
 * Keras calls it an operation, too; it is in summaries, but not among a model's layers.
 */
public final class Operation extends Layer {
  /** Where Keras' class is not called as the op is here. */
  private static final Map<String, String> KERAS_NAMES =
      Map.ofEntries(
          Map.entry("neg", "Negative"),
          Map.entry("abs", "Absolute"),
          Map.entry("sub", "Subtract"),
          Map.entry("mul", "Multiply"),
          Map.entry("div", "TrueDivide"),
          Map.entry("floor_div", "FloorDivide"),
          Map.entry("pow", "Power"),
          Map.entry("asin", "Arcsin"),
          Map.entry("acos", "Arccos"),
          Map.entry("atan", "Arctan"),
          Map.entry("atan2", "Arctan2"),
          Map.entry("asinh", "Arcsinh"),
          Map.entry("acosh", "Arccosh"),
          Map.entry("atanh", "Arctanh"),
          Map.entry("is_nan", "Isnan"),
          Map.entry("is_inf", "Isinf"),
          Map.entry("is_finite", "Isfinite"),
          Map.entry("mat_mul", "Matmul"),
          Map.entry("concat", "Concatenate"),
          Map.entry("reshape_op", "Reshape"),
          Map.entry("softmax_op", "Softmax"),
          Map.entry("einsum_op", "Einsum"),
          Map.entry("select", "Where"),
          Map.entry("gather", "Take"),
          Map.entry("slice", "GetItem"));

  private final Op op;

  Operation(Op op) {
    this.op = op;
  }

  /** The op. */
  public Op op() {
    return op;
  }

  /** The class that Keras has for the op: {@code "Add"}. */
  @Override
  public String className() {
    String label = op instanceof Reduce reduce ? reduce.kind().name().toLowerCase() : op.label();
    String known = KERAS_NAMES.get(label);
    return known != null
        ? known
        : Arrays.stream(label.split("_"))
            .map(word -> word.substring(0, 1).toUpperCase() + word.substring(1))
            .collect(Collectors.joining());
  }

  @Override
  public Operation name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected boolean autocasts() {
    return false;
  }

  @Override
  protected void build(List<keratin.tensor.Shape> inputs) {}

  @Override
  protected List<Tensor> call(List<Tensor> xs, boolean training) {
    return List.of(Engine.runAll(op, xs.toArray(new Tensor[0])));
  }
}
