package keratin.layers.merging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConcatenateTest {
  @Test
  void keepsTheContract() {
    new LayerContract(Concatenate::new, List.of(Shape.of(2, 3), Shape.of(2, 3)))
        .vary("axis", 1)
        .check();
  }

  @Test
  void putsOneBehindTheOther() {
    Memory.tidy(
        () -> {
          Tensor a = Tensor.of(new float[][] {{1, 2}, {3, 4}});
          Tensor b = Tensor.of(new float[][] {{5}, {6}});
          Facts.assertClose(
              Tensor.of(new float[][] {{1, 2, 5}, {3, 4, 6}}), new Concatenate().of(a, b), 0, 0);
          Facts.assertClose(
              Tensor.of(new float[][] {{1, 2}, {3, 4}, {1, 2}, {3, 4}}),
              Merging.concatenate(0, a, a),
              0,
              0);
        });
  }

  @Test
  void masksGoAlong() {
    Memory.tidy(
        () -> {
          Tensor a =
              Mask.attach(
                  Tensor.full(DType.FLOAT32, 1, 1, 2, 3),
                  Tensor.of(new boolean[][] {{true, false}}));
          Tensor b = Tensor.full(DType.FLOAT32, 1, 1, 1, 3);
          Tensor mask = Mask.of(new Concatenate().axis(1).of(a, b));
          assertNotNull(mask);
          assertArrayEquals(new int[] {1, 0, 1}, mask.toIntArray());
        });
  }

  @Test
  void otherLengthsMustBeEqual() {
    Memory.tidy(
        () ->
            assertEquals(
                "concat: (2, 3) and (3, 3) differ in more than axis 1.\n  in Concatenate \"cat\"",
                assertThrows(
                        ShapeException.class,
                        () ->
                            new Concatenate()
                                .name("cat")
                                .of(
                                    Tensor.full(DType.FLOAT32, 1, 2, 3),
                                    Tensor.full(DType.FLOAT32, 1, 3, 3)))
                    .getMessage()));
  }
}
