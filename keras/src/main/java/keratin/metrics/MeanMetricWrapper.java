package keratin.metrics;

import keratin.tensor.Tensor;

/**
 * A metric of one's own from a function: the mean of its values.
 *
 * {@snippet :
 * Metric bias = new MeanMetricWrapper((yTrue, yPred) -> yPred.sub(yTrue), "bias");
 * }
 *
 * @see <a
 *     href="https://keras.io/api/metrics/reduction_metrics/">keras.metrics.MeanMetricWrapper</a>
 */
public final class MeanMetricWrapper extends MeanMetric {
  private final MetricFunction function;

  /** What a metric says of every sample. */
  @FunctionalInterface
  public interface MetricFunction {
    /** A value per sample, or several, {@code (batch, …)}. */
    Tensor call(Tensor yTrue, Tensor yPred);
  }

  /** The mean of {@code function} under a name. */
  public MeanMetricWrapper(MetricFunction function, String name) {
    this.function = function;
    name(name);
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return function.call(yTrue, yPred);
  }
}
