package keratin.layers.regularization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GaussianNoiseTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new GaussianNoise(0.5), 4, 5)
        .randomInTraining()
        .vary("stddev", 0.2)
        .vary("seed", 3)
        .check();
  }

  @Test
  void drawsAsKerasDraws() {
    Tensor x = Ops.arange(1, 7, 1).cast(DType.FLOAT32).reshape(2, 3);
    GaussianNoise layer = new GaussianNoise(0.5).seed(42);
    Facts.assertClose(
        Tensor.of(
                new float[] {
                  1.007908582687378f,
                  1.2049565315246582f,
                  3.0517971515655518f,
                  4.405872821807861f,
                  4.194822311401367f,
                  5.210447788238525f
                })
            .reshape(2, 3),
        layer.of(x, true),
        1e-6,
        1e-6);
    Facts.assertClose(
        Tensor.of(
                new float[] {
                  1.5646016597747803f,
                  2.0234832763671875f,
                  3.479722499847412f,
                  4.507526397705078f,
                  4.716619491577148f,
                  6.608456134796143f
                })
            .reshape(2, 3),
        layer.of(x, true),
        1e-6,
        1e-6);
  }

  @Test
  void doesNothingInInference() {
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    assertSame(x, new GaussianNoise(0.5).of(x));
    assertSame(x, new GaussianNoise(0).of(x, true));
  }

  @Test
  void aDeviationIsPartOfOne() {
    assertEquals(
        "GaussianNoise: stddev must be a number from 0 to 1, but 2.0 came.",
        assertThrows(IllegalArgumentException.class, () -> new GaussianNoise(2)).getMessage());
  }
}
