package keratin.optimizers;

import keratin.optimizers.schedules.LearningRateSchedule;

/**
 * Adam: steps of about the learning rate in every direction, whatever the gradients' size.
 *
 * <pre>
 * α = learningRate · √(1 − β₂ᵗ) / (1 − β₁ᵗ)
 * m ← m + (g − m)·(1 − β₁)
 * v ← v + (g² − v)·(1 − β₂)
 * w ← w − α·m / (√v + ε)              with amsgrad: the largest v so far
 * </pre>
 *
 * <p>This is the paper's "ε hat": ε is added to the uncorrected root, unlike in PyTorch.
 *
 * @see <a href="https://keras.io/api/optimizers/adam/">keras.optimizers.Adam</a>
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam: a method for stochastic
 *     optimization</a>
 */
public final class Adam extends AdamFamily<Adam> {

  /** The optimizer with the learning rate 0.001. */
  public Adam() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public Adam(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Adam(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }
}
