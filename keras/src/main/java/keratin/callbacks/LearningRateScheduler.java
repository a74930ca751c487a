package keratin.callbacks;

import java.util.Map;
import java.util.function.IntToDoubleFunction;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.utils.PythonNumber;
import keratin.utils.Terminal;

/**
 * Sets the learning rate at the beginning of every epoch. The rate goes to the logs as {@code
 * learning_rate}.
 *
 * {@snippet :
 * var halved = new LearningRateScheduler((epoch, rate) -> epoch % 10 == 9 ? rate / 2 : rate);
 * }
 *
 * @see <a
 *     href="https://keras.io/api/callbacks/learning_rate_scheduler/">keras.callbacks.LearningRateScheduler</a>
 */
public final class LearningRateScheduler extends Callback {
  private final Schedule schedule;
  private final Option<Integer> verbose = option("verbose", Kind.INT, 0);

  /** The learning rate of an epoch. */
  @FunctionalInterface
  public interface Schedule {
    /**
     * The learning rate of an epoch.
     *
     * @param epoch counted from 0
     * @param rate the learning rate of now
     */
    double of(int epoch, double rate);
  }

  /** By the epoch and the rate of now. */
  public LearningRateScheduler(Schedule schedule) {
    this.schedule = schedule;
  }

  /** By the epoch alone. */
  public LearningRateScheduler(IntToDoubleFunction schedule) {
    this((epoch, rate) -> schedule.applyAsDouble(epoch));
  }

  /** 1 to print every rate. */
  public LearningRateScheduler verbose(int level) {
    verbose.set(level);
    return this;
  }

  @Override
  public void onEpochBegin(int epoch) {
    double rate = schedule.of(epoch, model().optimizer().learningRate());
    model().optimizer().learningRate(rate);
    if (verbose.get() > 0) {
      Terminal.message(
          "\nEpoch %d: LearningRateScheduler setting learning rate to %s."
              .formatted(epoch + 1, PythonNumber.repr(rate)));
    }
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    logs.put("learning_rate", model().optimizer().learningRate());
  }
}
