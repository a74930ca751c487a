package keratin.layers.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.initializers.GlorotUniform;
import keratin.layers.LayerContract;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EinsumDenseTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new EinsumDense("abc,cd->abd", Shape.of(2, 4)).biasAxes("d"), 2, 3)
        .weights("kernel (3, 4)", "bias (4,)")
        .vary("equation", "abc,dc->abd")
        .vary("output_shape", java.util.List.of(2, 5))
        .vary("bias_axes", "bd")
        .vary("activation", "tanh")
        .vary("kernel_initializer", "ones")
        .vary("bias_initializer", "ones")
        .vary("kernel_regularizer", "l2")
        .vary("bias_regularizer", "l2", java.util.Map.of("bias_initializer", "ones"))
        .vary("kernel_constraint", "non_neg")
        .vary("bias_constraint", "unit_norm", java.util.Map.of("bias_initializer", "ones"))
        .check();
  }

  @Test
  void multipliesAsTheEquationSays() {
    Memory.tidy(
        () -> {
          EinsumDense layer =
              new EinsumDense("...a,ab->...b", Shape.of(2)).kernelInitializer("ones").biasAxes("b");
          Tensor x = Tensor.of(new float[][][] {{{1, 2}, {3, 4}}});
          Facts.assertClose(Tensor.of(new float[][][] {{{3, 3}, {7, 7}}}), layer.of(x), 0, 0);
          assertEquals(Shape.of(2), layer.bias().shape());
        });
  }

  @Test
  void initializersHearWhichAxesAreInputs() {
    Memory.tidy(
        () -> {
          // 2 · 3 inputs and 4 outputs, whatever the order of the kernel's axes.
          EinsumDense layer =
              new EinsumDense("abc,dbc->ad", Shape.of(4))
                  .kernelInitializer(new GlorotUniform().seed(5));
          layer.of(Tensor.full(DType.FLOAT32, 1, 1, 2, 3));
          Tensor expected = new GlorotUniform().seed(5).call(Shape.of(6, 4), DType.FLOAT32);
          Facts.assertClose(expected.reshape(4, 2, 3), layer.kernel(), 0, 0);
        });
  }

  @Test
  void saysWhichAxisDoesNotFit() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.full(DType.FLOAT32, 1, 2, 3);
          assertEquals(
              "EinsumDense: \"ab\" is none of the equations \"ab,bc->ac\", \"...a,ab->...b\" and"
                  + " \"ab...,bc->ac...\".\n"
                  + "  in EinsumDense \"e\" (equation=ab, output_shape=(4,))",
              assertThrows(
                      ShapeException.class,
                      () -> new EinsumDense("ab", Shape.of(4)).name("e").of(x))
                  .getMessage());
          assertEquals(
              "EinsumDense: axis b has length 3 in the input (None, 3), but 4 in the output.",
              assertThrows(
                      ShapeException.class,
                      () ->
                          new EinsumDense("ab,bc->abc", Shape.of(4, 2))
                              .buildFor(Shape.of(Shape.UNKNOWN, 3)))
                  .getMessage());
        });
  }
}
