package keratin.layers.pooling;

import java.util.function.Supplier;
import keratin.layers.Layer;
import keratin.layers.LayerContract;

/** The contracts of pooling, with a variation for every option. */
final class PoolContract {
  private PoolContract() {}

  /** Under a moving window of 2. */
  static LayerContract windows(Supplier<? extends Layer> layer, int... sample) {
    return new LayerContract(layer, sample)
        .vary("pool_size", 3)
        .vary("strides", 1)
        .vary("padding", "same")
        .vary("data_format", "channels_first");
  }

  /** Over all places. */
  static LayerContract global(Supplier<? extends Layer> layer, int... sample) {
    return new LayerContract(layer, sample)
        .vary("data_format", "channels_first")
        .vary("keepdims", true);
  }

  /** To a size other than 3. */
  static LayerContract adaptive(Supplier<? extends Layer> layer, int... sample) {
    return new LayerContract(layer, sample)
        .vary("output_size", 3)
        .vary("data_format", "channels_first");
  }
}
