package keratin.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import keratin.config.Kind;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.Node;
import keratin.layers.Operation;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A model of the Functional API as Keras writes it: layers, each with the calls it was given. */
final class GraphWriter {
  /** Whole numbers below this are the same as floating ones. */
  private static final double LARGEST = 1e15;

  private final Graph graph;

  GraphWriter(Graph graph) {
    this.graph = graph;
  }

  /** Adds {@code layers}, {@code input_layers} and {@code output_layers}. */
  void write(Map<String, @Nullable Object> config) {
    List<Object> layers = new ArrayList<>();
    for (Layer layer : graph.operations()) {
      Map<String, @Nullable Object> written = new LinkedHashMap<>(Layers.config(layer));
      written.put("name", layer.name());
      List<Object> nodes = new ArrayList<>();
      for (Node node : layer.inboundNodes()) {
        if (graph.contains(node) && !node.isInput()) {
          nodes.add(node(node));
        }
      }
      written.put("inbound_nodes", nodes);
      layers.add(written);
    }
    config.put("layers", layers);
    config.put("input_layers", graph.inputs().config(this::end));
    config.put("output_layers", graph.outputs().config(this::end));
  }

  private Map<String, Object> node(Node node) {
    List<@Nullable Object> inputs = new ArrayList<>();
    node.inputs().forEach(t -> inputs.add(tensor(t)));
    Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
    node.arguments().values().forEach((name, value) -> keywords.put(name, argument(value)));
    if (node.layer() instanceof Operation operation) {
      inputs.addAll(operation.moreArguments());
      keywords.putAll(operation.keywords());
    }
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("args", node.takesList() ? List.of(inputs) : inputs);
    written.put("kwargs", keywords);
    return written;
  }

  private @Nullable Object argument(@Nullable Object value) {
    return switch (value) {
      case Tensor tensor -> tensor(tensor);
      case List<?> list -> list.stream().<@Nullable Object>map(this::argument).toList();
      case null, default -> value;
    };
  }

  private Object tensor(Tensor tensor) {
    Node.Origin origin = Node.of(tensor);
    if (origin == null) {
      return constant(tensor);
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("shape", Kind.SHAPE.write().apply(tensor.shape()));
    config.put("dtype", tensor.dtype().toString());
    Node node = origin.node();
    config.put("keras_history", List.of(node.layer().name(), index(node), origin.position()));
    return tagged("__keras_tensor__", config);
  }

  private static Object constant(Tensor tensor) {
    Object value = numbers(tensor, 0, 0);
    return tensor.rank() == 0
        ? value
        : tagged("__tensor__", Map.of("value", value, "dtype", tensor.dtype().toString()));
  }

  /** Nested lists; whole numbers as such, so that they are Python's integers. */
  private static Object numbers(Tensor tensor, int axis, int index) {
    if (axis == tensor.rank()) {
      double value = number(tensor, index);
      boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST;
      return tensor.dtype() == DType.BOOL
          ? (Object) (value != 0)
          : whole ? (Object) (long) value : value;
    }
    int length = tensor.shape().dim(axis);
    return IntStream.range(0, length)
        .mapToObj(i -> numbers(tensor, axis + 1, index * length + i))
        .toList();
  }

  /** A float as its shortest decimal, 0.1 and not 0.10000000149. */
  private static double number(Tensor tensor, int index) {
    return tensor.dtype() == DType.FLOAT32
        ? Double.parseDouble(Float.toString(tensor.toFloatArray()[index]))
        : tensor.cast(DType.FLOAT64).toDoubleArray()[index];
  }

  private static Map<String, Object> tagged(String className, Map<String, Object> config) {
    Map<String, Object> tagged = new LinkedHashMap<>();
    tagged.put("class_name", className);
    tagged.put("config", config);
    return tagged;
  }

  /** Which of the calls of its layer that belong to this model. */
  private int index(Node node) {
    return (int)
        node.layer().inboundNodes().subList(0, node.index()).stream()
            .filter(graph::contains)
            .count();
  }

  /** An input or output; models count from 1 here, as in Keras they have a first node inside. */
  private Object end(Tensor symbol) {
    Node node = Topology.node(symbol);
    Node.Origin origin = Objects.requireNonNull(Node.of(symbol));
    int before = GraphReader.isFunctional(node.layer()) ? 1 : 0;
    return List.of(node.layer().name(), index(node) + before, origin.position());
  }
}
