package keratin.layers.activations;

import keratin.activations.ActivationFunction;
import keratin.activations.Activations;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.tensor.Tensor;

/**
 * Applies an activation function, to inputs of any shape.
 *
 * @see <a href="https://keras.io/api/layers/core_layers/activation/">keras.layers.Activation</a>
 */
public final class Activation extends Layer {
  private final Option<ActivationFunction> activation = required("activation", Activations.KIND);

  private Activation() {}

  /** The function with this name. */
  public Activation(String name) {
    activation.set(name);
  }

  /** This function. */
  public Activation(ActivationFunction function) {
    activation.set(function);
  }

  @Override
  public Activation name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected String summaryOptions() {
    return "";
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return activation.get().call(x);
  }
}
