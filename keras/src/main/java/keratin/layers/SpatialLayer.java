package keratin.layers;

import keratin.config.Option;

/**
 * A layer for sequences, images or volumes, whose channels come last or first.
 *
 * @param <SELF> the layer's own class
 */
public abstract class SpatialLayer<SELF extends SpatialLayer<SELF>> extends FluentLayer<SELF> {
  private final Option<String> dataFormat = option("data_format", DataFormat.KIND, null);
  private final int rank;

  /** A layer for {@code rank} spatial axes. */
  protected SpatialLayer(int rank) {
    this.rank = rank;
  }

  /**
   * {@code "channels_last"} for {@code (batch, spatial…, channels)}, or {@code "channels_first"}
   * for {@code (batch, channels, spatial…)}.
   */
  public final SELF dataFormat(String format) {
    dataFormat.set(format);
    return self();
  }

  /** Which axes are what. */
  protected final SpatialAxes axes() {
    return new SpatialAxes(rank, dataFormat.get());
  }
}
