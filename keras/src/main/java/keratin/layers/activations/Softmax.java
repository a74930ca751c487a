package keratin.layers.activations;

import java.util.List;
import keratin.activations.Activations;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.layers.Mask;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Positive numbers that sum to 1 over an axis, or over several. Entries that a mask excludes become
 * 0.
 *
 * @see <a href="https://keras.io/api/layers/activation_layers/softmax/">keras.layers.Softmax</a>
 */
public final class Softmax extends Layer {
  /** One axis stays a number and a list a list, as configs hold them. */
  private static final Kind<Object> AXES =
      new Kind<>(
          "an axis or a list of axes",
          v -> v instanceof Number ? Kind.INT.parse().apply(v) : Kind.INTS.parse().apply(v),
          v -> v);

  private final Option<Object> axis = option("axis", AXES, -1);

  /** Over the last axis. */
  public Softmax() {}

  /** Over these axes. */
  public Softmax(int... axes) {
    axis.set(axes.length == 1 ? (Object) axes[0] : axes);
  }

  @Override
  public Softmax name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected boolean takesMask() {
    return true;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    Tensor mask = Mask.of(x);
    if (mask == null) {
      return softmax(x);
    }
    // Not −∞, which would give nan where everything is excluded.
    double excluded = x.dtype() == DType.FLOAT16 ? -3e4 : -1e9;
    Tensor y = softmax(Tensor.where(mask, x, Tensor.full(x.dtype(), excluded)));
    return Tensor.where(mask, y, Tensor.full(x.dtype(), 0));
  }

  private Tensor softmax(Tensor x) {
    List<Integer> over = Kind.INTS.parse().apply(axis.get());
    if (over.size() == 1) {
      return Activations.softmax(x, over.getFirst());
    }
    int[] axes = over.stream().mapToInt(x.shape()::axis).toArray();
    int[] kept = x.shape().dims();
    for (int a : axes) {
      kept[a] = 1;
    }
    Shape shape = Shape.of(kept);
    Tensor powers = x.sub(x.stopGradient().max(axes).reshape(shape)).exp();
    return powers.div(powers.sum(axes).reshape(shape));
  }
}
