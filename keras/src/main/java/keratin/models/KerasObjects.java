package keratin.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import keratin.callbacks.Callbacks;
import keratin.config.Configurable;
import keratin.config.CustomObjects;
import keratin.constraints.Constraint;
import keratin.constraints.Constraints;
import keratin.initializers.Initializer;
import keratin.initializers.Initializers;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.losses.Loss;
import keratin.losses.Losses;
import keratin.metrics.Metric;
import keratin.metrics.Metrics;
import keratin.optimizers.Optimizer;
import keratin.optimizers.Optimizers;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.optimizers.schedules.Schedules;
import keratin.regularizers.Regularizer;
import keratin.regularizers.Regularizers;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Anything that Keras writes into configs, there and back, whatever room it is of.
 *
 * {@snippet :
 * Object config = KerasObjects.serializeKerasObject(List.of(new Dense(3), 0.5));
 * Object same = KerasObjects.deserializeKerasObject(config);
 * }
 *
 * @see <a
 *     href="https://keras.io/api/models/model_saving_apis/serialization_utils/">keras.saving.serialize_keras_object</a>
 */
public final class KerasObjects {
  private static final Map<String, Function<Object, ?>> ROOMS = new LinkedHashMap<>();

  static {
    // The longer names first: schedules live inside optimizers.
    ROOMS.put("keras.optimizers.schedules", Schedules::get);
    ROOMS.put("keras.optimizers", Optimizers::get);
    ROOMS.put("keras.losses", Losses::get);
    ROOMS.put("keras.metrics", Metrics::get);
    ROOMS.put("keras.initializers", Initializers::get);
    ROOMS.put("keras.regularizers", Regularizers::get);
    ROOMS.put("keras.constraints", Constraints::get);
    ROOMS.put("keras.callbacks", Callbacks::get);
    ROOMS.put("keras", Layers::get);
  }

  private static final Map<Class<?>, Function<Object, ?>> TYPES =
      Map.of(
          Layer.class, Layers::get,
          Loss.class, Losses::get,
          Metric.class, Metrics::get,
          Optimizer.class, Optimizers::get,
          LearningRateSchedule.class, Schedules::get,
          Initializer.class, Initializers::get,
          Regularizer.class, Regularizers::get,
          Constraint.class, Constraints::get);

  private KerasObjects() {}

  /**
   * The config of an object with its class; of lists and maps those of their items; numbers, texts
   * and null as they are.
   *
   * @throws IllegalArgumentException if it is nothing that configs can hold
   */
  public static @Nullable Object serializeKerasObject(@Nullable Object object) {
    return switch (object) {
      case Layer layer -> Layers.serialize(layer);
      case Loss loss -> Losses.serialize(loss);
      case Metric metric -> Metrics.serialize(metric);
      case Optimizer optimizer -> Optimizers.serialize(optimizer);
      case LearningRateSchedule schedule -> Schedules.serialize(schedule);
      case Initializer initializer -> Initializers.serialize(initializer);
      case Regularizer regularizer -> Regularizers.serialize(regularizer);
      case Constraint constraint -> Constraints.serialize(constraint);
      case Tensor tensor ->
          named("__tensor__", Map.of("value", tensor.numpy(), "dtype", tensor.dtype().toString()));
      case DType dtype -> dtype.toString();
      case List<?> list -> list.stream().map(KerasObjects::serializeKerasObject).toList();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        map.forEach((key, item) -> items.put(String.valueOf(key), serializeKerasObject(item)));
        yield items;
      }
      case String text -> text;
      case Number number -> number;
      case Boolean truth -> truth;
      case null -> null;
      default ->
          throw new IllegalArgumentException(
              "%s cannot be written as a config.".formatted(object.getClass().getName()));
    };
  }

  private static Map<String, Object> named(String className, Object config) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("class_name", className);
    map.put("config", config);
    return map;
  }

  /**
   * The object of a config, inside lists and maps too.
   *
   * @throws IllegalArgumentException if a config names a class that is not known
   */
  public static @Nullable Object deserializeKerasObject(@Nullable Object config) {
    return switch (config) {
      case Map<?, ?> map when map.get("class_name") instanceof String name -> object(map, name);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        map.forEach((key, item) -> items.put(String.valueOf(key), deserializeKerasObject(item)));
        yield items;
      }
      case List<?> list -> list.stream().map(KerasObjects::deserializeKerasObject).toList();
      case null, default -> config;
    };
  }

  private static @Nullable Object object(Map<?, ?> map, String name) {
    switch (name) {
      case "__tensor__" -> {
        return tensor((Map<?, ?>) Objects.requireNonNull(map.get("config"), "config"));
      }
      case "__tuple__" -> {
        return deserializeKerasObject(map.get("items"));
      }
      default -> {}
    }
    if (map.get("registered_name") instanceof String registered) {
      Class<? extends Configurable> own = CustomObjects.find(registered);
      if (own != null) {
        return room(own).apply(map);
      }
    }
    String module = map.get("module") instanceof String text ? text : "keras";
    return ROOMS.entrySet().stream()
        .filter(room -> module.startsWith(room.getKey()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The module \"%s\" of %s is none of %s."
                        .formatted(module, name, ROOMS.keySet())))
        .getValue()
        .apply(map);
  }

  private static Tensor tensor(Map<?, ?> config) {
    Object value = Objects.requireNonNull(config.get("value"), "value");
    return Tensor.of(value, DType.of(String.valueOf(config.get("dtype"))));
  }

  private static Function<Object, ?> room(Class<?> own) {
    return TYPES.entrySet().stream()
        .filter(type -> type.getKey().isAssignableFrom(own))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is of none of the kinds %s.".formatted(own.getName(), TYPES.keySet())))
        .getValue();
  }
}
