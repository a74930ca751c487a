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

class GaussianDropoutTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new GaussianDropout(0.5), 4, 5)
        .randomInTraining()
        .vary("rate", 0.2)
        .vary("seed", 3)
        .check();
  }

  @Test
  void drawsAsKerasDraws() {
    Tensor x = Ops.arange(1, 7, 1).cast(DType.FLOAT32).reshape(2, 3);
    GaussianDropout layer = new GaussianDropout(0.3).seed(42);
    Facts.assertClose(
        Tensor.of(
                new float[] {
                  1.01035475730896f,
                  -0.08191251754760742f,
                  3.2034554481506348f,
                  6.125649929046631f,
                  -0.2711242437362671f,
                  -0.20259976387023926f
                })
            .reshape(2, 3),
        layer.of(x, true),
        1e-6,
        1e-6);
    Facts.assertClose(
        Tensor.of(
                new float[] {
                  1.7392371892929077f,
                  2.0614938735961914f,
                  4.884312152862549f,
                  6.658030986785889f,
                  3.1448400020599365f,
                  10.779935836791992f
                })
            .reshape(2, 3),
        layer.of(x, true),
        1e-6,
        1e-6);
  }

  @Test
  void doesNothingInInference() {
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    assertSame(x, new GaussianDropout(0.5).of(x));
    assertSame(x, new GaussianDropout(0).of(x, true));
  }

  @Test
  void notEverythingCanBeDropped() {
    assertEquals(
        "GaussianDropout: rate must be a number from 0 to less than 1, but 1.0 came.",
        assertThrows(IllegalArgumentException.class, () -> new GaussianDropout(1)).getMessage());
  }
}
