package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.losses.SameRank;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The share of variance that predictions explain, {@code 1 − Σ (y − p)² / Σ (y − ȳ)²}: 1 is
 * perfect, 0 no better than the mean, below 0 worse.
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, outputs)}.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.R2Score</a>
 */
public final class R2Score extends Metric {
  private static final Kind<Integer> NOT_NEGATIVE =
      new Kind<>("an integer of at least 0", R2Score::notNegative, v -> v);

  private final Option<@Nullable String> classAggregation =
      option(
          "class_aggregation",
          Kind.oneOf("uniform_average", "variance_weighted_average").orNull(),
          "uniform_average");
  private final Option<Integer> numRegressors = option("num_regressors", NOT_NEGATIVE, 0);
  private final State samples = addState("num_samples");
  private @Nullable Sums sums;

  private record Sums(State squares, State values, State residuals, State weights) {}

  /** The score, the mean over outputs. */
  public R2Score() {}

  private static Integer notNegative(Object value) {
    int count = Kind.INT.parse().apply(value);
    if (count < 0) {
      throw new IllegalArgumentException();
    }
    return count;
  }

  /**
   * How outputs become one number: {@code "uniform_average"}; {@code "variance_weighted_average"},
   * weighted by the variance of the truth; null leaves them apart.
   */
  public R2Score classAggregation(@Nullable String how) {
    classAggregation.set(how);
    return this;
  }

  /**
   * How many independent inputs the model has, for the adjusted score; 0, the default, for none.
   */
  public R2Score numRegressors(int count) {
    numRegressors.set(count);
    return this;
  }

  @Override
  protected String defaultName() {
    return "r2_score";
  }

  private Sums sums(Tensor yTrue, Tensor yPred) {
    if (yTrue.rank() != 2 || !yTrue.shape().equals(yPred.shape())) {
      throw new ShapeException(
          ("R2Score needs yTrue and yPred of one shape (batch, outputs), but yTrue is %s and yPred"
                  + " is %s.")
              .formatted(yTrue.shape(), yPred.shape()));
    }
    Sums made = sums;
    if (made == null) {
      int outputs = yPred.shape().dim(-1);
      made =
          new Sums(
              addState("squared_sum", outputs),
              addState("sum", outputs),
              addState("residual", outputs),
              addState("count", outputs));
      sums = made;
    }
    return made;
  }

  @Override
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    SameRank pair = SameRank.of(yTrue.cast(DType.FLOAT32), yPred.cast(DType.FLOAT32));
    Sums into = sums(pair.first(), pair.second());
    double[] truth = pair.first().toDoubleArray();
    double[] predicted = pair.second().toDoubleArray();
    int outputs = into.values.size();
    double[] weights = weights(sampleWeight, pair.first());
    for (int i = 0; i < truth.length; i++) {
      int output = i % outputs;
      double error = truth[i] - predicted[i];
      into.values.add(output, truth[i] * weights[i]);
      into.squares.add(output, truth[i] * truth[i] * weights[i]);
      into.residuals.add(output, error * error * weights[i]);
      into.weights.add(output, weights[i]);
    }
    samples.add(truth.length);
  }

  private static double[] weights(@Nullable Tensor given, Tensor like) {
    if (given == null) {
      return like.onesLike().toDoubleArray();
    }
    Tensor weights = given.rank() == 1 ? given.expandDims(1) : given;
    return weights.broadcastTo(like.shape()).toDoubleArray();
  }

  @Override
  public Tensor result() {
    Sums from = sums;
    if (from == null) {
      return Tensor.full(dtype(), 0);
    }
    int outputs = from.values.size();
    double[] scores = new double[outputs];
    double mean = 0;
    double weighted = 0;
    double variance = 0;
    for (int i = 0; i < outputs; i++) {
      double sum = from.values.get(i);
      double total = from.squares.get(i) - sum * sum / from.weights.get(i);
      double score = 1 - from.residuals.get(i) / total;
      scores[i] = Double.isInfinite(score) ? 0 : score;
      mean += scores[i] / outputs;
      weighted += total * scores[i];
      variance += total;
    }
    String how = classAggregation.get();
    if (how == null) {
      for (int i = 0; i < outputs; i++) {
        scores[i] = adjusted(scores[i]);
      }
      return Tensor.of(scores).cast(dtype());
    }
    double score = how.equals("uniform_average") ? mean : weighted / variance;
    return Tensor.full(dtype(), adjusted(score));
  }

  /** Less for every input, as even useless ones explain a little. */
  private double adjusted(double score) {
    double rest = samples.get() - numRegressors.get() - 1;
    boolean adjusts = numRegressors.get() > 0 && rest > 0;
    return adjusts ? 1 - (1 - score) * (samples.get() - 1) / rest : score;
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
