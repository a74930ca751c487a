package keratin.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One sample for every loss, worked by hand. */
class LossExamplesTest {
  private static final double LN2 = Math.log(2);
  private static final double[] NO_YES = {0, 1};
  private static final double[] HALVES = {.5, .5};
  private static final double[] ONE_TWO = {1, 2};
  private static final double[] TWO_FOUR = {2, 4};

  private record Example(Loss loss, double[] yTrue, double[] yPred, double expected) {}

  private static Stream<Example> examples() {
    return Stream.of(
        new Example(new MeanSquaredError(), ONE_TWO, TWO_FOUR, (1 + 4) / 2.0),
        new Example(new MeanAbsoluteError(), ONE_TWO, TWO_FOUR, (1 + 2) / 2.0),
        new Example(new MeanAbsolutePercentageError(), ONE_TWO, TWO_FOUR, 100),
        new Example(
            new MeanSquaredLogarithmicError(),
            ONE_TWO,
            TWO_FOUR,
            (Math.pow(Math.log(3 / 2.0), 2) + Math.pow(Math.log(5 / 3.0), 2)) / 2),
        new Example(new Huber(), ONE_TWO, TWO_FOUR, (0.5 + (2 - 0.5)) / 2),
        new Example(new Huber(2), ONE_TWO, TWO_FOUR, (0.5 + 2) / 2),
        new Example(
            new LogCosh(),
            ONE_TWO,
            TWO_FOUR,
            (Math.log(Math.cosh(1)) + Math.log(Math.cosh(2))) / 2),
        new Example(new CosineSimilarity(), ONE_TWO, TWO_FOUR, -1),
        new Example(new CosineSimilarity(), NO_YES, new double[] {1, 0}, 0),
        new Example(
            new KLDivergence(), HALVES, new double[] {.25, .75}, LN2 / 2 + Math.log(2 / 3.0) / 2),
        new Example(new Poisson(), ONE_TWO, TWO_FOUR, (2 - LN2 + 4 - 2 * Math.log(4)) / 2),
        new Example(new Hinge(), new double[] {1, -1}, HALVES, (0.5 + 1.5) / 2),
        new Example(new Hinge(), new double[] {1, 0}, HALVES, (0.5 + 1.5) / 2),
        new Example(new SquaredHinge(), new double[] {1, -1}, HALVES, (0.25 + 2.25) / 2),
        new Example(new CategoricalHinge(), NO_YES, new double[] {.4, .6}, .4 - .6 + 1),
        new Example(new BinaryCrossentropy(), NO_YES, HALVES, LN2),
        new Example(new BinaryFocalCrossentropy(), NO_YES, HALVES, LN2 / 4),
        new Example(
            new BinaryFocalCrossentropy().applyClassBalancing(true),
            NO_YES,
            HALVES,
            (.75 * LN2 / 4 + .25 * LN2 / 4) / 2),
        new Example(new CategoricalCrossentropy(), NO_YES, new double[] {1, 1}, LN2),
        new Example(new CategoricalFocalCrossentropy(), NO_YES, HALVES, .25 * LN2 / 4),
        new Example(
            new CategoricalGeneralizedCrossEntropy(), new double[] {1}, new double[] {.75, .25}, 1),
        new Example(new SparseCategoricalCrossentropy(), new double[] {1}, HALVES, LN2),
        new Example(new Dice(), NO_YES, new double[] {1, 1}, 1 - 2 / 3.0),
        new Example(new Tversky(), NO_YES, new double[] {1, 1}, 1 - 2 / 3.0),
        new Example(new Tversky().beta(1), NO_YES, new double[] {1, 1}, 1 - 1 / 2.0),
        new Example(new Circle(), new double[] {1}, new double[] {1, 0}, 0),
        new Example(new CTC(), new double[] {1}, new double[] {0, 0, 0, 0}, -Math.log(.75)));
  }

  private static double value(Example example) {
    double[] y = example.yPred;
    Tensor yTrue = Tensor.of(example.yTrue, Shape.of(1, example.yTrue.length));
    Tensor yPred = Tensor.of(y, Shape.of(1, y.length)).cast(DType.FLOAT32);
    if (example.loss instanceof CTC) {
      yPred = yPred.reshape(1, y.length / 2, 2);
    } else if (example.yTrue.length == 1) {
      yTrue = yTrue.cast(DType.INT32).reshape(1);
    }
    return example.loss.of(yTrue, yPred).doubleValue();
  }

  @TestFactory
  Stream<DynamicTest> byHand() {
    return examples()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.loss.className() + " " + Arrays.toString(e.yPred),
                    () -> assertThat(value(e)).isCloseTo(e.expected, within(2e-6))));
  }

  @Test
  void everyLossHasAnExample() {
    Set<String> shown =
        examples().map(e -> e.loss.className()).collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).containsExactlyInAnyOrderElementsOf(Losses.names());
  }

  @Test
  void padding() {
    Tensor labels = Tensor.of(new int[] {1, 255}).cast(DType.UINT8);
    Tensor yPred = Tensor.of(new float[][] {{.5f, .5f}, {.9f, .1f}});
    var loss = new SparseCategoricalCrossentropy().ignoreClass(255);
    assertThat(loss.of(labels, yPred).doubleValue()).isCloseTo(LN2, within(1e-6));
  }

  @Test
  void optionsOutOfRange() {
    assertThatThrownBy(() -> new CategoricalGeneralizedCrossEntropy(1))
        .hasMessage(
            "CategoricalGeneralizedCrossEntropy: q must be a number between 0 and 1, both"
                + " excluded, but 1.0 came.");
    assertThatThrownBy(() -> new BinaryCrossentropy().labelSmoothing(2))
        .hasMessage(
            "BinaryCrossentropy: label_smoothing must be a number from 0 to 1, but 2.0 came.");
  }

  @Test
  void shapesThatDoNotFit() {
    Tensor yTrue = Tensor.of(new float[2][3]);
    Tensor yPred = Tensor.of(new float[2][4]);
    assertThatThrownBy(() -> new MeanSquaredError().of(yTrue, yPred))
        .hasMessageContaining("Incompatible shapes: [2,3] vs. [2,4]");
  }
}
