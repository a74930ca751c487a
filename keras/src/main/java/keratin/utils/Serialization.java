package keratin.utils;

import java.util.Map;
import keratin.config.Configurable;
import keratin.config.CustomObjects;
import org.jspecify.annotations.Nullable;

/**
 * One's own classes in configs and saved models.
 *
 * <p>A class needs a constructor without parameters, and options for what it is made with. It is
 * registered once, before a model that has it is saved or read:
 *
 * {@snippet :
 * final class Scale extends Layer {
 *   private final Option<Double> by = option("by", Kind.FLOAT, 1);
 *
 *   static {
 *     Serialization.registerKerasSerializable(Scale.class, "mine");
 *   }
 *
 *   @Override protected Tensor call(Tensor x, boolean training) {
 *     return x.mul(by.get());
 *   }
 * }
 * }
 *
 * @see <a
 *     href="https://keras.io/api/models/model_saving_apis/serialization_utils/">keras.saving</a>
 */
public final class Serialization {
  private Serialization() {}

  /** Makes a class known as {@code Custom>SimpleName}. */
  public static void registerKerasSerializable(Class<? extends Configurable> type) {
    registerKerasSerializable(type, "Custom");
  }

  /** Makes a class known as {@code packageName>SimpleName}. */
  public static void registerKerasSerializable(
      Class<? extends Configurable> type, String packageName) {
    registerKerasSerializable(type, packageName, type.getSimpleName());
  }

  /**
   * Makes a class known as {@code packageName>name}.
   *
   * @throws IllegalArgumentException if another class has that name
   */
  public static void registerKerasSerializable(
      Class<? extends Configurable> type, String packageName, String name) {
    CustomObjects.register(type, packageName, name);
  }

  /** The name that a class was registered with; the simple name of any other. */
  public static String getRegisteredName(Class<?> type) {
    return CustomObjects.name(type);
  }

  /** The class that a name was registered for, or stands for in this scope; null if none. */
  public static @Nullable Class<? extends Configurable> getRegisteredObject(String name) {
    return CustomObjects.find(name);
  }

  /** All registered classes by {@code package>name}. */
  public static Map<String, Class<? extends Configurable>> getCustomObjects() {
    return CustomObjects.all();
  }
}
