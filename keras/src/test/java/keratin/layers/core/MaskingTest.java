package keratin.layers.core;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.layers.reshaping.Flatten;
import keratin.tensor.DTypeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static Tensor padded() {
    return Tensor.of(new float[][][] {{{1, 2}, {0, 0}}, {{0, 0}, {0, 4}}, {{-1, -1}, {1, 1}}});
  }

  @Test
  void keepsTheContract() {
    new LayerContract(Masking::new, 2, 2)
        .input(MaskingTest::padded)
        .vary("mask_value", -1.0)
        .check();
  }

  @Test
  void masksPaddedStepsOnTheWayThroughLayersThatSupportIt() {
    Tensor y = new Masking().of(padded());
    Tensor mask = Objects.requireNonNull(Mask.of(y));
    Tensor expected = Tensor.of(new boolean[][] {{true, false}, {false, true}, {true, true}});
    Facts.assertClose(expected, mask, 0, 0);
    assertSame(mask, Mask.of(new Dense(3).of(y)));
    assertNull(Mask.of(new Flatten().of(y)), "a layer that does not support masks drops them");
    Dense doubles = new Dense(3).dtype(keratin.tensor.DType.FLOAT64);
    assertSame(mask, Mask.of(doubles.of(y)), "a cast keeps the mask");
  }

  @Test
  void masksAreBool() {
    Tensor x = padded();
    assertThrows(DTypeException.class, () -> Mask.attach(x, x));
  }
}
