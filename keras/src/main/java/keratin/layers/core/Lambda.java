package keratin.layers.core;

import java.util.Map;
import java.util.function.UnaryOperator;
import keratin.layers.FluentLayer;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A function as a layer: for a piece of a model that has no weights.
 *
 * {@snippet :
 * new Lambda(x -> x.square()).of(x);
 * }
 *
 * <p>A function cannot be written to a file. A model that is to be saved has a class of its own in
 * place of a Lambda; and one that comes from a file with Python code in it is refused.
 *
 * @see <a href="https://keras.io/api/layers/core_layers/lambda/">keras.layers.Lambda</a>
 */
public final class Lambda extends FluentLayer<Lambda> {
  private final @Nullable UnaryOperator<Tensor> function;

  private Lambda() {
    function = null;
  }

  /** The function; made of tensor ops, so that it has a gradient. */
  public Lambda(UnaryOperator<Tensor> function) {
    this.function = function;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    UnaryOperator<Tensor> known = function;
    if (known == null) {
      throw new IllegalStateException("This Lambda has no function.");
    }
    return known.apply(x);
  }

  /**
   * Refuses: the function of a config is code of another language, or not there.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void configure(Map<String, ?> config) {
    throw new UnsupportedOperationException(
        "A Lambda cannot be read from a config: its function is Python code, which is not run here."
            + " Make the layer in Java: a class with a call method, known by Layers.register.");
  }

  /**
   * Refuses: a function cannot be written.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    throw new UnsupportedOperationException(
        "Lambda \"%s\" cannot be written to a config. Make a layer class of its function."
            .formatted(name()));
  }
}
