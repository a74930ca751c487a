package keratin.layers.merging;

import java.util.List;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class MergingLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        Add.class,
        Average.class,
        Concatenate.class,
        Dot.class,
        Maximum.class,
        Minimum.class,
        Multiply.class,
        Subtract.class);
  }
}
