package keratin.models;

import java.util.List;
import java.util.Map;
import keratin.layers.Layer;
import keratin.layers.LayerRoom;

/** Models by name: they are layers of other models, too. */
public final class ModelRoom implements LayerRoom {
  @Override
  public List<Class<? extends Layer>> layers() {
    return List.of(Model.class, Sequential.class);
  }

  @Override
  public Map<String, Class<? extends Layer>> aliases() {
    return Map.of("Functional", Model.class);
  }
}
