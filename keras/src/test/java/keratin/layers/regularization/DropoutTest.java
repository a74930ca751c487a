package keratin.layers.regularization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.core.Dense;
import keratin.random.GlobalRandom;
import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DropoutTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Dropout(0.5), 4, 5)
        .randomInTraining()
        .vary("rate", 0.2)
        .vary("seed", 3)
        .vary("noise_shape", Arrays.asList(null, 1, 5))
        .check();
  }

  @Test
  void keepsTheExpectedSum() {
    Tensor ones = Tensor.full(DType.FLOAT32, 1, 100, 100);
    Tensor y = new Dropout(0.25).seed(1).of(ones, true);
    for (float v : y.toFloatArray()) {
      assertEquals(v == 0 ? 0 : 1 / 0.75f, v, 1e-6f);
    }
    assertEquals(1, y.mean().floatValue(), 0.02);
  }

  @Test
  void doesNothingInInference() {
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    assertSame(x, new Dropout(0.5).of(x));
    assertSame(x, new Dropout(0).of(x, true));
    assertEquals(0, new Dropout(1).of(x, true).sum().floatValue());
  }

  @Test
  void drawsAsKerasDraws() {
    Tensor x = Tensor.full(DType.FLOAT32, 1, 3, 4);
    Dropout layer = new Dropout(0.5).seed(42);
    SeedGenerator seeds = new SeedGenerator(42);
    Tensor first = layer.of(x, true);
    Facts.assertClose(RandomOps.dropout(x, 0.5, seeds), first, 0, 0);
    Tensor second = layer.of(x, true);
    Facts.assertClose(RandomOps.dropout(x, 0.5, seeds), second, 0, 0);
    assertNotEquals(first.repr(), second.repr());
  }

  @Test
  void oneDecisionForAllSteps() {
    Tensor x = Tensor.full(DType.FLOAT32, 1, 2, 50, 3);
    Tensor y = new Dropout(0.5).seed(1).noiseShape(Shape.UNKNOWN, 1, 3).of(x, true);
    Tensor firstStep = y.slice(1, 0, 1);
    assertEquals(0, y.sub(firstStep).abs().sum().floatValue());
  }

  /** The seeds that {@code keras.utils.set_random_seed(42)} gives, as recorded. */
  @Test
  void takesADefaultSeedBetweenItsNeighboursUnlessItDropsNothing() {
    GlobalRandom.setRandomSeed(42);
    Dense first = new Dense(4);
    Dropout dropout = new Dropout(0.5);
    new Dropout(0);
    Dense second = new Dense(3);
    Tensor x = Tensor.full(DType.FLOAT32, 1, 2, 5);
    List<Tensor> drawn = List.of(second.of(x), dropout.of(x, true), first.of(x));
    assertEquals(3, drawn.size());
    Shape shape = Shape.of(5, 3);
    Facts.assertClose(
        new keratin.initializers.GlorotUniform().seed(26855093).call(shape, DType.FLOAT32),
        second.kernel().value(),
        0,
        0);
    Facts.assertClose(RandomOps.dropout(x, 0.5, new SeedGenerator(119540832)), drawn.get(1), 0, 0);
  }

  @Test
  void ratesArePartsOfOne() {
    assertEquals(
        "Dropout: rate must be a number from 0 to 1, but 50.0 came.",
        assertThrows(IllegalArgumentException.class, () -> new Dropout(50)).getMessage());
    Tensor x = Tensor.full(DType.FLOAT32, 1, 2, 5);
    assertEquals(
        "dropout: the noise shape (1, 1, 5) must have as many axes as x (2, 5).\n"
            + "  in Dropout \"d\" (rate=0.5)",
        assertThrows(
                ShapeException.class,
                () -> new Dropout(0.5).noiseShape(1, 1, 5).name("d").of(x, true))
            .getMessage());
  }
}
