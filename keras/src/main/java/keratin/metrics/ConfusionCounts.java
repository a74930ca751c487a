package keratin.metrics;

import keratin.losses.SameRank;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How many predictions are rightly or wrongly above each of several thresholds.
 *
 * <p>States are {@code (thresholds,)}, or {@code (thresholds, labels)} where labels count apart;
 * those that are null are not counted.
 */
final class ConfusionCounts {
  /** What predictions outside the top k become: below every threshold. */
  static final float NEVER = -1e10f;

  private final float[] thresholds;
  private final boolean even;
  private final @Nullable State truePositives;
  private final @Nullable State falsePositives;
  private final @Nullable State trueNegatives;
  private final @Nullable State falseNegatives;

  ConfusionCounts(
      Thresholds thresholds,
      @Nullable State truePositives,
      @Nullable State falsePositives,
      @Nullable State trueNegatives,
      @Nullable State falseNegatives) {
    this.thresholds = thresholds.values();
    this.even = thresholds.even();
    this.truePositives = truePositives;
    this.falsePositives = falsePositives;
    this.trueNegatives = trueNegatives;
    this.falseNegatives = falseNegatives;
  }

  /** The predictions of a batch that take part, in rows of {@code labels} columns. */
  record Batch(boolean[] truth, float[] score, double[] weight, int labels) {
    static Batch of(
        Tensor yTrue,
        Tensor yPred,
        @Nullable Tensor sampleWeight,
        @Nullable Integer topK,
        @Nullable Integer classId) {
      SameRank pair = SameRank.of(yPred.cast(DType.FLOAT32), yTrue.cast(DType.FLOAT32));
      Tensor score = pair.first();
      Tensor truth = pair.second();
      if (!score.shape().equals(truth.shape())) {
        throw new ShapeException(
            "yTrue has shape %s but yPred has %s; they must be equal."
                .formatted(yTrue.shape(), yPred.shape()));
      }
      Tensor weight = null;
      if (sampleWeight != null) {
        Tensor column = sampleWeight.cast(DType.FLOAT32).expandDims(-1);
        weight = SameRank.of(truth, column, false).second();
      }
      if (topK != null) {
        float[] kept = score.toFloatArray();
        TopK.keep(kept, score.shape().dim(-1), topK, NEVER);
        score = Tensor.of(kept, score.shape());
      }
      if (classId != null) {
        score = column(score, classId);
        truth = column(truth, classId);
      }
      Shape shape = score.shape();
      int count = (int) shape.size();
      double[] weights = new double[count];
      java.util.Arrays.fill(weights, 1);
      if (weight != null) {
        weights = weight.broadcastTo(shape).toDoubleArray();
      }
      int labels = shape.rank() < 2 ? 1 : (int) shape.sizeOf(1, shape.rank());
      return new Batch(truth.toBooleanArray(), score.toFloatArray(), weights, labels);
    }

    private static Tensor column(Tensor x, int classId) {
      if (x.rank() < 2) {
        throw new ShapeException(
            "With class_id, yPred must be (batch, classes), but its shape is %s."
                .formatted(x.shape()));
      }
      return x.slice(-1, classId, 1);
    }
  }

  /**
   * Counts a batch.
   *
   * @param apart whether every label has counts of its own
   */
  void add(Batch batch, boolean apart) {
    int columns = apart ? batch.labels : 1;
    double[] above = new double[thresholds.length * columns * 2];
    double[] all = new double[columns * 2];
    for (int i = 0; i < batch.score.length; i++) {
      int column = apart ? i % batch.labels : 0;
      int kind = batch.truth[i] ? 0 : 1;
      all[column * 2 + kind] += batch.weight[i];
      count(batch.score[i], batch.weight[i], above, column, columns, kind);
    }
    if (even) {
      for (int t = thresholds.length - 2; t >= 0; t--) {
        for (int j = 0; j < columns * 2; j++) {
          above[t * columns * 2 + j] += above[(t + 1) * columns * 2 + j];
        }
      }
    }
    for (int t = 0; t < thresholds.length; t++) {
      for (int column = 0; column < columns; column++) {
        int at = t * columns + column;
        add(truePositives, at, above[at * 2]);
        add(falsePositives, at, above[at * 2 + 1]);
        add(falseNegatives, at, all[column * 2] - above[at * 2]);
        add(trueNegatives, at, all[column * 2 + 1] - above[at * 2 + 1]);
      }
    }
  }

  /** Adds a prediction at all thresholds below it; evenly spread ones are summed up later. */
  private void count(
      float score, double weight, double[] above, int column, int columns, int kind) {
    if (even) {
      int bucket = bucket(score);
      if (bucket >= 0) {
        above[(bucket * columns + column) * 2 + kind] += weight;
      }
      return;
    }
    for (int t = 0; t < thresholds.length; t++) {
      if (score > thresholds[t]) {
        above[(t * columns + column) * 2 + kind] += weight;
      }
    }
  }

  /** The last threshold below a score, found as Keras finds it, in float32. */
  private int bucket(float score) {
    float within = Math.min(Math.max(score, 0), 1);
    int bucket = (int) (Math.ceil(within * (thresholds.length - 1)) - 1);
    return thresholds[0] < 0 ? Math.max(bucket, 0) : bucket;
  }

  private static void add(@Nullable State state, int at, double count) {
    if (state != null) {
      state.add(at, count);
    }
  }
}
