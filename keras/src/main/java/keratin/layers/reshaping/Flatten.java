package keratin.layers.reshaping;

import keratin.config.Option;
import keratin.layers.DataFormat;
import keratin.layers.Layer;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Makes one axis of all but the batch: {@code (batch, 28, 28, 1)} becomes {@code (batch, 784)}.
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/flatten/">keras.layers.Flatten</a>
 */
public final class Flatten extends Layer {
  private final Option<String> dataFormat = option("data_format", DataFormat.KIND, null);

  /** {@code "channels_first"} moves the channels last before flattening. */
  public Flatten dataFormat(String format) {
    dataFormat.set(format);
    return this;
  }

  @Override
  public Flatten name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    boolean move = dataFormat.get().equals(DataFormat.CHANNELS_FIRST) && x.rank() > 2;
    Shape sample = x.shape().slice(Math.min(1, x.rank()), x.rank());
    int features = sample.isKnown() ? Math.toIntExact(sample.size()) : Shape.UNKNOWN;
    int batch = x.rank() == 0 ? 1 : x.shape().dim(0);
    return (move ? channelsLast(x) : x).reshape(batch, features);
  }

  private static Tensor channelsLast(Tensor x) {
    int[] order = new int[x.rank()];
    for (int i = 1; i < order.length; i++) {
      order[i] = i + 1 < order.length ? i + 1 : 1;
    }
    return x.transpose(order);
  }
}
