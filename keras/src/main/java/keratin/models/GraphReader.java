package keratin.models;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keratin.layers.CallArguments;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.Node;
import keratin.layers.Operation;
import keratin.layers.core.Input;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model of the Functional API from its config: the layers, then their calls, each as soon
 * as all that it needs is there.
 */
final class GraphReader {
  private static final Set<String> CONSTANTS = Set.of("__tensor__", "__numpy__");

  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final Map<Layer, Deque<Object>> waiting = new LinkedHashMap<>();

  private GraphReader() {}

  /**
   * The graph of a config.
   *
   * @throws IllegalArgumentException if a call needs something that no layer gives
   */
  static Graph read(Map<String, ?> config) {
    GraphReader reader = new GraphReader();
    for (Object layer : list(config.get("layers"))) {
      reader.add((Map<?, ?>) layer);
    }
    reader.callAll();
    Structure inputs = Structure.ofConfig("inputs", required(config, "input_layers"), reader::end);
    Structure outputs =
        Structure.ofConfig("outputs", required(config, "output_layers"), reader::end);
    return Graph.of(inputs, outputs);
  }

  static boolean isFunctional(@Nullable Layer layer) {
    return layer instanceof Model model && model.isFunctional();
  }

  private static Object required(Map<String, ?> config, String key) {
    Object value = config.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "The config of a model must have \"%s\", but it has %s.".formatted(key, config.keySet()));
    }
    return value;
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private void add(Map<?, ?> config) {
    String module = String.valueOf(config.get("module"));
    Layer layer = module.startsWith("keras.src.ops") ? Operation.of(config) : Layers.get(config);
    layers.put(config.get("name") instanceof String name ? name : layer.name(), layer);
    waiting.put(layer, new ArrayDeque<>(list(config.get("inbound_nodes"))));
    if (layer instanceof Input input) {
      input.tensor();
    }
  }

  private void callAll() {
    boolean progress = true;
    while (progress) {
      progress = false;
      for (Map.Entry<Layer, Deque<Object>> entry : waiting.entrySet()) {
        Deque<Object> calls = entry.getValue();
        while (!calls.isEmpty() && isReady(calls.getFirst())) {
          call(entry.getKey(), calls.removeFirst());
          progress = true;
        }
      }
    }
    waiting.forEach(
        (layer, calls) -> {
          if (!calls.isEmpty()) {
            throw new IllegalArgumentException(
                "The config has a loop, or a call that nothing leads to: %s of %s \"%s\"."
                    .formatted(calls.getFirst(), layer.className(), layer.name()));
          }
        });
  }

  // ---- calls ----

  private void call(Layer layer, Object node) {
    List<Tensor> inputs = new ArrayList<>();
    CallArguments arguments = new CallArguments();
    if (node instanceof Map<?, ?> map) {
      DType dtype = dtype(map.get("args"));
      if (layer instanceof Operation operation) {
        List<?> args = list(map.get("args"));
        collect(args.subList(0, Math.min(args.size(), operation.tensorArguments())), dtype, inputs);
        symbols(map.get("kwargs"), inputs);
        layer.ofAll(inputs, false);
        return;
      }
      collect(map.get("args"), dtype, inputs);
      for (Map.Entry<?, ?> keyword : keywords(map.get("kwargs")).entrySet()) {
        Object value = argument(keyword.getValue());
        if (value != null) {
          arguments = arguments.with(String.valueOf(keyword.getKey()), value);
        }
      }
    } else {
      // Keras 2: [[layer, node, tensor, {}], …]
      for (Object source : list(node)) {
        inputs.add(find(list(source)));
      }
    }
    layer.ofAll(inputs, arguments, false);
  }

  /** Tensors that an operation is given by name; numbers are among its options. */
  private void symbols(@Nullable Object kwargs, List<Tensor> into) {
    keywords(kwargs)
        .values()
        .forEach(
            value -> {
              if (value instanceof Map<?, ?> map && history(map) instanceof List<?> symbol) {
                into.add(find(symbol));
              }
            });
  }

  /** What a call was told beside; the training flag is not of the model. */
  private static Map<?, ?> keywords(@Nullable Object kwargs) {
    if (!(kwargs instanceof Map<?, ?> map)) {
      return Map.of();
    }
    Map<Object, @Nullable Object> rest = new LinkedHashMap<>(map);
    rest.remove("training");
    return rest;
  }

  /** The tensors of a call in order; numbers are those of operations. */
  private void collect(@Nullable Object item, DType dtype, List<Tensor> into) {
    switch (item) {
      case List<?> list -> list.forEach(inner -> collect(inner, dtype, into));
      case Map<?, ?> map when history(map) instanceof List<?> symbol -> into.add(find(symbol));
      case Map<?, ?> map
          when map.get("class_name") instanceof String name && CONSTANTS.contains(name) ->
          into.add(constant(map));
      case Map<?, ?> map -> map.values().forEach(inner -> collect(inner, dtype, into));
      case Number number -> into.add(Tensor.of(number.doubleValue()).cast(dtype));
      case Boolean bool -> into.add(Tensor.of(bool));
      case null, default -> {}
    }
  }

  private static Tensor constant(Map<?, ?> tagged) {
    if (tagged.get("config") instanceof Map<?, ?> config && config.get("value") != null) {
      return Tensor.of(
          Objects.requireNonNull(config.get("value")),
          DType.of(String.valueOf(config.get("dtype"))));
    }
    throw new IllegalArgumentException("The config has a tensor without a value: " + tagged);
  }

  private @Nullable Object argument(@Nullable Object item) {
    return switch (item) {
      case Map<?, ?> map when history(map) instanceof List<?> symbol -> find(symbol);
      case List<?> list -> list.stream().map(this::argument).toList();
      case null, default -> item;
    };
  }

  /** The dtype that a number beside symbols has: that of the first. */
  private DType dtype(@Nullable Object args) {
    List<List<?>> symbols = new ArrayList<>();
    histories(args, symbols);
    return symbols.isEmpty() ? DType.FLOAT32 : find(symbols.getFirst()).dtype();
  }

  // ---- symbols ----

  private static @Nullable Object history(Map<?, ?> map) {
    return "__keras_tensor__".equals(map.get("class_name"))
            && map.get("config") instanceof Map<?, ?> config
        ? config.get("keras_history")
        : null;
  }

  private static void histories(@Nullable Object item, List<List<?>> into) {
    switch (item) {
      case Map<?, ?> map when history(map) instanceof List<?> symbol -> into.add(symbol);
      case Map<?, ?> map -> map.values().forEach(inner -> histories(inner, into));
      case List<?> symbol when symbol.size() >= 3 && symbol.getFirst() instanceof String ->
          into.add(symbol);
      case List<?> list -> list.forEach(inner -> histories(inner, into));
      case null, default -> {}
    }
  }

  private boolean isReady(Object node) {
    List<List<?>> needed = new ArrayList<>();
    histories(node, needed);
    return needed.stream().allMatch(symbol -> node(symbol, 0) != null);
  }

  private @Nullable Node node(List<?> symbol, int before) {
    Layer layer = layers.get(String.valueOf(symbol.get(0)));
    if (layer == null) {
      throw new IllegalArgumentException(
          "The config calls a layer \"%s\" that it does not have; it has %s."
              .formatted(symbol.get(0), layers.keySet()));
    }
    List<Node> nodes = layer.inboundNodes();
    int index = ((Number) symbol.get(1)).intValue() - before;
    return index < nodes.size() ? nodes.get(index) : null;
  }

  private Tensor find(List<?> symbol) {
    return find(symbol, 0);
  }

  private Tensor find(List<?> symbol, int before) {
    Node node = node(symbol, before);
    if (node == null) {
      throw new IllegalArgumentException("The config has no call %s.".formatted(symbol));
    }
    return node.outputs().get(((Number) symbol.get(2)).intValue());
  }

  /** An input or output; models count from 1 there. */
  private Tensor end(List<?> symbol) {
    return find(symbol, isFunctional(layers.get(String.valueOf(symbol.getFirst()))) ? 1 : 0);
  }
}
