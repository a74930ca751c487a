package keratin.layers.convolutional;

import java.util.List;
import java.util.Map;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class ConvolutionalLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        Conv1D.class,
        Conv1DTranspose.class,
        Conv2D.class,
        Conv2DTranspose.class,
        Conv3D.class,
        Conv3DTranspose.class,
        DepthwiseConv1D.class,
        DepthwiseConv2D.class,
        SeparableConv1D.class,
        SeparableConv2D.class);
  }

  @Override
  public Map<String, Class<? extends Layer>> aliases() {
    return Map.of(
        "Convolution1D",
        Conv1D.class,
        "Convolution1DTranspose",
        Conv1DTranspose.class,
        "Convolution2D",
        Conv2D.class,
        "Convolution2DTranspose",
        Conv2DTranspose.class,
        "Convolution3D",
        Conv3D.class,
        "Convolution3DTranspose",
        Conv3DTranspose.class,
        "SeparableConvolution1D",
        SeparableConv1D.class,
        "SeparableConvolution2D",
        SeparableConv2D.class);
  }
}
