package keratin.layers.convolutional;

import java.util.List;
import java.util.Map;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class ConvolutionalLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(Conv1D.class, Conv2D.class, Conv3D.class);
  }

  @Override
  public Map<String, Class<? extends Layer>> aliases() {
    return Map.of(
        "Convolution1D", Conv1D.class,
        "Convolution2D", Conv2D.class,
        "Convolution3D", Conv3D.class);
  }
}
