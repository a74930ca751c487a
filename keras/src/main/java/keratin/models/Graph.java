package keratin.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keratin.layers.Layer;
import keratin.layers.Node;
import keratin.layers.core.Input;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * What a model of the Functional API is: the calls from its inputs to its outputs, and a plan to
 * run them.
 *
 * <p>The plan numbers all symbols once; a run fills an array. In inference, where no tape needs
 * them, tensors are given back as soon as the last call that reads them has run: a deep network
 * then needs memory for its widest part, not for all of it.
 */
final class Graph {
  private final Structure inputs;
  private final Structure outputs;
  private final List<Layer> operations;
  private final List<Node> nodes;
  private final Set<Node> members;
  private final boolean chain;
  private final List<Step> plan = new ArrayList<>();
  private final int[] inputSlots;
  private final int[] resultSlots;
  private final int slots;

  /**
   * One call.
   *
   * @param in the slot of each argument, or −1 for a tensor that stays the same
   * @param dying the slots that nothing reads afterwards
   */
  private record Step(Node node, int[] in, int[] out, int[] dying) {}

  private Graph(Structure inputs, Structure outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    Topology topology = new Topology(inputs.tensors(), outputs.tensors());
    operations = topology.layers();
    nodes = topology.nodes();
    members = Set.copyOf(nodes);
    chain = topology.isChain();
    requireUniqueNames();
    Map<Tensor, Integer> numbers = new IdentityHashMap<>();
    inputs.tensors().forEach(t -> numbers.putIfAbsent(t, numbers.size()));
    for (Node node : nodes) {
      node.outputs().forEach(t -> numbers.putIfAbsent(t, numbers.size()));
    }
    slots = numbers.size();
    inputSlots = numbers(inputs.tensors(), numbers);
    resultSlots = numbers(outputs.tensors(), numbers);
    makePlan(numbers);
  }

  /**
   * The graph between symbols.
   *
   * @param inputs a symbol, a list, or a map
   * @param outputs a symbol, a list, or a map
   */
  static Graph of(Object inputs, Object outputs) {
    return of(Structure.of("inputs", inputs), Structure.of("outputs", outputs));
  }

  static Graph of(Structure from, Structure to) {
    boolean whole = from.tensors().stream().allMatch(t -> Topology.node(t).isInput());
    return whole ? new Graph(from, to) : cut(from, to);
  }

  /** A graph that begins in the middle of another: its calls are made again, on new inputs. */
  private static Graph cut(Structure from, Structure to) {
    Map<Tensor, Tensor> copies = new IdentityHashMap<>();
    for (Tensor symbol : from.tensors()) {
      Node node = Topology.node(symbol);
      copies.put(
          symbol,
          node.isInput()
              ? symbol
              : Input.ofBatch(symbol.spec()).name(node.layer().name() + "_input").tensor());
    }
    for (Node node : new Topology(from.tensors(), to.tensors()).sorted()) {
      if (!node.isInput()) {
        List<Tensor> again = node.again(t -> copies.getOrDefault(t, t));
        for (int i = 0; i < again.size(); i++) {
          copies.put(node.outputs().get(i), again.get(i));
        }
      }
    }
    return new Graph(
        from.map(t -> copies.getOrDefault(t, t)), to.map(t -> copies.getOrDefault(t, t)));
  }

  private void requireUniqueNames() {
    Set<String> names = new HashSet<>();
    for (Layer layer : operations) {
      if (!names.add(layer.name())) {
        throw new IllegalArgumentException(
            "The name \"%s\" is used by more than one layer of the model. Give each its own: .name(…)"
                .formatted(layer.name()));
      }
    }
  }

  private void makePlan(Map<Tensor, Integer> numbers) {
    boolean[] read = new boolean[slots];
    // What comes in belongs to the caller, and what goes out too.
    Arrays.stream(inputSlots).forEach(slot -> read[slot] = true);
    Arrays.stream(resultSlots).forEach(slot -> read[slot] = true);
    for (Node node : nodes.reversed()) {
      if (node.isInput()) {
        continue;
      }
      int[] in = numbers(node.tensors(), numbers);
      int[] out = numbers(node.outputs(), numbers);
      // Also results that nothing reads.
      int[] dying =
          Arrays.stream(new int[][] {in, out})
              .flatMapToInt(Arrays::stream)
              .distinct()
              .filter(slot -> slot >= 0 && !read[slot])
              .toArray();
      Arrays.stream(dying).forEach(slot -> read[slot] = true);
      plan.addFirst(new Step(node, in, out, dying));
    }
  }

  private static int[] numbers(List<Tensor> symbols, Map<Tensor, Integer> numbers) {
    return symbols.stream()
        .mapToInt(t -> t.isSymbolic() ? numbers.getOrDefault(t, -1) : -1)
        .toArray();
  }

  // ---- running ----

  /**
   * Runs all calls.
   *
   * @param xs a tensor for every input
   * @param model how errors call the model
   */
  List<Tensor> run(List<Tensor> xs, boolean training, String model) {
    @Nullable Tensor[] values = new Tensor[slots];
    BitSet live = new BitSet(slots);
    for (int i = 0; i < inputSlots.length; i++) {
      values[inputSlots[i]] = xs.get(i);
      live.set(inputSlots[i]);
    }
    Disposal disposal = new Disposal(model, training, xs.getFirst());
    for (Step step : plan) {
      List<Tensor> results = call(step, arguments(step, values), training, model);
      for (int i = 0; i < step.out.length; i++) {
        values[step.out[i]] = results.get(i);
        live.set(step.out[i]);
      }
      for (int slot : step.dying) {
        Tensor dead = Objects.requireNonNull(values[slot]);
        values[slot] = null;
        live.clear(slot);
        disposal.release(dead, () -> needed(values, live));
      }
    }
    return Arrays.stream(resultSlots)
        .mapToObj(slot -> Objects.requireNonNull(values[slot]))
        .toList();
  }

  private static List<Tensor> arguments(Step step, @Nullable Tensor[] values) {
    Tensor[] arguments = new Tensor[step.in.length];
    for (int i = 0; i < arguments.length; i++) {
      Tensor value = step.in[i] < 0 ? null : values[step.in[i]];
      arguments[i] = value == null ? step.node.tensors().get(i) : value;
    }
    return List.of(arguments);
  }

  private static List<Tensor> call(
      Step step, List<Tensor> arguments, boolean training, String model) {
    try {
      return step.node.call(arguments, training);
    } catch (TensorException e) {
      throw e.within("part of Functional \"%s\"".formatted(model));
    }
  }

  private static Iterator<Tensor> needed(@Nullable Tensor[] values, BitSet live) {
    return live.stream().mapToObj(slot -> Objects.requireNonNull(values[slot])).iterator();
  }

  // ---- what it is made of ----

  Structure inputs() {
    return inputs;
  }

  Structure outputs() {
    return outputs;
  }

  /** Layers and operations, in Keras' order. */
  List<Layer> operations() {
    return operations;
  }

  /** The calls that belong to this model, the deepest first. */
  List<Node> nodes() {
    return nodes;
  }

  boolean contains(Node node) {
    return members.contains(node);
  }

  boolean isChain() {
    return chain;
  }

  /** Where the inputs of a layer's calls in this model come from: {@code "dense[0][0]"}. */
  List<String> connections(Layer layer) {
    List<String> sources = new ArrayList<>();
    for (Node node : layer.inboundNodes()) {
      if (members.contains(node)) {
        for (Tensor input : node.tensors()) {
          Node.Origin origin = Node.of(input);
          if (origin != null) {
            Node from = origin.node();
            sources.add(
                "%s[%d][%d]".formatted(from.layer().name(), from.index(), origin.position()));
          }
        }
      }
    }
    return sources;
  }
}
