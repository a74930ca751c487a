package keratin.layers.pooling;

import java.util.List;
import java.util.Map;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class PoolingLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        AveragePooling1D.class,
        AveragePooling2D.class,
        AveragePooling3D.class,
        MaxPooling1D.class,
        MaxPooling2D.class,
        MaxPooling3D.class);
  }

  @Override
  public Map<String, Class<? extends Layer>> aliases() {
    return Map.of(
        "AvgPool1D", AveragePooling1D.class,
        "AvgPool2D", AveragePooling2D.class,
        "AvgPool3D", AveragePooling3D.class,
        "MaxPool1D", MaxPooling1D.class,
        "MaxPool2D", MaxPooling2D.class,
        "MaxPool3D", MaxPooling3D.class);
  }
}
