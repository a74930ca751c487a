package keratin.layers.merging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DotTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Dot(1), List.of(Shape.of(3, 3), Shape.of(3, 3)))
        .vary("axes", List.of(1, 2))
        .vary("normalize", true)
        .check();
  }

  @Test
  void sumsProductsAlongAnAxis() {
    Memory.tidy(
        () -> {
          Tensor a = Tensor.of(new float[][] {{1, 2, 2}});
          Tensor b = Tensor.of(new float[][] {{2, 0, 1}});
          Facts.assertClose(Tensor.of(new float[][] {{4}}), new Dot(1).of(a, b), 0, 0);
          Facts.assertClose(
              Tensor.of(new double[][] {{4 / (3 * Math.sqrt(5))}}).cast(DType.FLOAT32),
              new Dot(-1).normalize(true).of(a, b),
              1e-6,
              0);
          assertEquals(
              Shape.of(2, 5, 10),
              new Dot(1, 2)
                  .of(
                      Tensor.full(DType.FLOAT32, 1, 2, 3, 5),
                      Tensor.full(DType.FLOAT32, 1, 2, 10, 3))
                  .shape());
        });
  }

  @Test
  void saysWhichAxesDoNotFit() {
    Memory.tidy(
        () -> {
          Tensor a = Tensor.full(DType.FLOAT32, 1, 2, 3);
          Tensor b = Tensor.full(DType.FLOAT32, 1, 2, 4);
          assertEquals(
              "Dot along the axes 1 and 1 needs equal lengths, but (None, 3) has 3 and (None, 4)"
                  + " has 4.\n"
                  + "  in Dot \"d\" (axes=[1])",
              assertThrows(ShapeException.class, () -> new Dot(1).name("d").of(a, b)).getMessage());
          assertEquals(
              "Dot: the axis 0 must be one of (None, 3), and not that of the batch.\n"
                  + "  in Dot \"d\" (axes=[0])",
              assertThrows(ShapeException.class, () -> new Dot(0).name("d").of(a, a)).getMessage());
        });
  }
}
