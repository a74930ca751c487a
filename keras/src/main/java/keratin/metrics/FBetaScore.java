package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import org.jspecify.annotations.Nullable;

/**
 * The weighted harmonic mean of precision and recall, {@code (1 + β²)·P·R / (β²·P + R)}.
 *
 * <p>{@code yTrue} holds 0 and 1, {@code yPred} probabilities, both {@code (batch, classes)}.
 * Without a threshold the largest prediction of a row means yes. The result is {@code (classes,)},
 * unless averaged.
 *
 * @see <a href="https://keras.io/api/metrics/f_score_metrics/">keras.metrics.FBetaScore</a>
 */
public final class FBetaScore extends FBetaFamily {
  private static final Kind<Double> ABOVE_ZERO =
      new Kind<>("a number above 0", FBetaScore::aboveZero, v -> v);

  private final Option<Double> beta = option("beta", ABOVE_ZERO, 1.0);

  /** The score of every class. */
  public FBetaScore() {}

  /** The weight of recall: 2 counts it twice as much as precision, 0.5 half as much. */
  public FBetaScore beta(double weight) {
    beta.set(weight);
    return this;
  }

  private static double aboveZero(Object value) {
    double weight = ((Number) value).doubleValue();
    if (!(weight > 0)) {
      throw new IllegalArgumentException();
    }
    return weight;
  }

  /**
   * How classes become one number: {@code "micro"} counts all together, {@code "macro"} is the
   * mean, {@code "weighted"} the mean weighted by how often a class occurs; null, the default,
   * leaves them apart.
   */
  public FBetaScore average(@Nullable String how) {
    average.set(how);
    return this;
  }

  /** Above what a prediction means yes, instead of the largest of the row. */
  public FBetaScore threshold(@Nullable Double bound) {
    threshold.set(bound);
    return this;
  }

  @Override
  protected String defaultName() {
    return "fbeta_score";
  }

  @Override
  double beta() {
    return beta.get();
  }
}
