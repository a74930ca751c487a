package keratin.layers.attention;

import java.util.List;
import java.util.Map;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** This package's layers by name. */
public final class AttentionLayers implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(
        AdditiveAttention.class,
        Attention.class,
        GroupQueryAttention.class,
        MultiHeadAttention.class);
  }

  @Override
  public Map<String, Class<? extends Layer>> aliases() {
    return Map.of("GroupedQueryAttention", GroupQueryAttention.class);
  }
}
