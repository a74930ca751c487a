package keratin.applications;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** Layers that only these networks have, by name: saved models are read with them. */
public final class ApplicationLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(LocalResponseNormalization.class);
  }
}
