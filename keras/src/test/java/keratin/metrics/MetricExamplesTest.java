package keratin.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One batch for every metric, worked by hand. */
class MetricExamplesTest {
  private static final double LN2 = Math.log(2);

  /** At the threshold 0.5 one of each: true and false, positive and negative. */
  private static final float[] YES_NO = {0, 1, 1, 0};

  private static final float[] SCORES = {.2f, .6f, .4f, .8f};
  private static final float[][] ONE_TWO = {{1, 2}};
  private static final float[][] TWO_FOUR = {{2, 4}};
  private static final float[][] HALVES = {{.5f, .5f}};
  private static final float[][] SECOND = {{0, 1}};

  /** Class 0 is right once and once taken for 1; class 1 is right once. */
  private static final int[] CLASSES = {0, 0, 1};

  private static final int[] GUESSES = {0, 1, 1};
  private static final float[][] ONE_HOT = {{1, 0}, {1, 0}, {0, 1}};
  private static final float[][] ONE_HOT_GUESSES = {{1, 0}, {0, 1}, {0, 1}};

  private record Example(Metric metric, Object yTrue, Object yPred, double expected) {}

  private static Stream<Example> examples() {
    return Stream.concat(classification(), Stream.concat(regression(), probabilities()));
  }

  private static Stream<Example> classification() {
    return Stream.of(
        new Example(new Accuracy(), CLASSES, GUESSES, 2 / 3.0),
        new Example(new CategoricalAccuracy(), ONE_HOT, ONE_HOT_GUESSES, 2 / 3.0),
        new Example(new SparseCategoricalAccuracy(), CLASSES, ONE_HOT_GUESSES, 2 / 3.0),
        new Example(new TopKCategoricalAccuracy(1), ONE_HOT, ONE_HOT_GUESSES, 2 / 3.0),
        new Example(new SparseTopKCategoricalAccuracy(2), CLASSES, ONE_HOT_GUESSES, 1),
        new Example(new BinaryAccuracy(), YES_NO, SCORES, 2 / 4.0),
        new Example(new TruePositives(), YES_NO, SCORES, 1),
        new Example(new FalsePositives(), YES_NO, SCORES, 1),
        new Example(new TrueNegatives(0.7), YES_NO, SCORES, 1),
        new Example(new FalseNegatives(0.7), YES_NO, SCORES, 2),
        new Example(new Precision(), YES_NO, SCORES, 1 / 2.0),
        new Example(new Precision(0.3), YES_NO, SCORES, 2 / 3.0),
        new Example(new Recall(), YES_NO, SCORES, 1 / 2.0),
        // Between 0.2 and 0.4 both positives and one negative are above.
        new Example(new SensitivityAtSpecificity(0.5), YES_NO, SCORES, 1),
        new Example(new SpecificityAtSensitivity(0.5), YES_NO, SCORES, 1 / 2.0),
        new Example(new PrecisionAtRecall(0.5), YES_NO, SCORES, 2 / 3.0),
        new Example(new RecallAtPrecision(0.5), YES_NO, SCORES, 1),
        // Two of four pairs of a positive and a negative are in order.
        new Example(new AUC(), YES_NO, SCORES, 2 / 4.0),
        // Precision 1 and 1/2, recall 1/2 and 1 for the two classes.
        new Example(new F1Score().average("macro"), ONE_HOT, ONE_HOT_GUESSES, 2 / 3.0),
        new Example(
            new FBetaScore().beta(2).average("macro"),
            ONE_HOT,
            ONE_HOT_GUESSES,
            (5 * .5 / (4 * 1 + .5) + 5 * .5 / (4 * .5 + 1)) / 2),
        new Example(new IoU(2, 0), CLASSES, GUESSES, 1 / 2.0),
        new Example(new MeanIoU(2), CLASSES, GUESSES, 1 / 2.0),
        new Example(new OneHotIoU(2, 1), ONE_HOT, ONE_HOT_GUESSES, 1 / 2.0),
        new Example(new OneHotMeanIoU(2), ONE_HOT, ONE_HOT_GUESSES, 1 / 2.0),
        new Example(new BinaryIoU(), YES_NO, SCORES, 1 / 3.0));
  }

  private static Stream<Example> regression() {
    return Stream.of(
        new Example(new MeanSquaredError(), ONE_TWO, TWO_FOUR, 5 / 2.0),
        new Example(new RootMeanSquaredError(), ONE_TWO, TWO_FOUR, Math.sqrt(5 / 2.0)),
        new Example(new MeanAbsoluteError(), ONE_TWO, TWO_FOUR, 3 / 2.0),
        new Example(new MeanAbsolutePercentageError(), ONE_TWO, TWO_FOUR, 100),
        new Example(
            new MeanSquaredLogarithmicError(),
            ONE_TWO,
            TWO_FOUR,
            (Math.pow(Math.log(3 / 2.0), 2) + Math.pow(Math.log(5 / 3.0), 2)) / 2),
        new Example(
            new LogCoshError(),
            ONE_TWO,
            TWO_FOUR,
            (Math.log(Math.cosh(1)) + Math.log(Math.cosh(2))) / 2),
        new Example(new CosineSimilarity(), ONE_TWO, TWO_FOUR, 1),
        new Example(new PearsonCorrelation(), ONE_TWO, TWO_FOUR, 1),
        // Covariance 1/2 about the predictions' mean; variances 1/4 and 1, means 1.5 apart.
        new Example(new ConcordanceCorrelation(), ONE_TWO, TWO_FOUR, 2 * .5 / (.25 + 1 + 2.25)),
        new Example(new R2Score(), new float[][] {{1}, {2}}, new float[][] {{2}, {4}}, 1 - 5 / .5));
  }

  private static Stream<Example> probabilities() {
    return Stream.of(
        new Example(new BinaryCrossentropy(), SECOND, HALVES, LN2),
        new Example(new CategoricalCrossentropy(), SECOND, HALVES, LN2),
        new Example(new SparseCategoricalCrossentropy(), new int[] {1}, HALVES, LN2),
        new Example(
            new KLDivergence(),
            HALVES,
            new float[][] {{.25f, .75f}},
            LN2 / 2 + Math.log(2 / 3.0) / 2),
        new Example(new Poisson(), ONE_TWO, TWO_FOUR, (2 - LN2 + 4 - 2 * Math.log(4)) / 2),
        new Example(new Hinge(), SECOND, HALVES, (1.5 + .5) / 2),
        new Example(new SquaredHinge(), SECOND, HALVES, (2.25 + .25) / 2),
        new Example(new CategoricalHinge(), SECOND, new float[][] {{.4f, .6f}}, .4 - .6 + 1));
  }

  @TestFactory
  Stream<DynamicTest> byHand() {
    return examples()
        .map(e -> DynamicTest.dynamicTest(e.metric.className() + " " + e.expected, () -> check(e)));
  }

  private static void check(Example example) {
    Metric metric = example.metric;
    for (int batch = 0; batch < 2; batch++) {
      metric.resetState();
      metric.updateState(Tensor.of(example.yTrue), Tensor.of(example.yPred));
      assertThat(metric.value()).isCloseTo(example.expected, within(2e-6));
      assertThat(metric.result().doubleValue()).isCloseTo(example.expected, within(2e-6));
    }
  }

  @Test
  void sumsAndMeansOfValues() {
    Sum sum = new Sum();
    sum.updateState(Tensor.of(new float[] {1, 2}), Tensor.of(new float[] {1, 10}));
    assertThat(sum.value()).isEqualTo(21);
    Mean mean = new Mean();
    mean.updateState(Tensor.of(new float[] {1, 2}), Tensor.of(new float[] {1, 3}));
    assertThat(mean.value()).isEqualTo(7 / 4.0);
  }

  @Test
  void everyMetricHasAnExample() {
    Set<String> shown =
        Stream.concat(examples().map(e -> e.metric.className()), Stream.of("Sum", "Mean"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).containsExactlyInAnyOrderElementsOf(Metrics.names());
  }
}
