package keratin.layers.reshaping;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class ReshapingLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        Cropping1D.class,
        Cropping2D.class,
        Cropping3D.class,
        Flatten.class,
        Permute.class,
        RepeatVector.class,
        Reshape.class,
        UpSampling1D.class,
        UpSampling2D.class,
        UpSampling3D.class,
        ZeroPadding1D.class,
        ZeroPadding2D.class,
        ZeroPadding3D.class);
  }
}
