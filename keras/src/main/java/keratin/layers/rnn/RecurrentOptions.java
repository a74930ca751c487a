package keratin.layers.rnn;

import keratin.activations.ActivationFunction;

/**
 * The options of a recurrent cell, which the layer over it has as well.
 *
 * @param <SELF> the cell's or layer's own class
 */
public interface RecurrentOptions<SELF> {
  /** Sets an option by its name in configs, {@code "recurrent_dropout"}. */
  SELF set(String option, Object value);

  /** The activation of the new state, by name. */
  default SELF activation(String name) {
    return set("activation", name);
  }

  /** The activation of the new state, as a function. */
  default SELF activation(ActivationFunction function) {
    return set("activation", function);
  }

  /** Whether a bias is added. */
  default SELF useBias(boolean on) {
    return set("use_bias", on);
  }

  /** How the input's kernel begins: a name or an {@link keratin.initializers.Initializer}. */
  default SELF kernelInitializer(Object initializer) {
    return set("kernel_initializer", initializer);
  }

  /** How the state's kernel begins: a name or an {@link keratin.initializers.Initializer}. */
  default SELF recurrentInitializer(Object initializer) {
    return set("recurrent_initializer", initializer);
  }

  /** How the bias begins: a name or an {@link keratin.initializers.Initializer}. */
  default SELF biasInitializer(Object initializer) {
    return set("bias_initializer", initializer);
  }

  /** A penalty on the input's kernel: a name or a {@link keratin.regularizers.Regularizer}. */
  default SELF kernelRegularizer(Object regularizer) {
    return set("kernel_regularizer", regularizer);
  }

  /** A penalty on the state's kernel: a name or a {@link keratin.regularizers.Regularizer}. */
  default SELF recurrentRegularizer(Object regularizer) {
    return set("recurrent_regularizer", regularizer);
  }

  /** A penalty on the bias: a name or a {@link keratin.regularizers.Regularizer}. */
  default SELF biasRegularizer(Object regularizer) {
    return set("bias_regularizer", regularizer);
  }

  /** What holds of the input's kernel after every step of an optimizer. */
  default SELF kernelConstraint(Object constraint) {
    return set("kernel_constraint", constraint);
  }

  /** What holds of the state's kernel after every step of an optimizer. */
  default SELF recurrentConstraint(Object constraint) {
    return set("recurrent_constraint", constraint);
  }

  /** What holds of the bias after every step of an optimizer. */
  default SELF biasConstraint(Object constraint) {
    return set("bias_constraint", constraint);
  }

  /** The part of the inputs that is dropped in training, the same at every step. */
  default SELF dropout(double rate) {
    return set("dropout", rate);
  }

  /** The part of the state that is dropped in training, the same at every step. */
  default SELF recurrentDropout(double rate) {
    return set("recurrent_dropout", rate);
  }

  /** The seed of what is dropped; without one a default seed is taken. */
  default SELF seed(long number) {
    return set("seed", number);
  }
}
