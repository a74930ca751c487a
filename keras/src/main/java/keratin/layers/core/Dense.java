package keratin.layers.core;

import java.util.Map;
import keratin.activations.ActivationFunction;
import keratin.activations.Activations;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.constraints.Constraint;
import keratin.constraints.Constraints;
import keratin.initializers.Initializer;
import keratin.initializers.Initializers;
import keratin.layers.Layer;
import keratin.regularizers.Regularizer;
import keratin.regularizers.Regularizers;
import keratin.tensor.Affine;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected layer: {@code activation(x · kernel + bias)}.
 *
 * <p>Input {@code (batch, …, features)}, output {@code (batch, …, units)}; kernel {@code (features,
 * units)}, bias {@code (units,)}.
 *
 * {@snippet :
 * Tensor y = new Dense(4).activation("relu").of(Tensor.of(new float[][] {{1, 2, 3}}));   // (1, 4)
 * }
 *
 * @see <a href="https://keras.io/api/layers/core_layers/dense/">keras.layers.Dense</a>
 */
public final class Dense extends Layer {
  private final Option<Integer> units = required("units", Kind.POSITIVE);
  private final Option<ActivationFunction> activation =
      option("activation", Activations.KIND, "linear");
  private final Option<Boolean> useBias = option("use_bias", Kind.BOOL, true);
  private final Option<Initializer> kernelInitializer =
      option("kernel_initializer", Initializers.KIND, "glorot_uniform");
  private final Option<Initializer> biasInitializer =
      option("bias_initializer", Initializers.KIND, "zeros");
  private final Option<@Nullable Regularizer> kernelRegularizer =
      option("kernel_regularizer", Regularizers.KIND.orNull(), null);
  private final Option<@Nullable Regularizer> biasRegularizer =
      option("bias_regularizer", Regularizers.KIND.orNull(), null);
  private final Option<@Nullable Constraint> kernelConstraint =
      option("kernel_constraint", Constraints.KIND.orNull(), null);
  private final Option<@Nullable Constraint> biasConstraint =
      option("bias_constraint", Constraints.KIND.orNull(), null);
  private @Nullable Variable kernel;
  private @Nullable Variable bias;

  private Dense() {}

  /** A layer with {@code units} outputs. */
  public Dense(int units) {
    this.units.set(units);
  }

  /** The activation, by name. */
  public Dense activation(String name) {
    activation.set(name);
    return this;
  }

  /** The activation, as a function. */
  public Dense activation(ActivationFunction function) {
    activation.set(function);
    return this;
  }

  /** Whether a bias is added. */
  public Dense useBias(boolean on) {
    useBias.set(on);
    return this;
  }

  /** How the kernel begins: a name or an {@link Initializer}. */
  public Dense kernelInitializer(Object initializer) {
    kernelInitializer.set(initializer);
    return this;
  }

  /** How the bias begins: a name or an {@link Initializer}. */
  public Dense biasInitializer(Object initializer) {
    biasInitializer.set(initializer);
    return this;
  }

  /** A penalty on the kernel: a name or a {@link Regularizer}. */
  public Dense kernelRegularizer(Object regularizer) {
    kernelRegularizer.set(regularizer);
    return this;
  }

  /** A penalty on the bias: a name or a {@link Regularizer}. */
  public Dense biasRegularizer(Object regularizer) {
    biasRegularizer.set(regularizer);
    return this;
  }

  /** What holds of the kernel after every step: a name or a {@link Constraint}. */
  public Dense kernelConstraint(Object constraint) {
    kernelConstraint.set(constraint);
    return this;
  }

  /** What holds of the bias after every step: a name or a {@link Constraint}. */
  public Dense biasConstraint(Object constraint) {
    biasConstraint.set(constraint);
    return this;
  }

  @Override
  public Dense activityRegularizer(Object regularizer) {
    super.activityRegularizer(regularizer);
    return this;
  }

  @Override
  public Dense dtype(DType type) {
    super.dtype(type);
    return this;
  }

  @Override
  public Dense name(String text) {
    super.name(text);
    return this;
  }

  /** Keras also writes a quantization, which is null unless a layer was quantized. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    config.put("quantization_config", null);
    return config;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected void build(Shape input) {
    requireFeatures(input);
    if (input.dim(-1) == Shape.UNKNOWN) {
      throw new ShapeException(
          "Dense needs to know the number of features, but the input is %s. Give the last axis a"
                  .formatted(input)
              + " length.");
    }
    kernel =
        addWeight(
            "kernel",
            Shape.of(input.dim(-1), units.get()),
            kernelInitializer.get(),
            kernelRegularizer.get(),
            kernelConstraint.get(),
            true);
    if (useBias.get()) {
      bias =
          addWeight(
              "bias",
              Shape.of(units.get()),
              biasInitializer.get(),
              biasRegularizer.get(),
              biasConstraint.get(),
              true);
    }
  }

  private static void requireFeatures(Shape input) {
    if (input.rank() < 2) {
      throw new ShapeException(
          "Dense needs inputs (batch, …, features), but got %s.".formatted(input));
    }
  }

  /** The kernel, {@code (features, units)}. */
  public Variable kernel() {
    return builtWeight(kernel, "kernel");
  }

  /** The bias, {@code (units,)}. */
  public Variable bias() {
    return builtWeight(bias, "bias");
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    requireFeatures(x.shape());
    Tensor input = x.cast(computeDtype());
    ActivationFunction function = activation.get();
    if (!useBias.get()) {
      return function.call(input.matmul(kernel()));
    }
    Unary fused = function.op();
    Tensor y = Engine.run(new Affine(fused), input, kernel(), bias());
    return fused == null ? function.call(y) : y;
  }
}
