package keratin.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import keratin.callbacks.Callbacks;
import keratin.config.Configurable;
import keratin.config.Names;
import keratin.config.Option;
import keratin.constraints.Constraints;
import keratin.initializers.Initializers;
import keratin.layers.Layers;
import keratin.losses.Losses;
import keratin.metrics.Metrics;
import keratin.optimizers.Optimizers;
import keratin.optimizers.schedules.Schedules;
import keratin.regularizers.Regularizers;
import keratin.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every option has the name and the default of Keras' constructor. */
class DefaultsTest {
  private static final JsonNode API =
      Golden.read(DefaultsTest.class, "/keratin/golden/api.json.gz").get("modules");

  private static final Map<String, Object> CELL =
      Map.of("class_name", "LSTMCell", "config", Map.of("units", 2));

  /** Values for what must be given, so that the other options can be compared. */
  private static final Map<String, Object> REQUIRED =
      Map.ofEntries(
          Map.entry("activation", "relu"),
          Map.entry("backup_dir", "backup"),
          Map.entry("boundaries", List.of(1)),
          Map.entry("cell", CELL),
          Map.entry("cells", List.of(CELL)),
          Map.entry("decay_rate", 0.5),
          Map.entry("decay_steps", 10),
          Map.entry("dims", List.of(1)),
          Map.entry("directory", "checkpoints"),
          Map.entry("axes", 1),
          Map.entry("equation", "ab,bc->ac"),
          Map.entry("factor", 1),
          Map.entry("filename", "log.csv"),
          Map.entry("filepath", "model.keras"),
          Map.entry("filters", 2),
          Map.entry("first_decay_steps", 10),
          Map.entry("head_dim", 2),
          Map.entry("height", 3),
          Map.entry("height_factor", 0.5),
          Map.entry("initial_learning_rate", 0.1),
          Map.entry("inner_optimizer", "sgd"),
          Map.entry("input_dim", 3),
          Map.entry("kernel_size", 2),
          Map.entry("key_dim", 2),
          Map.entry("layer", Map.of("class_name", "LSTM", "config", Map.of("units", 2))),
          Map.entry("layers", List.of()),
          Map.entry("max_number", 2),
          Map.entry("n", 2),
          Map.entry("num_bins", 3),
          Map.entry("num_classes", 2),
          Map.entry("num_heads", 2),
          Map.entry("num_key_value_heads", 2),
          Map.entry("num_query_heads", 2),
          Map.entry(
              "optimizer_map",
              Map.of("config", Map.of("default_optimizer", "sgd", "optimizer_map", Map.of()))),
          Map.entry("output_dim", 2),
          Map.entry("output_shape", List.of(2)),
          Map.entry("output_size", 2),
          Map.entry("pool_size", 2),
          Map.entry("precision", 0.5),
          Map.entry("rate", 0.5),
          Map.entry("recall", 0.5),
          Map.entry("scale", 1.0),
          Map.entry("sensitivity", 0.5),
          Map.entry("specificity", 0.5),
          Map.entry("stddev", 0.5),
          Map.entry("target_class_ids", List.of(0)),
          Map.entry("target_shape", List.of(2)),
          Map.entry("units", 3),
          Map.entry("width", 2),
          Map.entry("width_factor", 0.5),
          Map.entry("values", List.of(0.1, 0.01)));

  /** Parameters that are not options here. */
  private static final Map<String, Set<String>> ELSEWHERE =
      Map.of(
          // Wrapped around a layer instead of grown into it.
          "Dense",
          Set.of("lora_rank", "lora_alpha", "quantization_config", "activity_regularizer"),
          "EinsumDense",
          Set.of("lora_rank", "lora_alpha", "quantization_config", "gptq_unpacked_column_size"),
          // The first matrix is not part of a config.
          "Embedding",
          Set.of("lora_rank", "lora_alpha", "quantization_config", "weights"),
          "Bidirectional",
          Set.of("weights"),
          // Not part of a config, as it does not change the function.
          "MultiHeadAttention",
          Set.of("flash_attention"),
          "GroupQueryAttention",
          Set.of("flash_attention"),
          // Which kernels run is not a matter of the model.
          "LSTM",
          Set.of("use_cudnn"),
          "GRU",
          Set.of("use_cudnn"),
          // A function of Java, by the constructor.
          "Lambda",
          Set.of("function", "output_shape", "mask", "arguments"));

  @TestFactory
  Stream<DynamicTest> layers() {
    // An input is declared by its shape, and its config holds the batch shape; models by layers.
    // AlexNet's normalization is not Keras'.
    List<String> names = new ArrayList<>(Layers.names());
    names.removeAll(List.of("Input", "Model", "Sequential", "LocalResponseNormalization"));
    return tests("keras.layers", names, Layers::get);
  }

  @TestFactory
  Stream<DynamicTest> initializers() {
    return tests("keras.initializers", Initializers.names(), Initializers::get);
  }

  @TestFactory
  Stream<DynamicTest> regularizers() {
    return tests("keras.regularizers", Regularizers.names(), Regularizers::get);
  }

  @TestFactory
  Stream<DynamicTest> constraints() {
    return tests("keras.constraints", Constraints.names(), Constraints::get);
  }

  @TestFactory
  Stream<DynamicTest> losses() {
    return tests("keras.losses", Losses.names(), Losses::get);
  }

  @TestFactory
  Stream<DynamicTest> metrics() {
    return tests("keras.metrics", Metrics.names(), Metrics::get);
  }

  @TestFactory
  Stream<DynamicTest> optimizers() {
    return tests("keras.optimizers", Optimizers.names(), Optimizers::get);
  }

  @TestFactory
  Stream<DynamicTest> callbacks() {
    return tests("keras.callbacks", Callbacks.names(), Callbacks::get);
  }

  @TestFactory
  Stream<DynamicTest> schedules() {
    return tests(
        "keras.optimizers.schedules",
        Schedules.names(),
        name -> Schedules.get(Map.of("class_name", name)));
  }

  private static Stream<DynamicTest> tests(
      String module, List<String> names, Function<Object, ? extends Configurable> create) {
    assertTrue(!names.isEmpty());
    return names.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> check(API.get(module).get(name), name, create)));
  }

  private static void check(
      JsonNode parameters, String name, Function<Object, ? extends Configurable> create) {
    Map<String, Option<?>> options = new HashMap<>();
    create.apply(name).options().forEach(o -> options.put(o.name(), o));
    // That one has a name; those that are compared both get the first.
    Names.clear();
    List<String> missing = new ArrayList<>();
    for (JsonNode parameter : parameters) {
      String key = parameter.get(0).asString();
      if (key.startsWith("*") || ELSEWHERE.getOrDefault(name, Set.of()).contains(key)) {
        continue;
      }
      Option<?> option = options.get(key);
      if (option == null) {
        missing.add(key);
        continue;
      }
      JsonNode preset = parameter.get(1);
      boolean required = preset.isString() && preset.asString().equals("<required>");
      assertEquals(required, option.isRequired(), key + " must be given");
      if (!required) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put(key, Facts.plain(preset));
        assertEquals(
            config(create.apply(name), given, key), config(create.apply(name), Map.of(), key), key);
      }
    }
    assertEquals(List.of(), missing, "parameters of Keras that are not options here");
  }

  /** The option as the config shows it; numbers by their value. */
  private static Object config(Configurable object, Map<String, ?> given, String key) {
    object.options().stream()
        .filter(Option::isRequired)
        .forEach(o -> object.configure(Map.of(o.name(), REQUIRED.get(o.name()))));
    // Both objects that are compared get the first automatic name.
    Names.clear();
    object.configure(given);
    Object value = Facts.throughJson(object.getConfig()).get(key);
    return value instanceof Number n ? n.doubleValue() : String.valueOf(value);
  }
}
