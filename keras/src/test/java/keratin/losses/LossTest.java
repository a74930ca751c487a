package keratin.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import keratin.autograd.GradientTape;
import keratin.layers.Mask;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.junit.jupiter.api.Test;

/** What all losses share: reductions, weights, masks, names and configs. */
class LossTest {
  private static final float[][] TRUTH = {{0, 0}, {0, 0}};
  private static final float[][] PREDICTIONS = {{1, 1}, {2, 2}};

  /** One's own loss is one class with one method. */
  private static final class QuarticError extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
      return yPred.sub(yTrue).square().square().mean(-1);
    }
  }

  private static Tensor reduced(String reduction) {
    // Squared errors 1 and 4, weights 1 and 3.
    return new MeanSquaredError()
        .reduction(reduction)
        .of(Tensor.of(TRUTH), Tensor.of(PREDICTIONS), Tensor.of(new float[] {1, 3}));
  }

  @Test
  void reductions() {
    assertThat(reduced("sum_over_batch_size").floatValue()).isEqualTo(13 / 2f);
    assertThat(reduced("mean").floatValue()).isEqualTo(13 / 2f);
    assertThat(reduced("mean_with_sample_weight").floatValue()).isEqualTo(13 / 4f);
    assertThat(reduced("sum").floatValue()).isEqualTo(13);
    assertThat(reduced("none").toFloatArray()).containsExactly(1, 12);
    assertThat(reduced(null).toFloatArray()).containsExactly(1, 12);
  }

  @Test
  void weightsThatSumToZero() {
    Tensor loss =
        new MeanSquaredError()
            .reduction("mean_with_sample_weight")
            .of(Tensor.of(TRUTH), Tensor.of(PREDICTIONS), Tensor.of(new float[] {0, 0}));
    assertThat(loss.floatValue()).isZero();
  }

  @Test
  void aMaskLeavesTheMeanOfTheRest() {
    Tensor yPred = Tensor.of(PREDICTIONS);
    Mask.attach(yPred, Tensor.of(new boolean[] {false, true}));
    assertThat(new MeanSquaredError().of(Tensor.of(TRUTH), yPred).floatValue()).isEqualTo(4);
  }

  @Test
  void oneNumberPerSampleInOneColumnOrInNone() {
    Tensor yPred = Tensor.of(new float[][] {{1}, {2}});
    Tensor yTrue = Tensor.of(new int[] {0, 0});
    assertThat(new MeanSquaredError().of(yTrue, yPred).floatValue()).isEqualTo(2.5f);
  }

  @Test
  void onesOwn() {
    assertThat(new QuarticError().of(Tensor.of(TRUTH), Tensor.of(PREDICTIONS)).floatValue())
        .isEqualTo(17 / 2f);
  }

  @Test
  void aFunction() {
    Loss loss = new LossFunctionWrapper((yTrue, yPred) -> yPred.sub(yTrue).abs(), "distance");
    assertThat(loss.of(Tensor.of(TRUTH), Tensor.of(PREDICTIONS)).floatValue()).isEqualTo(1.5f);
    assertThat(loss.name()).isEqualTo("distance");
  }

  @Test
  void byName() {
    for (String name : new String[] {"mse", "MSE", "mean_squared_error", "MeanSquaredError"}) {
      assertThat(Losses.get(name)).isInstanceOf(MeanSquaredError.class);
    }
    assertThat(Losses.get("kld")).isInstanceOf(KLDivergence.class);
    assertThat(Losses.get("bce").name()).isEqualTo("binary_crossentropy");
    assertThat(Losses.get("huber").name()).isEqualTo("huber_loss");
    assertThat(Losses.get("cosine_similarity")).isInstanceOf(CosineSimilarity.class);
  }

  @Test
  void aPredictionOfZerosHasACosineWithAGradient() {
    Memory.tidy(
        () -> {
          Variable zero = new Variable(Tensor.of(new float[] {0, 0}).reshape(1, 2));
          try (GradientTape tape = new GradientTape()) {
            Tensor loss = new CosineSimilarity().of(Tensor.of(new float[][] {{3, 4}}), zero.mul(1));
            // The length counts as 1e-7.
            assertThat(tape.gradient(loss, zero).toDoubleArray())
                .containsExactly(new double[] {-0.6e7, -0.8e7}, within(1.0));
          }
        });
  }

  @Test
  void crossentropyByShapes() {
    Shape one = Shape.of(4, 1);
    Shape three = Shape.of(4, 3);
    assertThat(Losses.get("ce", one, one).name()).isEqualTo("binary_crossentropy");
    assertThat(Losses.get("crossentropy", Shape.of(4), three).name())
        .isEqualTo("sparse_categorical_crossentropy");
    assertThat(Losses.get("crossentropy", one, three).name())
        .isEqualTo("sparse_categorical_crossentropy");
    assertThat(Losses.get("crossentropy", three, three).name())
        .isEqualTo("categorical_crossentropy");
  }

  @Test
  void everyLossComesBackFromItsConfig() {
    for (String name : Losses.names()) {
      Loss loss = Losses.get(name);
      Loss again = Losses.get(Map.of("class_name", name, "config", loss.getConfig()));
      assertThat(again.getConfig()).isEqualTo(loss.getConfig());
      assertThat(again).hasSameClassAs(loss);
    }
  }

  @Test
  void optionsAreInTheConfig() {
    Loss loss = new Huber(0.5).reduction("sum").name("mine");
    assertThat(loss.getConfig())
        .containsExactly(
            Map.entry("name", "mine"), Map.entry("reduction", "sum"), Map.entry("delta", 0.5));
  }

  @Test
  void computesInItsDtype() {
    Tensor yPred = Tensor.of(new double[][] {{1e-9, 1}});
    Loss loss = new MeanAbsoluteError().dtype(DType.FLOAT64);
    Tensor value = loss.of(Tensor.of(new double[][] {{0, 1}}), yPred);
    assertThat(value.dtype()).isEqualTo(DType.FLOAT64);
    assertThat(value.doubleValue()).isCloseTo(5e-10, within(1e-20));
  }

  @Test
  void unknownName() {
    assertThatThrownBy(() -> Losses.get("mean_square_error"))
        .hasMessage("Unknown loss \"mean_square_error\". Did you mean MeanSquaredError?");
  }

  @Test
  void unknownReduction() {
    assertThatThrownBy(() -> new Hinge().reduction("average"))
        .hasMessage(
            "Hinge: reduction must be one of [sum_over_batch_size, sum, mean,"
                + " mean_with_sample_weight, none] or null, but \"average\" came.");
  }
}
