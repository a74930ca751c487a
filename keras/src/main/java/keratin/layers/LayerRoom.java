package keratin.layers;

import java.util.List;
import java.util.Map;

/**
 * The layers of one package, found by {@link java.util.ServiceLoader}: what makes them known by
 * name when a saved model is read. A library of layers provides one of its own.
 */
public interface LayerRoom {
  /** The classes; each has a constructor without parameters, which may be private. */
  List<Class<? extends Layer>> layers();

  /** Further names: {@code "InputLayer"} for {@code Input}. */
  default Map<String, Class<? extends Layer>> aliases() {
    return Map.of();
  }
}
