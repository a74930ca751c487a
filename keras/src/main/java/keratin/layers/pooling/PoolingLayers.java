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
        AdaptiveAveragePooling1D.class,
        AdaptiveAveragePooling2D.class,
        AdaptiveAveragePooling3D.class,
        AdaptiveMaxPooling1D.class,
        AdaptiveMaxPooling2D.class,
        AdaptiveMaxPooling3D.class,
        AveragePooling1D.class,
        AveragePooling2D.class,
        AveragePooling3D.class,
        GlobalAveragePooling1D.class,
        GlobalAveragePooling2D.class,
        GlobalAveragePooling3D.class,
        GlobalMaxPooling1D.class,
        GlobalMaxPooling2D.class,
        GlobalMaxPooling3D.class,
        MaxPooling1D.class,
        MaxPooling2D.class,
        MaxPooling3D.class);
  }

  @Override
  public Map<String, Class<? extends Layer>> aliases() {
    return Map.ofEntries(
        Map.entry("AvgPool1D", AveragePooling1D.class),
        Map.entry("AvgPool2D", AveragePooling2D.class),
        Map.entry("AvgPool3D", AveragePooling3D.class),
        Map.entry("GlobalAvgPool1D", GlobalAveragePooling1D.class),
        Map.entry("GlobalAvgPool2D", GlobalAveragePooling2D.class),
        Map.entry("GlobalAvgPool3D", GlobalAveragePooling3D.class),
        Map.entry("GlobalMaxPool1D", GlobalMaxPooling1D.class),
        Map.entry("GlobalMaxPool2D", GlobalMaxPooling2D.class),
        Map.entry("GlobalMaxPool3D", GlobalMaxPooling3D.class),
        Map.entry("MaxPool1D", MaxPooling1D.class),
        Map.entry("MaxPool2D", MaxPooling2D.class),
        Map.entry("MaxPool3D", MaxPooling3D.class));
  }
}
