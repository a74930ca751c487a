package keratin.utils;

import java.util.Map;
import keratin.config.Configurable;
import keratin.config.CustomObjects;

/**
 * Makes one's own classes known by name while it is open, in this thread.
 *
 * {@snippet :
 * final class Twice extends Layer {
 *   @Override protected Tensor call(Tensor x, boolean training) {
 *     return x.mul(2);
 *   }
 *
 *   static Layer read(Map<String, ?> config) {
 *     try (var scope = new CustomObjectScope(Map.of("Twice", Twice.class))) {
 *       return Layers.get(config);
 *     }
 *   }
 * }
 * }
 *
 * @see <a href="https://keras.io/api/utils/serialization_utils/">keras.utils.CustomObjectScope</a>
 */
public final class CustomObjectScope implements AutoCloseable {
  /** Opens a scope in which these names stand for these classes. */
  public CustomObjectScope(Map<String, Class<? extends Configurable>> classes) {
    CustomObjects.enter(classes);
  }

  @Override
  public void close() {
    CustomObjects.leave();
  }
}
