package keratin.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import keratin.activations.Activations;
import keratin.tensor.DType;
import keratin.tensor.IndexException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cross-entropies worked by hand, and used wrongly. */
class CrossentropyTest {
  private static Tensor row(double... values) {
    return Tensor.of(values, Shape.of(1, values.length)).cast(DType.FLOAT32);
  }

  @Test
  @Tag("D1")
  void categoricalOfOneHotLabels() {
    Tensor second = row(0, 1, 0, 0);
    var loss = new CategoricalCrossentropy();
    assertThat(loss.of(second, row(.25, .25, .25, .25)).floatValue()).isEqualTo(1.3862944f);
    assertThat(loss.of(second, row(.1, .7, .1, .1)).floatValue())
        .isCloseTo(0.35667497f, within(6e-8f));
    assertThat(loss.of(row(0, 1, 0), row(.1, .1, .8)).floatValue())
        .isCloseTo(2.3025851f, within(3e-7f));
    assertThat(loss.of(second, row(.1, .1, .8, .1)).floatValue())
        .isCloseTo(2.3978953f, within(3e-7f));
  }

  @Test
  @Tag("D1")
  void binaryOfOneLabel() {
    assertThat(new BinaryCrossentropy().of(row(1), row(.1)).floatValue())
        .isCloseTo(2.3025842f, within(1e-6f));
  }

  @Test
  @Tag("D1")
  void saturatedLogitsLoseNothing() {
    Tensor logits = row(100, 0, 0);
    Tensor first = row(1, 0, 0);
    var exact = new CategoricalCrossentropy().fromLogits(true);
    assertThat(exact.of(first, logits).floatValue()).isZero();
    Tensor softmax = row(1, 0, 0);
    assertThat(new CategoricalCrossentropy().of(first, softmax).floatValue())
        .isCloseTo(1.1920929e-07f, within(1e-13f));
  }

  @Test
  @Tag("D1")
  void entropiesInBits() {
    double bit = Math.log(2);
    var loss = new CategoricalCrossentropy();
    Tensor even = row(.25, .25, .25, .25);
    Tensor skewed = row(.7, .1, .1, .1);
    Tensor sure = row(.97, .01, .01, .01);
    assertThat(loss.of(even, even).floatValue() / bit).isCloseTo(2.0, within(1e-6));
    assertThat(loss.of(skewed, skewed).floatValue() / bit).isCloseTo(1.3567796, within(1e-6));
    assertThat(loss.of(sure, sure).floatValue() / bit).isCloseTo(0.24194068, within(1e-6));
  }

  @Test
  void theOutputOfSoftmaxKeepsItsLogits() {
    Tensor logits = row(0, 160);
    Tensor softmax = Activations.softmax(logits);
    assertThat(new SparseCategoricalCrossentropy().of(label(0), softmax).floatValue())
        .isEqualTo(160f);
    assertThat(new SparseCategoricalCrossentropy().of(label(0), softmax.mul(1)).floatValue())
        .isCloseTo(16.118f, within(1e-3f));
  }

  private static Tensor label(int number) {
    return Tensor.of(new int[] {number});
  }

  @Test
  void anIgnoredClassDoesNotCount() {
    var loss = new SparseCategoricalCrossentropy().ignoreClass(-1);
    Tensor labels = Tensor.of(new int[] {0, -1});
    Tensor yPred = Tensor.of(new float[][] {{.5f, .5f}, {.9f, .1f}});
    assertThat(loss.of(labels, yPred).floatValue()).isCloseTo(0.6931472f, within(1e-6f));
  }

  @Test
  void allIgnoredGivesZero() {
    var loss = new SparseCategoricalCrossentropy().ignoreClass(0);
    assertThat(loss.of(label(0), row(.5, .5)).floatValue()).isZero();
  }

  @Test
  void smoothingMovesLabels() {
    var loss = new BinaryCrossentropy().labelSmoothing(1).fromLogits(true);
    // Labels 1/2 whatever they were: softplus(0) = ln 2.
    assertThat(loss.of(row(1, 0), row(0, 0)).floatValue())
        .isCloseTo((float) Math.log(2), within(1e-6f));
  }

  @Test
  void nothingHasNoLoss() {
    Tensor none = Tensor.of(new float[0], Shape.of(0, 2));
    assertThat(new MeanSquaredError().of(none, none).toFloatArray()).isEmpty();
  }

  @Test
  void threeOfFourPathsSpellTheLabel() {
    // Steps say (label, label), (nothing, label) or (label, nothing); each path has 1/4.
    Tensor logits = Tensor.of(new float[1][2][2]);
    assertThat(new CTC().of(Tensor.of(new int[][] {{1}}), logits).floatValue())
        .isCloseTo((float) -Math.log(0.75), within(1e-6f));
  }

  @Test
  void moreLabelsThanSteps() {
    Tensor logits = Tensor.of(new float[1][1][3]);
    assertThat(new CTC().of(Tensor.of(new int[][] {{1, 2}}), logits).floatValue())
        .isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void oneRowOfLogitsForCtc() {
    assertThatThrownBy(() -> new CTC().of(label(1), row(0, 0)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "ctc needs yTrue (batch, labels) and yPred (batch, steps, classes), but yTrue is (1,)"
                + " and yPred is (1, 2).");
  }

  @Test
  void labelsOutOfRange() {
    Tensor labels = Tensor.of(new int[] {0, 3});
    Tensor logits = Tensor.of(new float[][] {{1, 2, 3}, {1, 2, 3}});
    var loss = new SparseCategoricalCrossentropy().fromLogits(true);
    assertThatThrownBy(() -> loss.of(labels, logits))
        .isInstanceOf(IndexException.class)
        .hasMessage(
            "sparse_cross_entropy: label 3 at position 1 is outside [0, 3).\n"
                + "  The logits have 3 classes, numbered from 0. Check the labels, or give the"
                + " last layer more units.");
  }

  @Test
  void classNumbersWhereOneHotLabelsBelong() {
    assertThatThrownBy(() -> new CategoricalCrossentropy().of(label(1), row(.5, .5)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "categorical_crossentropy: yTrue has shape (1,) but yPred has (1, 2); they must be"
                + " equal.\n"
                + "  For class numbers instead of one-hot labels use"
                + " sparse_categorical_crossentropy.");
  }

  @Test
  void oneHotLabelsWhereClassNumbersBelong() {
    assertThatThrownBy(() -> new SparseCategoricalCrossentropy().of(row(0, 1), row(.5, .5)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "sparse_categorical_crossentropy: yTrue has shape (1, 2) but yPred has (1, 2).\n"
                + "  yTrue must be (1,), a class number for each row. For one-hot labels use"
                + " categorical_crossentropy.");
  }

  @Test
  void oneLabelForTwoOutputs() {
    assertThatThrownBy(() -> new BinaryCrossentropy().of(row(1), row(.5, .5)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "binary_crossentropy: yTrue has shape (1, 1) but yPred has (1, 2); they must be"
                + " equal.\n"
                + "  Give one label from 0 to 1 for every prediction.");
  }
}
