package keratin.layers.preprocessing.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.memory.Memory;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BoxOverlapsTest {
  @Test
  void everyTwoAreCompared() {
    Memory.tidy(
        () -> {
          Tensor a = Tensor.of(new float[][] {{0, 0, 2, 2}, {4, 4, 6, 6}});
          Tensor b = Tensor.of(new float[][] {{0, 0, 2, 2}, {1, 1, 3, 3}, {0, 0, 4, 1}});
          // 1 of 7; 2 of 6
          Tensor expected = Tensor.of(new float[][] {{1, 1 / 7f, 2 / 6f}, {0, 0, 0}});
          Facts.assertClose(expected, BoxOverlaps.computeIou(a, b, "xyxy", 8, 8), 1e-5, 1e-6);
          Tensor batch = BoxOverlaps.computeIou(a.expandDims(0), b.expandDims(0), "xyxy", 8, 8);
          assertEquals(Shape.of(1, 2, 3), batch.shape());
          Facts.assertClose(
              expected, BoxOverlaps.computeIou(a.div(8), b.div(8), "rel_xyxy", 8, 8), 1e-5, 1e-6);
        });
  }

  @Test
  void distanceAndRatioCount() {
    Memory.tidy(
        () -> {
          Tensor a = Tensor.of(new float[][] {{0, 0, 2, 2}, {0, 0, 2, 2}});
          Tensor b = Tensor.of(new float[][] {{0, 0, 2, 2}, {1, 1, 3, 3}});
          // The centres are √2 apart in a hull of diagonal √18; the ratios are equal.
          Tensor expected = Tensor.of(new float[] {1, 1 / 7f - 2 / 18f});
          Facts.assertClose(expected, BoxOverlaps.computeCiou(a, b, "xyxy", 8, 8), 1e-5, 1e-6);
        });
  }

  @Test
  void saysWhatBoxesAre() {
    Memory.tidy(
        () ->
            assertEquals(
                "computeIou takes boxes (n, 4) or (batch, n, 4), but these are (4,).",
                assertThrows(
                        ShapeException.class,
                        () -> {
                          Tensor box = Tensor.of(new float[4]);
                          BoxOverlaps.computeIou(box, box, "xyxy", 1, 1);
                        })
                    .getMessage()));
  }
}
