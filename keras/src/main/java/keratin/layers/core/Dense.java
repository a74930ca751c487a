package keratin.layers.core;

import keratin.activations.ActivationFunction;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Affine;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;

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
public final class Dense extends BaseDense<Dense> {
  private final Option<Integer> units = required("units", Kind.POSITIVE);
  private final Option<Boolean> useBias = option("use_bias", Kind.BOOL, true);

  private Dense() {}

  /** A layer with {@code units} outputs. */
  public Dense(int units) {
    this.units.set(units);
  }

  /** Whether a bias is added. */
  public Dense useBias(boolean on) {
    useBias.set(on);
    return this;
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
    keep(
        kernelOptions().add("kernel", Shape.of(input.dim(-1), units.get())),
        useBias.get() ? biasOptions().add("bias", Shape.of(units.get())) : null);
  }

  private static void requireFeatures(Shape input) {
    if (input.rank() < 2) {
      throw new ShapeException(
          "Dense needs inputs (batch, …, features), but got %s.".formatted(input));
    }
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    requireFeatures(x.shape());
    Tensor input = x.cast(computeDtype());
    ActivationFunction function = activation();
    if (!hasBias()) {
      return function.call(input.matmul(correctedKernel()));
    }
    Unary fused = function.op();
    Tensor y = Engine.run(new Affine(fused), input, correctedKernel(), bias());
    return fused == null ? function.call(y) : y;
  }
}
