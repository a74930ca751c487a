package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What {@link FBetaScore} and {@link F1Score} share: all but the choice of β. */
abstract class FBetaFamily extends Metric {
  private static final Kind<Double> THRESHOLD =
      new Kind<>("a number above 0 and up to 1", FBetaFamily::threshold, v -> v);
  private static final float EPSILON = 1e-7f;

  final Option<@Nullable String> average =
      option("average", Kind.oneOf("micro", "macro", "weighted").orNull(), null);
  final Option<@Nullable Double> threshold = option("threshold", THRESHOLD.orNull(), null);
  private @Nullable Cells cells;

  private record Cells(State tp, State fp, State fn, State weights) {}

  abstract double beta();

  private static double threshold(Object value) {
    double bound = ((Number) value).doubleValue();
    if (!(bound > 0 && bound <= 1)) {
      throw new IllegalArgumentException();
    }
    return bound;
  }

  private boolean isMicro() {
    return "micro".equals(average.get());
  }

  private Cells cells(Tensor yTrue, Tensor yPred) {
    if (yTrue.rank() != 2 || !yTrue.shape().equals(yPred.shape())) {
      throw new ShapeException(
          ("%s needs yTrue and yPred of one shape (batch, classes), but yTrue is %s and yPred is"
                  + " %s.")
              .formatted(className(), yTrue.shape(), yPred.shape()));
    }
    Cells made = cells;
    if (made == null) {
      int[] dims = isMicro() ? new int[0] : new int[] {yPred.shape().dim(-1)};
      made =
          new Cells(
              addState("true_positives", dims),
              addState("false_positives", dims),
              addState("false_negatives", dims),
              addState("intermediate_weights", dims));
      cells = made;
    }
    return made;
  }

  @Override
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    Cells into = cells(yTrue, yPred);
    int classes = yPred.shape().dim(-1);
    float[] truth = yTrue.toFloatArray();
    float[] score = yPred.toFloatArray();
    float[] weight = sampleWeight == null ? null : sampleWeight.toFloatArray();
    for (int row = 0; row * classes < score.length; row++) {
      float bound = bound(score, row * classes, classes);
      double w = weight == null ? 1 : weight[row];
      for (int c = 0; c < classes; c++) {
        int i = row * classes + c;
        int cell = isMicro() ? 0 : c;
        boolean yes =
            threshold.get() == null
                ? score[i] >= bound && Math.abs(score[i]) > 1e-9
                : score[i] > bound;
        into.tp.add(cell, yes ? truth[i] * w : 0);
        into.fp.add(cell, yes ? (1 - truth[i]) * w : 0);
        into.fn.add(cell, yes ? 0 : truth[i] * w);
        into.weights.add(cell, truth[i] * w);
      }
    }
  }

  /** The threshold, or the largest prediction of the row. */
  private float bound(float[] score, int start, int classes) {
    Double fixed = threshold.get();
    if (fixed != null) {
      return fixed.floatValue();
    }
    float largest = score[start];
    for (int c = 1; c < classes; c++) {
      largest = Math.max(largest, score[start + c]);
    }
    return largest;
  }

  @Override
  public Tensor result() {
    Cells from = cells;
    if (from == null) {
      return Tensor.full(dtype(), 0);
    }
    float[] scores = new float[from.tp.size()];
    float mean = 0;
    float weighted = 0;
    double all = 0;
    for (int i = 0; i < scores.length; i++) {
      all += from.weights.get(i);
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(from, i);
      mean += scores[i] / scores.length;
      weighted += scores[i] * (float) (from.weights.get(i) / (all + EPSILON));
    }
    String how = average.get();
    return how == null
        ? Tensor.of(scores).cast(dtype())
        : Tensor.full(dtype(), how.equals("weighted") ? weighted : mean);
  }

  private float score(Cells from, int i) {
    float squared = (float) (beta() * beta());
    float tp = (float) from.tp.get(i);
    float precision = tp / ((float) (tp + from.fp.get(i)) + EPSILON);
    float recall = tp / ((float) (tp + from.fn.get(i)) + EPSILON);
    float both = squared * precision + recall + EPSILON;
    return precision * recall / both * (1 + squared);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
