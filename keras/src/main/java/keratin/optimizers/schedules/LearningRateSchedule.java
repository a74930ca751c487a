package keratin.optimizers.schedules;

import keratin.config.Configurable;

/**
 * A learning rate for every step. One's own needs one method:
 *
 * {@snippet :
 * final class Halving extends LearningRateSchedule {
 *   @Override public double of(long step) {
 *     return 0.1 * Math.pow(0.5, step / 1000);
 *   }
 * }
 * }
 *
 * @see <a
 *     href="https://keras.io/api/optimizers/learning_rate_schedules/">keras.optimizers.schedules</a>
 */
public abstract class LearningRateSchedule extends Configurable {
  /**
   * The learning rate.
   *
   * @param step the number of steps before this one, from 0
   */
  public abstract double of(long step);
}
