package keratin.layers.regularization;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class RegularizationLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        ActivityRegularization.class,
        AlphaDropout.class,
        Dropout.class,
        GaussianDropout.class,
        GaussianNoise.class,
        SpatialDropout1D.class,
        SpatialDropout2D.class,
        SpatialDropout3D.class);
  }
}
