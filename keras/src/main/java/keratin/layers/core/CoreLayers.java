package keratin.layers.core;

import java.util.List;
import java.util.Map;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class CoreLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        Dense.class,
        EinsumDense.class,
        Embedding.class,
        Identity.class,
        Input.class,
        Lambda.class,
        Masking.class,
        ReversibleEmbedding.class);
  }

  @Override
  public Map<String, Class<? extends Layer>> aliases() {
    return Map.of("InputLayer", Input.class);
  }
}
