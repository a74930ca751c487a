package keratin.layers.reshaping;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Repeats every sample: {@code (batch, features)} becomes {@code (batch, n, features)}.
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/repeat_vector/">keras.layers.RepeatVector</a>
 */
public final class RepeatVector extends Layer {
  private final Option<Integer> n = required("n", Kind.POSITIVE);

  private RepeatVector() {}

  /** Repeats {@code n} times. */
  public RepeatVector(int n) {
    this.n.set(n);
  }

  @Override
  public RepeatVector name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    if (x.rank() != 2) {
      throw new ShapeException(
          "RepeatVector needs inputs (batch, features), but got %s.".formatted(x.shape()));
    }
    return x.expandDims(1).mul(Tensor.full(x.dtype(), 1, 1, n.get(), 1));
  }
}
