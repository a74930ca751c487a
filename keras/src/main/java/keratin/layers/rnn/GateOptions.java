package keratin.layers.rnn;

import keratin.activations.ActivationFunction;

/**
 * The options of cells with gates.
 *
 * @param <SELF> the cell's or layer's own class
 */
public interface GateOptions<SELF> extends RecurrentOptions<SELF> {
  /** The activation of the gates, by name. */
  default SELF recurrentActivation(String name) {
    return set("recurrent_activation", name);
  }

  /** The activation of the gates, as a function. */
  default SELF recurrentActivation(ActivationFunction function) {
    return set("recurrent_activation", function);
  }
}
