package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FlattenTest {
  @Test
  void keepsTheContract() {
    new LayerContract(Flatten::new, 2, 3, 2).vary("data_format", "channels_first").check();
  }

  @Test
  void channelsMoveLast() {
    Tensor x = Tensor.of(new float[][][] {{{1, 2, 3}, {4, 5, 6}}});
    Facts.assertClose(Tensor.of(new float[][] {{1, 2, 3, 4, 5, 6}}), new Flatten().of(x), 0, 0);
    Facts.assertClose(
        Tensor.of(new float[][] {{1, 4, 2, 5, 3, 6}}),
        new Flatten().dataFormat("channels_first").of(x),
        0,
        0);
    assertEquals(Shape.of(3, 1), new Flatten().of(Tensor.of(new float[] {1, 2, 3})).shape());
  }

  @Test
  void unknownLengthsStayUnknown() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 3)));
    assertEquals("(None, None)", new Flatten().of(x).shape().toString());
  }

  @Test
  void theFormatIsOneOfTwo() {
    assertEquals(
        "Flatten: data_format must be one of [channels_last, channels_first], but \"first\" came.",
        assertThrows(IllegalArgumentException.class, () -> new Flatten().dataFormat("first"))
            .getMessage());
  }
}
