package keratin.layers.reshaping;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class ReshapingLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(Flatten.class, Permute.class, RepeatVector.class, Reshape.class);
  }
}
