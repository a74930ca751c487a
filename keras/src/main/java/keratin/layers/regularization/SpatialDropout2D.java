package keratin.layers.regularization;

import keratin.config.Option;
import keratin.layers.DataFormat;
import keratin.layers.SpatialAxes;

/**
 * Sets whole channels of images {@code (batch, height, width, channels)} to 0 with probability
 * {@code rate} in training, and divides the others by {@code 1 − rate}.
 *
 * @see <a
 *     href="https://keras.io/api/layers/regularization_layers/spatial_dropout2d/">keras.layers.SpatialDropout2D</a>
 */
public final class SpatialDropout2D extends BaseSpatialDropout<SpatialDropout2D> {
  private final Option<String> dataFormat = option("data_format", DataFormat.KIND, null);

  private SpatialDropout2D() {}

  /**
   * A dropout of channels.
   *
   * @param rate the part of the channels that is dropped, 0 to 1
   */
  public SpatialDropout2D(double rate) {
    this();
    strength(rate);
  }

  /** {@code "channels_last"}, or {@code "channels_first"} for {@code (batch, channels, …)}. */
  public SpatialDropout2D dataFormat(String format) {
    dataFormat.set(format);
    return this;
  }

  @Override
  SpatialAxes axes() {
    return new SpatialAxes(2, dataFormat.get());
  }
}
