package keratin.layers.regularization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AlphaDropoutTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new AlphaDropout(0.5), 4, 5)
        .randomInTraining()
        .vary("rate", 0.2)
        .vary("seed", 3)
        .vary("noise_shape", Arrays.asList(null, 1, 5))
        .check();
  }

  @Test
  void drawsAsKerasDraws() {
    Tensor x = Ops.arange(1, 7, 1).cast(DType.FLOAT32).reshape(2, 3);
    AlphaDropout layer = new AlphaDropout(0.4).seed(42);
    Facts.assertClose(
        Tensor.of(
                new float[] {
                  -0.9106419086456299f,
                  2.3336598873138428f,
                  3.1969423294067383f,
                  -0.9106419086456299f,
                  -0.9106419086456299f,
                  5.786790370941162f
                })
            .reshape(2, 3),
        layer.of(x, true),
        1e-6,
        1e-6);
    Facts.assertClose(
        Tensor.of(
                new float[] {
                  1.4703772068023682f,
                  -0.9106419086456299f,
                  -0.9106419086456299f,
                  -0.9106419086456299f,
                  4.9235076904296875f,
                  5.786790370941162f
                })
            .reshape(2, 3),
        layer.of(x, true),
        1e-6,
        1e-6);
  }

  @Test
  void doesNothingInInference() {
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    assertSame(x, new AlphaDropout(0.5).of(x));
    assertSame(x, new AlphaDropout(0).of(x, true));
  }

  @Test
  void oneDecisionForARow() {
    Tensor y =
        new AlphaDropout(0.4)
            .seed(42)
            .noiseShape(Shape.UNKNOWN, 1)
            .of(Ops.arange(1, 7, 1).cast(DType.FLOAT32).reshape(2, 3), true);
    float low = -0.9106419f;
    Facts.assertClose(
        Tensor.of(new float[][] {{low, low, low}, {4.060225f, 4.9235077f, 5.7867904f}}),
        y,
        1e-6,
        1e-6);
  }

  @Test
  void wrongUsesAreNamed() {
    assertEquals(
        "AlphaDropout: rate must be a number from 0 to less than 1, but -0.1 came.",
        assertThrows(IllegalArgumentException.class, () -> new AlphaDropout(-0.1)).getMessage());
    assertEquals(
        "dropout: the noise shape (1, 1, 3) must have as many axes as x (2, 3).\n"
            + "  in AlphaDropout \"a\" (rate=0.5)",
        assertThrows(
                ShapeException.class,
                () ->
                    new AlphaDropout(0.5)
                        .noiseShape(1, 1, 3)
                        .name("a")
                        .of(Ops.arange(1, 7, 1).cast(DType.FLOAT32).reshape(2, 3), true))
            .getMessage());
  }
}
