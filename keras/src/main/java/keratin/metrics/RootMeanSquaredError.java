package keratin.metrics;

import keratin.losses.SameRank;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The root of the mean squared error over all samples, {@code √(Σ (yPred − yTrue)² / count)}.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.RootMeanSquaredError</a>
 */
public final class RootMeanSquaredError extends Average {
  /** The metric with its defaults. */
  public RootMeanSquaredError() {}

  @Override
  protected String defaultName() {
    return "root_mean_squared_error";
  }

  @Override
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    SameRank pair = SameRank.of(yTrue.cast(dtype()), yPred.cast(dtype()));
    take(pair.second().sub(pair.first()).square(), sampleWeight);
  }

  @Override
  public double value() {
    return Math.sqrt(super.value());
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
