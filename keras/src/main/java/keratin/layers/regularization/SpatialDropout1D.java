package keratin.layers.regularization;

import keratin.layers.DataFormat;
import keratin.layers.SpatialAxes;

/**
 * Sets whole channels of sequences {@code (batch, steps, channels)} to 0 with probability {@code
 * rate} in training, and divides the others by {@code 1 − rate}.
 *
 * @see <a
 *     href="https://keras.io/api/layers/regularization_layers/spatial_dropout1d/">keras.layers.SpatialDropout1D</a>
 */
public final class SpatialDropout1D extends BaseSpatialDropout<SpatialDropout1D> {
  private SpatialDropout1D() {}

  /**
   * A dropout of channels.
   *
   * @param rate the part of the channels that is dropped, 0 to 1
   */
  public SpatialDropout1D(double rate) {
    this();
    strength(rate);
  }

  @Override
  SpatialAxes axes() {
    return new SpatialAxes(1, DataFormat.CHANNELS_LAST);
  }
}
