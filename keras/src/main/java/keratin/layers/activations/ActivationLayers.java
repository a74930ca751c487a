package keratin.layers.activations;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class ActivationLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        Activation.class, ELU.class, LeakyReLU.class, PReLU.class, ReLU.class, Softmax.class);
  }
}
