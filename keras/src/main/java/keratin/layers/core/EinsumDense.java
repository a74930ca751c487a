package keratin.layers.core;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Linalg;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Dense} of any axes: {@code activation(einsum(equation, x, kernel) + bias)}.
 *
 * <p>The equation is one of {@code "ab,bc->ac"}, {@code "...a,ab->...b"} and {@code
 * "ab...,bc->ac..."}; its first axis is the batch.
 *
 * {@snippet :
 * new EinsumDense("abc,cd->abd", Shape.of(Shape.UNKNOWN, 64)).biasAxes("d").of(x);
 * // (batch, steps, 128) -> (batch, steps, 64)
 * }
 *
 * @see <a href="https://keras.io/api/layers/core_layers/einsum_dense/">keras.layers.EinsumDense</a>
 */
public final class EinsumDense extends BaseDense<EinsumDense> {
  private static final Kind<Shape> OUTPUT =
      new Kind<>(
          Kind.SHAPE.name(),
          source ->
              source instanceof Integer length
                  ? Shape.of(length)
                  : Kind.SHAPE.parse().apply(source),
          Kind.SHAPE.write());

  private final Option<String> equation = required("equation", Kind.STRING);
  private final Option<Shape> outputShape = required("output_shape", OUTPUT);
  private final Option<@Nullable String> biasAxes = option("bias_axes", Kind.STRING.orNull(), null);

  private EinsumDense() {}

  /**
   * A layer for this equation.
   *
   * @param outputShape what it gives, without the batch and without the axes of an ellipsis; {@link
   *     Shape#UNKNOWN} where the input says
   */
  public EinsumDense(String equation, Shape outputShape) {
    this.equation.set(equation);
    this.outputShape.set(outputShape);
  }

  /**
   * The axes of the output that the bias has, {@code "d"} for example; by default there is none.
   */
  public EinsumDense biasAxes(String axes) {
    biasAxes.set(axes);
    return this;
  }

  @Override
  protected void build(Shape input) {
    EinsumShapes shapes = shapes(input);
    String axes = biasAxes.get();
    keep(
        kernelOptions().add("kernel", shapes.kernel(), shapes.inputAxes(), shapes.outputAxes()),
        axes == null ? null : biasOptions().add("bias", shapes.bias(axes)));
  }

  private EinsumShapes shapes(Shape input) {
    return EinsumShapes.of(equation.get(), input, outputShape.get());
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    Tensor y = Linalg.einsum(equation.get(), x, correctedKernel());
    if (y.isSymbolic()) {
      // As in Keras, lengths that were not given are not known, even where the input says them.
      y = Tensor.symbol(y.spec().as(shapes(x.shape()).output()));
    }
    return activation().call(hasBias() ? y.add(bias()) : y);
  }
}
