package keratin.layers;

import java.util.ArrayList;
import java.util.List;
import keratin.tensor.Tensor;

/** What every layer knows of its inputs and outputs: what they are like, its calls on symbols. */
public abstract sealed class Connected extends Weighted permits Layer {
  private final List<Node> nodes = new ArrayList<>(1);

  private List<InputSpec> inputSpec = List.of();

  Connected() {}

  /** Says what inputs must be like, one for each; every call is checked. */
  protected final void inputSpec(InputSpec... specs) {
    inputSpec = List.of(specs);
  }

  final void checkInputs(List<Tensor> xs) {
    InputSpec.check(inputSpec, xs);
  }

  /** The calls of this layer on symbols, in order. */
  public final List<Node> inboundNodes() {
    return List.copyOf(nodes);
  }

  final void add(Node node) {
    nodes.add(node);
  }

  private Node firstNode(String what) {
    if (nodes.isEmpty()) {
      throw new IllegalStateException(
          "%s has no %s yet: it was not called on a symbol, such as new Input(…).tensor()."
              .formatted(LayerErrors.title(asLayer()), what));
    }
    return nodes.getFirst();
  }

  /** The symbols that the layer was first called on. */
  public List<Tensor> inputs() {
    return firstNode("input").inputs();
  }

  /** The symbols that its first call on symbols gave. */
  public List<Tensor> outputs() {
    return firstNode("output").outputs();
  }

  /**
   * The symbol that the layer was first called on.
   *
   * @throws IllegalStateException if there were several, or it was never called on symbols
   */
  public final Tensor input() {
    return LayerErrors.single(asLayer(), "input", inputs());
  }

  /**
   * The symbol that its first call on symbols gave.
   *
   * @throws IllegalStateException if there were several, or it was never called on symbols
   */
  public final Tensor output() {
    return LayerErrors.single(asLayer(), "output", outputs());
  }
}
