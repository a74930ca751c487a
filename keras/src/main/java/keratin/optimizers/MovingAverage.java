package keratin.optimizers;

import java.util.List;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * An exponential moving average of the weights, {@code a ← momentum·a + (1 − momentum)·w}; the
 * first step sets it to the weights.
 */
final class MovingAverage {
  private final List<Variable> weights;
  private final List<Variable> averages;
  private final double momentum;

  MovingAverage(List<Variable> weights, List<Variable> averages, double momentum) {
    this.weights = weights;
    this.averages = averages;
    this.momentum = momentum;
  }

  /**
   * Follows the weights, and sets them to their averages in every {@code frequency}-th update.
   *
   * @param updates the updates before this one
   */
  void follow(long updates, @Nullable Integer frequency) {
    double kept = updates == 0 ? 0 : momentum;
    for (int i = 0; i < weights.size(); i++) {
      Variable average = averages.get(i);
      average.assign(average.mul(kept).add(weights.get(i).mul(1 - kept)));
    }
    if (frequency != null && (updates + 1) % frequency == 0) {
      overwrite();
    }
  }

  void swap() {
    for (int i = 0; i < weights.size(); i++) {
      Tensor weight = weights.get(i).value();
      weights.get(i).assign(averages.get(i).value());
      averages.get(i).assign(weight);
    }
  }

  /** Begins anew from the weights of now. */
  void reset() {
    for (int i = 0; i < weights.size(); i++) {
      averages.get(i).assign(weights.get(i).value());
    }
  }

  void overwrite() {
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).assign(averages.get(i).value());
    }
  }
}
