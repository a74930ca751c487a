package keratin.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keratin.memory.Memory;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** From the weight 1, one step along the gradient 0.5, worked by hand for every optimizer. */
class OptimizerExamplesTest {
  private record Example(Optimizer optimizer, double expected) {}

  private static Stream<Example> examples() {
    double rate = 0.1;
    return Stream.of(
        new Example(new SGD(rate), 1 - 0.1 * 0.5),
        new Example(new SGD(rate).momentum(0.9), 1 - 0.05),
        new Example(new SGD(rate).momentum(0.9).nesterov(true), 1 - 0.9 * 0.05 - 0.05),
        // v = 0.1·0.25
        new Example(new RMSprop(rate), 1 - 0.1 * 0.5 / Math.sqrt(0.025)),
        // v − a² = 0.025 − 0.05²
        new Example(new RMSprop(rate).centered(true), 1 - 0.1 * 0.5 / Math.sqrt(0.0225)),
        new Example(new Adam(rate), 1 - 0.1),
        new Example(new AdamW(rate).weightDecay(0.5), 1 - 0.1 * 0.5 - 0.1),
        // The accumulator begins at 0.1.
        new Example(new Adagrad(rate), 1 - 0.1 * 0.5 / Math.sqrt(0.1 + 0.25)),
        // d = √ε/√(0.05·0.25 + ε)·g
        new Example(
            new Adadelta(rate).epsilon(0.01),
            1 - 0.1 * Math.sqrt(0.01) / Math.sqrt(0.0125 + 0.01) * 0.5),
        // m = 0.05, u = 0.5, 1 − β₁ = 0.1
        new Example(new Adamax(rate), 1 - 0.1 * 0.05 / (0.1 * 0.5)),
        new Example(new Nadam(rate), 1 - 0.1 * nadam()),
        new Example(new Lion(rate), 1 - 0.1),
        new Example(new Ftrl(rate), ftrl()),
        // The step has length 1 before it is scaled to that of the weight.
        new Example(new Lamb(rate), 1 - 0.1),
        // The step is as long as the weight times 0.1.
        new Example(new Adafactor(rate), 1 - 0.1),
        new Example(new Muon(rate).adamWeightDecay(null), 1 - 0.1),
        new Example(new ScheduleFreeAdamW(rate), 1 - 0.1));
  }

  /** m̂ / √v̂ with v̂ = g² and uₜ = 0.9·(1 − 0.5·0.96ᵗ). */
  private static double nadam() {
    double u1 = 0.9 * (1 - 0.5 * 0.96);
    double u2 = 0.9 * (1 - 0.5 * 0.96 * 0.96);
    return (u2 * 0.05 / (1 - u1 * u2) + (1 - u1) * 0.5 / (1 - u1)) / 0.5;
  }

  /** w = −z / (√n / rate) with n = 0.1 + 0.25 and z = g − (√n − √0.1) / rate · w. */
  private static double ftrl() {
    double root = Math.sqrt(0.35);
    double z = 0.5 - (root - Math.sqrt(0.1)) / 0.1;
    return -z / (root / 0.1);
  }

  @TestFactory
  Stream<DynamicTest> byHand() {
    return examples()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.optimizer.className() + " " + e.expected, () -> check(e)));
  }

  private static void check(Example example) {
    Variable w = new Variable(Tensor.of(new float[] {1}), "kernel", true);
    example.optimizer.apply(List.of(Tensor.of(new float[] {0.5f})), List.of(w));
    assertThat(w.doubleValue()).isCloseTo(example.expected, within(2e-6));
  }

  @Test
  void everyOptimizerHasAnExample() {
    Set<String> shown =
        examples().map(e -> e.optimizer.className()).collect(Collectors.toCollection(TreeSet::new));
    // Made of others: CombinedOptimizersTest.
    shown.addAll(List.of("LossScaleOptimizer", "MultiOptimizer"));
    assertThat(shown).containsExactlyInAnyOrderElementsOf(Optimizers.names());
  }

  @Test
  void optionsOutOfRange() {
    assertThatThrownBy(() -> new SGD().momentum(1.5))
        .hasMessage("SGD: momentum must be a number from 0 to 1, but 1.5 came.");
    assertThatThrownBy(() -> new Lion().beta1(0))
        .hasMessage("Lion: beta_1 must be a number above 0 and up to 1, but 0.0 came.");
    assertThatThrownBy(() -> new Ftrl().l1RegularizationStrength(-1))
        .hasMessage(
            "Ftrl: l1_regularization_strength must be a number of at least 0, but -1.0 came.");
    assertThatThrownBy(() -> Optimizers.get("adm"))
        .hasMessageStartingWith("Unknown optimizer \"adm\". Did you mean Adam");
  }

  /** Two steps of real Keras on TensorFlow, which reads β as float32 whatever the weights are. */
  @Test
  void sharesAreOfSinglePrecisionInWeightsOfDouble() {
    assertTwoSteps(new Adam(0.5), 0.017424593620388173, -1.299896111854533);
    assertTwoSteps(new Nadam(0.5), -0.004463412238649489, -1.5960149486441675);
    assertTwoSteps(new ScheduleFreeAdamW(0.5), 0.1838197085828815, -1.6118257783359753);
  }

  private static void assertTwoSteps(Optimizer optimizer, double first, double second) {
    Memory.tidy(
        () -> {
          Variable weight = new Variable(Tensor.of(new double[] {1, -2}));
          optimizer.apply(List.of(Tensor.of(new double[] {0.25, -3})), List.of(weight));
          optimizer.apply(List.of(Tensor.of(new double[] {0.5, 1})), List.of(weight));
          assertThat(weight.value().toDoubleArray()[0]).isCloseTo(first, within(1e-8));
          assertThat(weight.value().toDoubleArray()[1]).isCloseTo(second, within(1e-8));
        });
  }
}
