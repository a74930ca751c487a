package keratin.callbacks;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.utils.PythonNumber;
import keratin.utils.Terminal;
import org.jspecify.annotations.Nullable;

/** A callback that saves from time to time: always, or only when a value has improved. */
abstract class CheckpointCallback<SELF extends CheckpointCallback<SELF>>
    extends MonitorCallback<SELF> {
  private static final int DIGITS = 5;

  final Option<Boolean> saveWeightsOnly = option("save_weights_only", Kind.BOOL, false);
  final SaveFrequency frequency = new SaveFrequency();
  private final Option<Boolean> saveBestOnly = option("save_best_only", Kind.BOOL, false);
  private final Option<Object> saveFreq = option("save_freq", SaveFrequency.KIND, "epoch");
  private final Option<@Nullable Double> initialValueThreshold =
      option("initial_value_threshold", Kind.FLOAT.orNull(), null);
  private @Nullable Double best;
  private boolean begun;
  private int epoch;

  /** Whether only an improvement of what is watched is saved. */
  public SELF saveBestOnly(boolean on) {
    saveBestOnly.set(on);
    return self();
  }

  /** Whether the weights are saved, with the optimizer's state, instead of the whole model. */
  public SELF saveWeightsOnly(boolean on) {
    saveWeightsOnly.set(on);
    return self();
  }

  /** After how many steps it saves, counted across epochs; after every epoch by default. */
  public SELF saveFreq(int steps) {
    saveFreq.set(steps);
    return self();
  }

  /** What has to be beaten by the first file, with {@link #saveBestOnly}. */
  public SELF initialValueThreshold(double value) {
    initialValueThreshold.set(value);
    return self();
  }

  /** The best value so far; null before the first. */
  public @Nullable Double best() {
    return best;
  }

  /** The epoch of the moment, from 0. */
  final int epoch() {
    return epoch;
  }

  @Override
  public void onTrainBegin() {
    if (!begun) {
      // A second fit goes on: the best of the first has to be beaten.
      best = initialValueThreshold.get();
      begun = true;
    }
  }

  @Override
  public void onEpochBegin(int number) {
    epoch = number;
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    if (frequency.isDue(saveFreq.get(), batch)) {
      save(batch, logs);
    }
  }

  @Override
  public void onEpochEnd(int number, Map<String, Double> logs) {
    epoch = number;
    if (saveFreq.get().equals("epoch")) {
      save(null, logs);
    }
  }

  /** Saves, if it is wanted: after a step, or after an epoch if {@code batch} is null. */
  abstract void save(@Nullable Integer batch, Map<String, Double> logs);

  /**
   * True unless only improvements are wanted, and this is none; says which.
   *
   * @param what what is done if so
   * @param otherwise what holds if the logs do not have the value
   */
  final boolean isWanted(Map<String, Double> logs, String what, boolean otherwise) {
    if (!saveBestOnly.get()) {
      say(what);
      return true;
    }
    Double current = watched(logs, className() + " saves the best by");
    if (current == null) {
      return otherwise;
    }
    String before = best == null ? "None" : PythonNumber.fixed(best, DIGITS);
    if (!improves(current, best)) {
      say("%s did not improve from %s".formatted(monitor.get(), before));
      return false;
    }
    say(
        "%s improved from %s to %s, %s"
            .formatted(monitor.get(), before, PythonNumber.fixed(current, DIGITS), what));
    best = current;
    return true;
  }

  final void say(String what) {
    if (verbose.get() > 0) {
      Terminal.message("\nEpoch %d: %s".formatted(epoch + 1, what));
    }
  }
}
