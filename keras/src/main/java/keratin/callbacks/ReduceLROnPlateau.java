package keratin.callbacks;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.Optimizer;
import keratin.utils.PythonNumber;
import keratin.utils.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the learning rate when a value has stopped improving: {@code rate ← max(rate·factor,
 * minLr)}. The rate of every epoch goes to the logs as {@code learning_rate}.
 *
 * {@snippet :
 * var lower = new ReduceLROnPlateau("val_loss").factor(0.2).patience(5).minLr(1e-3);
 * }
 *
 * @see <a
 *     href="https://keras.io/api/callbacks/reduce_lr_on_plateau/">keras.callbacks.ReduceLROnPlateau</a>
 */
public final class ReduceLROnPlateau extends MonitorCallback<ReduceLROnPlateau> {
  private final Option<Double> factor =
      option("factor", new Kind<>("a number below 1", ReduceLROnPlateau::toFactor, v -> v), 0.1);
  private final Option<Integer> patience = option("patience", Kind.INT, 10);
  private final Option<Double> minDelta = option("min_delta", Kind.FLOAT, 1e-4);
  private final Option<Integer> cooldown = option("cooldown", Kind.INT, 0);
  private final Option<Double> minLr = option("min_lr", Kind.FLOAT, 0);
  private int wait;
  private int resting;
  private @Nullable Double best;

  /** Watches {@code "val_loss"}. */
  public ReduceLROnPlateau() {}

  /** Watches {@code monitor}. */
  public ReduceLROnPlateau(String monitor) {
    monitor(monitor);
  }

  private static double toFactor(Object value) {
    double given = ((Number) value).doubleValue();
    if (given >= 1) {
      throw new IllegalArgumentException("The learning rate would not get lower.");
    }
    return given;
  }

  /** What the rate is multiplied by, below 1; 0.1 by default. */
  public ReduceLROnPlateau factor(double by) {
    factor.set(by);
    return this;
  }

  /** After how many epochs without an improvement the rate is lowered; 10 by default. */
  public ReduceLROnPlateau patience(int epochs) {
    patience.set(epochs);
    return this;
  }

  /** The least change that counts as an improvement; 0.0001 by default. */
  public ReduceLROnPlateau minDelta(double least) {
    minDelta.set(least);
    return this;
  }

  /** How many epochs it rests after lowering the rate. */
  public ReduceLROnPlateau cooldown(int epochs) {
    cooldown.set(epochs);
    return this;
  }

  /** The rate it never goes below. */
  public ReduceLROnPlateau minLr(double rate) {
    minLr.set(rate);
    return this;
  }

  /** The best value; null before the first. */
  public @Nullable Double best() {
    return best;
  }

  @Override
  double leastChange() {
    return minDelta.get();
  }

  @Override
  public void onTrainBegin() {
    best = null;
    resting = 0;
    wait = 0;
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    direction();
    logs.put("learning_rate", model().optimizer().learningRate());
    Double current = watched(logs, "The learning rate is lowered by");
    if (current == null) {
      return;
    }
    if (resting > 0) {
      resting--;
      wait = 0;
    }
    if (improves(current, best)) {
      best = current;
      wait = 0;
    } else if (resting == 0 && ++wait >= patience.get() && lower(epoch)) {
      resting = cooldown.get();
      wait = 0;
    }
  }

  private boolean lower(int epoch) {
    Optimizer optimizer = model().optimizer();
    double old = optimizer.learningRate();
    if (old <= minLr.get().floatValue()) {
      return false;
    }
    double next = Math.max(old * factor.get(), minLr.get());
    optimizer.learningRate(next);
    if (verbose.get() > 0) {
      Terminal.message(
          "\nEpoch %d: ReduceLROnPlateau reducing learning rate to %s."
              .formatted(epoch + 1, PythonNumber.repr(next)));
    }
    return true;
  }
}
