package keratin.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import keratin.layers.Mask;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Metrics worked by hand, by name, of one's own, and used wrongly. */
class MetricTest {
  private static final Shape ROWS = Shape.of(4);
  private static final Shape COLUMN = Shape.of(4, 1);
  private static final Shape CLASSES = Shape.of(4, 3);

  /** One's own metric is one class with two methods. */
  private static final class WorstError extends Metric {
    private final State worst = addState("worst");

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
      worst.set(Math.max(worst.get(), yTrue.sub(yPred).abs().max().doubleValue()));
    }

    @Override
    public Tensor result() {
      return worst.tensor();
    }
  }

  private static Tensor row(float... values) {
    return Tensor.of(values);
  }

  @Test
  void onesOwn() {
    Metric metric = new WorstError();
    metric.updateState(row(1, 2), row(1, 5));
    metric.updateState(row(1, 2), row(1, 1));
    assertThat(metric.value()).isEqualTo(3);
    assertThat(metric.name()).startsWith("worst_error");
    assertThat(metric.variables().stream().map(Variable::name)).containsExactly("worst");
  }

  @Test
  void aFunction() {
    Metric bias = new MeanMetricWrapper((yTrue, yPred) -> yPred.sub(yTrue), "bias");
    assertThat(bias.of(row(1, 2), row(2, 4)).floatValue()).isEqualTo(1.5f);
    assertThat(bias.name()).isEqualTo("bias");
  }

  @Test
  void everySampleCountsAlikeWhateverTheBatches() {
    Mean mean = new Mean("loss");
    mean.updateState(row(1, 2, 3));
    mean.updateState(row(10));
    assertThat(mean.value()).isEqualTo(4);
    mean.resetState();
    mean.updateState(2, 3);
    mean.updateState(6, 1);
    assertThat(mean.result().floatValue()).isEqualTo(3);
  }

  @Test
  void nothingYetIsZero() {
    assertThat(new Mean().value()).isZero();
    assertThat(new Precision().value()).isZero();
    assertThat(new MeanIoU(2).value()).isZero();
  }

  @Test
  void largestPredictionIsTheFirstOfEquals() {
    Tensor yPred = Tensor.of(new float[][] {{.5f, .5f}, {.1f, .9f}});
    Metric metric = new SparseCategoricalAccuracy();
    metric.updateState(Tensor.of(new int[] {1, 1}), yPred);
    assertThat(metric.value()).isEqualTo(0.5);
  }

  @Test
  void theThresholdItselfMeansNo() {
    Metric metric = new BinaryAccuracy();
    metric.updateState(row(0, 1), row(.5f, .5f));
    assertThat(metric.value()).isEqualTo(0.5);
  }

  @Test
  void aTieWithTheLastOfTheTopIsIn() {
    Metric metric = new SparseTopKCategoricalAccuracy(2);
    metric.updateState(Tensor.of(new int[] {2}), Tensor.of(new float[][] {{.4f, .3f, .3f}}));
    assertThat(metric.value()).isEqualTo(1);
  }

  @Test
  void precisionAndRecall() {
    Tensor yTrue = row(1, 1, 0, 0);
    Tensor yPred = row(.9f, .2f, .8f, .1f);
    Precision precision = new Precision();
    precision.updateState(yTrue, yPred);
    assertThat(precision.value()).isEqualTo(0.5);
    Recall recall = new Recall(0.1, 0.85);
    recall.updateState(yTrue, yPred);
    assertThat(recall.result().toFloatArray()).containsExactly(1, 0.5f);
  }

  @Test
  void areaUnderTheCurve() {
    AUC auc = new AUC().numThresholds(3);
    auc.updateState(row(0, 0, 1, 1), row(0, .5f, .3f, .9f));
    assertThat(auc.value()).isCloseTo(0.75, within(1e-6));
  }

  @Test
  void overlapOfClasses() {
    MeanIoU metric = new MeanIoU(3);
    metric.updateState(Tensor.of(new int[] {0, 0, 1, 1}), Tensor.of(new int[] {0, 1, 0, 1}));
    // Each class: 1 right, 2 wrong; class 2 occurs nowhere.
    assertThat(metric.value()).isCloseTo(1 / 3.0, within(1e-6));
  }

  @Test
  void maskedPredictionsDoNotCount() {
    Tensor yPred = Tensor.of(new float[][] {{0, 1}, {1, 0}});
    Mask.attach(yPred, Tensor.of(new boolean[] {true, false}));
    Metric metric = new SparseCategoricalAccuracy();
    metric.updateState(Tensor.of(new int[] {1, 1}), yPred);
    assertThat(metric.value()).isEqualTo(1);
  }

  @Test
  void whatAccuracyMeansFollowsFromShapes() {
    assertThat(Metrics.get("accuracy", COLUMN, COLUMN)).isInstanceOf(BinaryAccuracy.class);
    assertThat(Metrics.get("acc", ROWS, CLASSES)).isInstanceOf(SparseCategoricalAccuracy.class);
    assertThat(Metrics.get("acc", COLUMN, CLASSES)).isInstanceOf(SparseCategoricalAccuracy.class);
    assertThat(Metrics.get("acc", CLASSES, CLASSES)).isInstanceOf(CategoricalAccuracy.class);
    assertThat(Metrics.get("ce", ROWS, CLASSES)).isInstanceOf(SparseCategoricalCrossentropy.class);
    assertThat(Metrics.get("acc", CLASSES, CLASSES).name()).isEqualTo("acc");
    assertThat(Metrics.get("mae", COLUMN, COLUMN).name()).isEqualTo("mae");
    assertThat(Metrics.get("mae").name()).isEqualTo("mean_absolute_error");
  }

  @Test
  void everyMetricComesBackFromItsConfig() {
    Map<String, Object> required = new LinkedHashMap<>();
    required.put("num_classes", 2);
    required.put("target_class_ids", new int[] {0});
    for (String key : new String[] {"specificity", "sensitivity", "recall", "precision"}) {
      required.put(key, 0.5);
    }
    for (String name : Metrics.names()) {
      Metric metric = Metrics.get(Map.of("class_name", name, "config", required));
      Map<String, @Nullable Object> config = metric.getConfig();
      Metric again = Metrics.get(Map.of("class_name", name, "config", config));
      assertThat(again).hasSameClassAs(metric);
      assertThat(again.getConfig()).isEqualTo(config);
    }
  }

  @Test
  void aMeanOfTruthAndPredictions() {
    assertThatThrownBy(() -> new Mean().updateState(row(1), row(1), null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Mean does not compare yTrue with yPred; call updateState(values).");
  }

  @Test
  void scoresOfRows() {
    assertThatThrownBy(() -> new F1Score().updateState(row(1), row(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "F1Score needs yTrue and yPred of one shape (batch, classes), but yTrue is (1,) and"
                + " yPred is (1,).");
  }

  @Test
  void shapesThatDiffer() {
    assertThatThrownBy(() -> new Recall().updateState(row(1, 0), row(.5f, .5f, .5f)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("yTrue has shape (2,) but yPred has (3,); they must be equal.");
  }

  @Test
  void aTargetThatIsNoClass() {
    assertThatThrownBy(() -> new IoU(2, 2).result())
        .hasMessage("IoU: the target class 2 is outside [0, 2).");
  }

  @Test
  void aThresholdAboveOne() {
    assertThatThrownBy(() -> new Precision(1.5))
        .hasMessageStartingWith(
            "Precision: thresholds must be a number from 0 to 1 or a list of such or null, but");
  }

  @Test
  void unknownName() {
    assertThatThrownBy(() -> Metrics.get("meen"))
        .hasMessage("Unknown metric \"meen\". Did you mean Mean?");
  }
}
