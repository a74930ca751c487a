package keratin.layers.merging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the elementwise merging layers have in common, and what each of them computes. */
class MergeTest {
  static List<Supplier<Merge>> all() {
    return List.of(
        Add::new, Average::new, Maximum::new, Minimum::new, Multiply::new, Subtract::new);
  }

  @ParameterizedTest
  @MethodSource("all")
  void keepTheContract(Supplier<Merge> layer) {
    new LayerContract(layer, List.of(Shape.of(2, 3), Shape.of(2, 1))).check();
  }

  @Test
  void mergesElementByElement() {
    Memory.tidy(
        () -> {
          Tensor a = Tensor.of(new float[][] {{1, -2, 3}});
          Tensor b = Tensor.of(new float[][] {{4, 5, -6}});
          Facts.assertClose(Tensor.of(new float[][] {{5, 3, -3}}), Merging.add(a, b), 0, 0);
          Facts.assertClose(Tensor.of(new float[][] {{-3, -7, 9}}), Merging.subtract(a, b), 0, 0);
          Facts.assertClose(Tensor.of(new float[][] {{4, -10, -18}}), Merging.multiply(a, b), 0, 0);
          Facts.assertClose(
              Tensor.of(new float[][] {{1, 0, 1}}),
              Merging.average(a, b, Tensor.of(new float[][] {{-2, -3, 6}})),
              1e-6,
              1e-6);
          Facts.assertClose(Tensor.of(new float[][] {{4, 5, 3}}), Merging.maximum(a, b), 0, 0);
          Facts.assertClose(Tensor.of(new float[][] {{1, -2, -6}}), Merging.minimum(a, b), 0, 0);
        });
  }

  @Test
  void newAxesComeRightAfterTheBatch() {
    Memory.tidy(
        () ->
            assertEquals(
                Shape.of(2, 4, 3),
                new Add()
                    .of(Tensor.full(DType.FLOAT32, 1, 2, 3), Tensor.full(DType.FLOAT32, 1, 2, 4, 3))
                    .shape()));
  }

  @Test
  void whatAMaskTakesOutDoesNotCount() {
    Memory.tidy(
        () -> {
          Tensor a = masked(new float[][][] {{{1}, {2}, {3}}}, true, false, false);
          Tensor b = masked(new float[][][] {{{7}, {5}, {4}}}, true, true, false);
          Facts.assertClose(
              Tensor.of(new float[][][] {{{7}, {5}, {3}}}), new Maximum().of(a, b), 0, 0);
          Facts.assertClose(
              Tensor.of(new float[][][] {{{1}, {5}, {3}}}), new Minimum().of(a, b), 0, 0);
          Tensor product = new Multiply().of(a, b);
          Facts.assertClose(Tensor.of(new float[][][] {{{7}, {5}, {0}}}), product, 0, 0);
          Tensor mask = Mask.of(product);
          assertNotNull(mask);
          assertArrayEquals(new int[] {1, 1, 0}, mask.toIntArray());
          assertNull(
              Mask.of(new Add().of(a, b.add(1))), "an input without a mask counts everywhere");
        });
  }

  private static Tensor masked(float[][][] values, boolean... mask) {
    return Mask.attach(Tensor.of(values), Tensor.of(new boolean[][] {mask}));
  }

  @Test
  void saysWhatDoesNotFit() {
    Memory.tidy(
        () -> {
          Tensor a = Tensor.full(DType.FLOAT32, 1, 2, 3);
          Tensor b = Tensor.full(DType.FLOAT32, 1, 2, 4);
          assertEquals(
              "Add cannot merge [(None, 3), (None, 4)]: batches must agree, other axes be equal or"
                  + " 1.\n  in Add \"sum\"",
              assertThrows(ShapeException.class, () -> new Add().name("sum").of(a, b))
                  .getMessage());
          Tensor c = Tensor.full(DType.FLOAT32, 1, 3, 3);
          assertEquals(
              "Add cannot merge [(2, 3), (3, 3)]: batches must agree, other axes be equal or 1.\n"
                  + "  in Add \"sum\"",
              assertThrows(ShapeException.class, () -> new Add().name("sum").of(a, c))
                  .getMessage());
          assertEquals(
              "Subtract takes two tensors, but 3 came.\n  in Subtract \"less\"",
              assertThrows(ShapeException.class, () -> new Subtract().name("less").of(a, a, a))
                  .getMessage());
        });
  }
}
