package keratin.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import keratin.losses.Loss;
import keratin.losses.Losses;
import keratin.metrics.Metric;
import keratin.metrics.Metrics;
import keratin.optimizers.Optimizer;
import keratin.optimizers.Optimizers;
import org.jspecify.annotations.Nullable;

/** What a model was compiled with, as files hold it. */
final class CompileConfig {
  private CompileConfig() {}

  /** The config of a plan. */
  static Map<String, @Nullable Object> write(Compile plan, Optimizer optimizer) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("optimizer", Optimizers.KIND.write().apply(optimizer));
    config.put("loss", written(plan.loss()));
    config.put("loss_weights", written(plan.lossWeights()));
    config.put("metrics", plan.metrics().isEmpty() ? null : written(list(plan.metrics())));
    config.put(
        "weighted_metrics",
        plan.weightedMetrics().isEmpty() ? null : written(list(plan.weightedMetrics())));
    config.put("run_eagerly", false);
    config.put("steps_per_execution", plan.stepsPerExecution());
    config.put("jit_compile", false);
    return config;
  }

  /** One map stands for itself, as users give it. */
  private static Object list(List<Object> metrics) {
    return metrics.size() == 1 && metrics.getFirst() instanceof Map<?, ?> map ? map : metrics;
  }

  private static @Nullable Object written(@Nullable Object value) {
    return switch (value) {
      case Loss loss -> Losses.KIND.write().apply(loss);
      case Metric metric -> Metrics.KIND.write().apply(metric);
      case List<?> list -> list.stream().map(CompileConfig::written).toList();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((key, inner) -> entries.put(String.valueOf(key), written(inner)));
        yield entries;
      }
      case String text -> text;
      case Number number -> number;
      case null -> null;
      default ->
          throw new IllegalArgumentException(
              "%s cannot be written to a file.".formatted(value.getClass().getName()));
    };
  }

  /** A plan from its config. */
  static Compile read(Map<String, ?> config) {
    Object optimizer = Objects.requireNonNullElse(config.get("optimizer"), "rmsprop");
    return new Compile(
        Optimizers.get(optimizer),
        objects(config.get("loss"), Losses::get),
        metrics(config.get("metrics")),
        metrics(config.get("weighted_metrics")),
        config.get("loss_weights"),
        config.get("steps_per_execution") instanceof Integer steps ? steps : 1,
        true);
  }

  private static boolean isObject(Map<?, ?> map) {
    return map.containsKey("class_name") && map.containsKey("config");
  }

  private static List<Object> metrics(@Nullable Object value) {
    return switch (objects(value, Metrics::get)) {
      case List<?> list -> List.copyOf(list);
      case null -> List.of();
      case Object one -> List.of(one);
    };
  }

  /** The value with its configs, in lists and maps too, turned into objects. */
  private static @Nullable Object objects(@Nullable Object value, Function<Object, Object> get) {
    return switch (value) {
      case Map<?, ?> map when isObject(map) -> get.apply(map);
      case List<?> list -> list.stream().map(inner -> objects(inner, get)).toList();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, inner) -> values.put(String.valueOf(key), objects(inner, get)));
        yield values;
      }
      case null, default -> value;
    };
  }
}
