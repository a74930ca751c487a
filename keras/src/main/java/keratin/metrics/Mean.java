package keratin.metrics;

import keratin.tensor.Tensor;

/**
 * The mean of values, {@code Σ w·v / Σ w}; samples with several values count by their mean.
 *
 * {@snippet :
 * Mean loss = new Mean("loss");
 * loss.updateState(Tensor.of(new float[] {1, 3}));
 * loss.result();                                     // 2
 * }
 *
 * @see <a href="https://keras.io/api/metrics/reduction_metrics/">keras.metrics.Mean</a>
 */
public final class Mean extends Average {
  /** A mean named {@code "mean"}. */
  public Mean() {}

  /** A mean with a name. */
  public Mean(String name) {
    name(name);
  }

  @Override
  protected String defaultName() {
    return "mean";
  }

  /** Takes in values, {@code (batch, …)} or a scalar. */
  public void updateState(Tensor values) {
    take(values, null);
  }

  /**
   * Takes in weighted values.
   *
   * @param sampleWeight of the values' shape, or without some of their last axes
   */
  @Override
  public void updateState(Tensor values, Tensor sampleWeight) {
    take(values, sampleWeight);
  }

  /** Takes in a number that counts {@code weight} times: a batch's loss and the batch's size. */
  public void updateState(double value, double weight) {
    add(value * weight, weight);
  }
}
