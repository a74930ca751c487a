package keratin.layers;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import keratin.memory.Memory;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One call of a layer on symbols. Nodes are how a model made by the Functional API knows what is
 * connected to what: every symbol that a layer gave knows its node, and a node knows its inputs.
 *
 * <p>A layer that is called twice, and so shared, has two nodes.
 */
public final class Node {
  private static final Object KEY = new Object();

  private final Layer layer;
  private final int index;
  private final List<Tensor> inputs;
  private final CallArguments arguments;
  private final List<Tensor> outputs;

  /**
   * Where a symbol came from.
   *
   * @param node the call
   * @param position which of its outputs
   */
  public record Origin(Node node, int position) {}

  /** A call of {@code layer}; it takes its place among the layer's nodes. */
  private Node(Layer layer, List<Tensor> inputs, CallArguments arguments, List<Tensor> outputs) {
    this.layer = layer;
    this.index = layer.inboundNodes().size();
    this.inputs = List.copyOf(inputs);
    this.arguments = arguments;
    this.outputs = List.copyOf(outputs);
  }

  /** Adds to a layer the node of a call that gave these symbols. */
  static void record(
      Layer layer, List<Tensor> inputs, CallArguments arguments, List<Tensor> outputs) {
    Node node = new Node(layer, inputs, arguments, outputs);
    for (Tensor input : node.tensors()) {
      if (!input.isSymbolic()) {
        Memory.keep(input);
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).attach(KEY, new Origin(node, i));
    }
    layer.add(node);
  }

  /** A new symbol, the output of an input layer. */
  public static Tensor input(Layer layer, Spec spec) {
    Tensor symbol = Tensor.symbol(spec);
    record(layer, List.of(), CallArguments.NONE, List.of(symbol));
    return symbol;
  }

  /** Where a symbol came from; null if no layer gave it. */
  public static @Nullable Origin of(Tensor symbol) {
    return (Origin) symbol.attachment(KEY);
  }

  /**
   * The same call on other symbols, of the same shapes: a further node, whose results these are.
   */
  public List<Tensor> again(UnaryOperator<Tensor> other) {
    List<Tensor> results = outputs.stream().map(Mask::symbolLike).toList();
    record(layer, inputs.stream().map(other).toList(), arguments.map(other), results);
    return results;
  }

  /** The layer that was called. */
  public Layer layer() {
    return layer;
  }

  /** Which of the layer's calls this is, from 0. */
  public int index() {
    return index;
  }

  /** What the layer was called on: symbols, and tensors that stay as they are. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** What the layer was told beside. */
  public CallArguments arguments() {
    return arguments;
  }

  /** All tensors that went in: the inputs, and those among the arguments. */
  public List<Tensor> tensors() {
    if (arguments.values().isEmpty()) {
      return inputs;
    }
    List<Tensor> all = new ArrayList<>(inputs);
    all.addAll(arguments.tensors());
    return all;
  }

  /**
   * Calls the layer as this node did, on other tensors.
   *
   * @param given for each of {@link #tensors}
   */
  public List<Tensor> call(List<Tensor> given, boolean training) {
    if (arguments.values().isEmpty()) {
      return layer.ofAll(given, training);
    }
    Iterator<Tensor> rest = given.listIterator(inputs.size());
    return layer.ofAll(given.subList(0, inputs.size()), arguments.map(t -> rest.next()), training);
  }

  /** True if the inputs are one list, as configs write it. */
  public boolean takesList() {
    return layer.takesList();
  }

  /** The symbols that it gave. */
  public List<Tensor> outputs() {
    return outputs;
  }

  /** True if this begins a model: no symbol goes in. */
  public boolean isInput() {
    return !anySymbolic(tensors());
  }

  static boolean anySymbolic(List<Tensor> tensors) {
    for (Tensor tensor : tensors) {
      if (tensor.isSymbolic()) {
        return true;
      }
    }
    return false;
  }
}
