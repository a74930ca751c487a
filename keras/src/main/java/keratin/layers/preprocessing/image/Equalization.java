package keratin.layers.preprocessing.image;

import java.util.Arrays;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;

/**
 * Spreads the numbers of every channel such that all parts of the value range are about equally
 * frequent: each becomes the share of numbers up to it. The shares are those of the batch. In
 * inference it does nothing.
 *
 * {@snippet :
 * new Equalization().of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/equalization/">keras.layers.Equalization</a>
 */
public final class Equalization extends BaseImagePreprocessing<Equalization> {
  private final Option<Factor> valueRange = option("value_range", Factor.RANGE, BaseColours.BYTES);
  private final Option<Integer> bins = option("bins", Kind.POSITIVE, 256);

  /** The range of the numbers in images, 0 to 255 by default. */
  public Equalization valueRange(double low, double high) {
    valueRange.set(new double[] {low, high});
    return this;
  }

  /** How finely numbers are told apart. */
  public Equalization bins(int count) {
    bins.set(count);
    return this;
  }

  @Override
  Transformation transformation(Tensor images, boolean training) {
    return x -> training ? equalized(x) : x;
  }

  private Tensor equalized(Tensor images) {
    int axis = channelAxis();
    Tensor[] channels = new Tensor[images.shape().dim(axis)];
    for (int i = 0; i < channels.length; i++) {
      Tensor channel = images.slice(axis, i, 1);
      Tensor bytes = BaseColours.rescaled(channel, valueRange.get(), BaseColours.BYTES);
      channels[i] = BaseColours.rescaled(spread(bytes), BaseColours.BYTES, valueRange.get());
    }
    return Ops.concat(axis, channels);
  }

  private Tensor spread(Tensor channel) {
    Tensor places = Ops.clip(channel.div(255).mul(bins.get() - 1), 0, bins.get() - 1);
    Tensor indices = places.cast(DType.INT32);
    long[] counts = Ops.bincount(indices.reshape(-1), bins.get()).cast(DType.INT64).toLongArray();
    if (Arrays.stream(counts).filter(count -> count > 0).count() <= 1) {
      return channel;
    }
    Tensor table = Engine.beside(channel, () -> Tensor.of(table(counts)).cast(channel.dtype()));
    return table.gather(indices, 0);
  }

  /** What each bin becomes: the numbers up to it, without those of the first. */
  private static double[] table(long[] counts) {
    long all = Arrays.stream(counts).sum();
    long first = Arrays.stream(counts).filter(count -> count > 0).findFirst().orElse(0);
    double[] table = new double[counts.length];
    long upTo = 0;
    for (int i = 0; i < table.length; i++) {
      upTo += counts[i];
      double share = (upTo - first) * 255.0 / (all - first);
      table[i] = Math.clamp(Math.rint(share), 0, 255);
    }
    return table;
  }
}
