package keratin.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keratin.layers.Layer;
import keratin.layers.LayerErrors;
import keratin.layers.Node;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The calls that lead from a model's inputs to its outputs, in the order in which Keras lists and
 * runs them: the deepest first, where the depth of a call is the longest way from it to an output.
 *
 * <p>As Keras' {@code map_graph}: a layer is as deep as its deepest call, and layers of one depth
 * stand in the order in which a walk from the outputs to the inputs first meets them.
 */
final class Topology {
  private final Set<Tensor> inputs = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Tensor> given;
  private final Set<Node> finished = new HashSet<>();
  private final List<Node> sorted = new ArrayList<>();
  private final Map<Layer, Integer> met = new HashMap<>();
  private final Map<Node, Integer> nodeDepths = new LinkedHashMap<>();
  private final Map<Layer, Integer> layerDepths = new LinkedHashMap<>();

  Topology(List<Tensor> inputs, List<Tensor> outputs) {
    this.given = inputs;
    this.inputs.addAll(inputs);
    for (Tensor output : outputs) {
      walk(output, null);
    }
    findDepths();
    for (Tensor input : inputs) {
      Node node = node(input);
      if (node.isInput() && layerDepths.putIfAbsent(node.layer(), 0) == null) {
        // An input that no output needs: losses or metrics may.
        met.put(node.layer(), -1);
        nodeDepths.put(node, 0);
      }
    }
  }

  /** The node that gave a symbol. */
  static Node node(Tensor symbol) {
    Node.Origin origin = Node.of(symbol);
    if (origin == null) {
      throw new IllegalArgumentException(
          "%s does not come from an Input or a layer, so no model can begin or end with it."
                  .formatted(symbol)
              + " Models begin with new Input(…).tensor().");
    }
    return origin.node();
  }

  private void walk(Tensor symbol, @Nullable Node reader) {
    Node node = node(symbol);
    if (node.isInput() && !inputs.contains(symbol)) {
      throw disconnected(symbol, reader);
    }
    if (finished.contains(node) || (inputs.contains(symbol) && !node.isInput())) {
      return;
    }
    met.putIfAbsent(node.layer(), met.size());
    for (Tensor input : node.tensors()) {
      if (input.isSymbolic()) {
        walk(input, node);
      }
    }
    finished.add(node);
    sorted.add(node);
  }

  private IllegalArgumentException disconnected(Tensor missing, @Nullable Node reader) {
    return new IllegalArgumentException(
        ("Graph disconnected: %s needs %s of %s, which is not among the inputs %s.\n"
                + "  Name it among them, or let the model end in what they lead to.")
            .formatted(
                reader == null ? "an output" : LayerErrors.title(reader.layer()),
                missing.spec(),
                LayerErrors.title(node(missing).layer()),
                given.stream().map(t -> node(t).layer().name()).toList()));
  }

  private void findDepths() {
    for (Node node : sorted.reversed()) {
      int depth =
          Math.max(
              nodeDepths.computeIfAbsent(node, n -> 0), layerDepths.getOrDefault(node.layer(), 0));
      layerDepths.put(node.layer(), depth);
      nodeDepths.put(node, depth);
      for (Tensor input : node.tensors()) {
        if (input.isSymbolic() && finished.contains(node(input))) {
          nodeDepths.merge(node(input), depth + 1, Math::max);
        }
      }
    }
  }

  /** The calls from the inputs to the outputs, each after all that it needs. */
  List<Node> sorted() {
    return List.copyOf(sorted);
  }

  /** All calls, the deepest first. */
  List<Node> nodes() {
    // A stable sort: within a depth, the order in which depths were found.
    return nodeDepths.entrySet().stream()
        .sorted(Comparator.comparing(e -> -e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** All layers and operations, the deepest first. */
  List<Layer> layers() {
    return layerDepths.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Layer, Integer>>comparingInt(e -> -e.getValue())
                .thenComparing(e -> met.getOrDefault(e.getKey(), 0)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** True if every call has one input, and no two are equally deep or of the same layer. */
  boolean isChain() {
    Set<Integer> depths = new HashSet<>();
    Set<Layer> layers = new HashSet<>();
    for (Map.Entry<Node, Integer> entry : nodeDepths.entrySet()) {
      Node node = entry.getKey();
      long symbols = node.tensors().stream().filter(Tensor::isSymbolic).count();
      if (!depths.add(entry.getValue()) || !layers.add(node.layer()) || symbols > 1) {
        return false;
      }
    }
    return true;
  }
}
