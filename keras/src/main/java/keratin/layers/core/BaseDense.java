package keratin.layers.core;

import java.util.Map;
import keratin.activations.ActivationFunction;
import keratin.activations.Activations;
import keratin.config.Option;
import keratin.layers.Adaptable;
import keratin.layers.FluentLayer;
import keratin.layers.Lora;
import keratin.layers.WeightOptions;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What layers of a kernel, a bias and an activation have in common.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseDense<SELF extends BaseDense<SELF>> extends FluentLayer<SELF>
    implements Adaptable<SELF> {
  private final Option<ActivationFunction> activation =
      option("activation", Activations.KIND, "linear");
  private final WeightOptions kernelOptions = weightOptions("kernel", "glorot_uniform");
  private final WeightOptions biasOptions = weightOptions("bias", "zeros");
  private final Lora lora = lora("kernel", kernelOptions);
  private @Nullable Variable kernel;
  private @Nullable Variable bias;

  BaseDense() {}

  /** The activation, by name. */
  public final SELF activation(String name) {
    activation.set(name);
    return self();
  }

  /** The activation, as a function. */
  public final SELF activation(ActivationFunction function) {
    activation.set(function);
    return self();
  }

  /** How the kernel begins: a name or an {@link keratin.initializers.Initializer}. */
  public final SELF kernelInitializer(Object initializer) {
    kernelOptions.initializer(initializer);
    return self();
  }

  /** How the bias begins: a name or an {@link keratin.initializers.Initializer}. */
  public final SELF biasInitializer(Object initializer) {
    biasOptions.initializer(initializer);
    return self();
  }

  /** A penalty on the kernel: a name or a {@link keratin.regularizers.Regularizer}. */
  public final SELF kernelRegularizer(Object regularizer) {
    kernelOptions.regularizer(regularizer);
    return self();
  }

  /** A penalty on the bias: a name or a {@link keratin.regularizers.Regularizer}. */
  public final SELF biasRegularizer(Object regularizer) {
    biasOptions.regularizer(regularizer);
    return self();
  }

  /**
   * What holds of the kernel after every step: a name or a {@link keratin.constraints.Constraint}.
   */
  public final SELF kernelConstraint(Object constraint) {
    kernelOptions.constraint(constraint);
    return self();
  }

  /**
   * What holds of the bias after every step: a name or a {@link keratin.constraints.Constraint}.
   */
  public final SELF biasConstraint(Object constraint) {
    biasOptions.constraint(constraint);
    return self();
  }

  /** Keras also writes a quantization, which is null unless a layer was quantized. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    config.put("quantization_config", null);
    return config;
  }

  final ActivationFunction activation() {
    return activation.get();
  }

  final WeightOptions kernelOptions() {
    return kernelOptions;
  }

  final WeightOptions biasOptions() {
    return biasOptions;
  }

  /** Keeps the weights that {@code build} has made. */
  final void keep(Variable made, @Nullable Variable madeBias) {
    kernel = made;
    bias = madeBias;
    lora.attach(made);
  }

  @Override
  public final Lora lora() {
    return lora;
  }

  /** The kernel that the input is multiplied by: with its correction, if there is one. */
  final Tensor correctedKernel() {
    return lora.of(kernel());
  }

  /** The kernel, without a correction. */
  public final Variable kernel() {
    return builtWeight(kernel, "kernel");
  }

  /** The bias. */
  public final Variable bias() {
    return builtWeight(bias, "bias");
  }

  final boolean hasBias() {
    return bias != null;
  }
}
