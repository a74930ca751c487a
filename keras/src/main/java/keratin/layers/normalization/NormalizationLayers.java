package keratin.layers.normalization;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class NormalizationLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        BatchNormalization.class,
        GroupNormalization.class,
        LayerNormalization.class,
        RMSNormalization.class,
        SpectralNormalization.class,
        UnitNormalization.class);
  }
}
