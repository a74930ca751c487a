package keratin.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The harmonic mean of precision and recall, {@code 2·P·R / (P + R)}.
 *
 * <p>{@code yTrue} holds 0 and 1, {@code yPred} probabilities, both {@code (batch, classes)}.
 * Without a threshold the largest prediction of a row means yes. The result is {@code (classes,)},
 * unless averaged.
 *
 * @see <a href="https://keras.io/api/metrics/f_score_metrics/">keras.metrics.F1Score</a>
 */
public final class F1Score extends FBetaFamily {

  /** The score of every class. */
  public F1Score() {}

  /**
   * How classes become one number: {@code "micro"} counts all together, {@code "macro"} is the
   * mean, {@code "weighted"} the mean weighted by how often a class occurs; null, the default,
   * leaves them apart.
   */
  public F1Score average(@Nullable String how) {
    average.set(how);
    return this;
  }

  /** Above what a prediction means yes, instead of the largest of the row. */
  public F1Score threshold(@Nullable Double bound) {
    threshold.set(bound);
    return this;
  }

  @Override
  protected String defaultName() {
    return "f1_score";
  }

  @Override
  double beta() {
    return 1;
  }
}
