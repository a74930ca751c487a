package keratin.optimizers;

import keratin.optimizers.schedules.LearningRateSchedule;

/**
 * {@link Adam} with decoupled weight decay, 0.004 unless another is given: {@code w ← w −
 * w·weightDecay·learningRate} before each update, for all variables not excluded.
 *
 * @see <a href="https://keras.io/api/optimizers/adamw/">keras.optimizers.AdamW</a>
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, Decoupled weight decay
 *     regularization</a>
 */
public final class AdamW extends AdamFamily<AdamW> {

  /** The optimizer with the learning rate 0.001. */
  public AdamW() {
    super(0.001, 0.004);
  }

  /** The optimizer with a learning rate. */
  public AdamW(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public AdamW(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }
}
