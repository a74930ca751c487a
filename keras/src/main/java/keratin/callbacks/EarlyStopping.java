package keratin.callbacks;

import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;
import keratin.utils.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Ends the training when a value has not improved for a number of epochs.
 *
 * <p>The first epoch never ends it. With {@link #restoreBestWeights} the weights of the best epoch
 * are put back at the end, also of a training that ran through.
 *
 * {@snippet :
 * Fit plan =
 *     new Fit()
 *         .epochs(100)
 *         .validationSplit(0.2)
 *         .callbacks(new EarlyStopping("val_loss").patience(3).restoreBestWeights(true));
 * }
 *
 * @see <a href="https://keras.io/api/callbacks/early_stopping/">keras.callbacks.EarlyStopping</a>
 */
public final class EarlyStopping extends MonitorCallback<EarlyStopping> {
  private final Option<Double> minDelta = option("min_delta", Kind.FLOAT, 0);
  private final Option<Integer> patience = option("patience", Kind.INT, 0);
  private final Option<@Nullable Double> baseline = option("baseline", Kind.FLOAT.orNull(), null);
  private final Option<Boolean> restoreBestWeights =
      option("restore_best_weights", Kind.BOOL, false);
  private final Option<Integer> startFromEpoch = option("start_from_epoch", Kind.INT, 0);
  private int wait;
  private int stoppedEpoch;
  private int bestEpoch;
  private @Nullable Double best;
  private List<Tensor> bestWeights = List.of();

  /** Watches {@code "val_loss"}. */
  public EarlyStopping() {}

  /** Watches {@code monitor}. */
  public EarlyStopping(String monitor) {
    monitor(monitor);
  }

  /** The least change that counts as an improvement; 0 by default. */
  public EarlyStopping minDelta(double least) {
    minDelta.set(least);
    return this;
  }

  /** How many epochs may pass without an improvement; 0 by default. */
  public EarlyStopping patience(int epochs) {
    patience.set(epochs);
    return this;
  }

  /** What has to be beaten too for an improvement to count; nothing by default. */
  public EarlyStopping baseline(double value) {
    baseline.set(value);
    return this;
  }

  /** Whether the weights of the best epoch are put back at the end. */
  public EarlyStopping restoreBestWeights(boolean on) {
    restoreBestWeights.set(on);
    return this;
  }

  /** How many epochs pass before it begins to watch. */
  public EarlyStopping startFromEpoch(int epoch) {
    startFromEpoch.set(epoch);
    return this;
  }

  /** The best value; null before the first. */
  public @Nullable Double best() {
    return best;
  }

  /** The epoch of the best value, counted from 0. */
  public int bestEpoch() {
    return bestEpoch;
  }

  /** The epoch after which training ended, counted from 0; 0 if it ran through. */
  public int stoppedEpoch() {
    return stoppedEpoch;
  }

  @Override
  double leastChange() {
    return minDelta.get();
  }

  @Override
  public void onTrainBegin() {
    wait = 0;
    stoppedEpoch = 0;
    bestEpoch = 0;
    best = null;
    forgetWeights();
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    direction();
    Double current = watched(logs, "Early stopping watches");
    if (current == null || epoch < startFromEpoch.get()) {
      return;
    }
    if (restoreBestWeights.get() && bestWeights.isEmpty()) {
      // There is something to restore from the first epoch on, whatever its value.
      remember(epoch);
    }
    wait++;
    if (improves(current, best)) {
      best = current;
      remember(epoch);
      Double toBeat = baseline.get();
      if (toBeat == null || improves(current, toBeat)) {
        wait = 0;
      }
    } else if (wait >= patience.get() && epoch > 0) {
      stoppedEpoch = epoch;
      model().stopTraining();
    }
  }

  private void remember(int epoch) {
    bestEpoch = epoch;
    if (restoreBestWeights.get()) {
      forgetWeights();
      bestWeights = model().getWeights();
    }
  }

  private void forgetWeights() {
    bestWeights.forEach(t -> t.release("EarlyStopping, which found better weights"));
    bestWeights = List.of();
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    if (stoppedEpoch > 0 && verbose.get() > 0) {
      Terminal.message("Epoch %d: early stopping".formatted(stoppedEpoch + 1));
    }
    if (!bestWeights.isEmpty()) {
      if (verbose.get() > 0) {
        Terminal.message(
            "Restoring model weights from the end of the best epoch: %d.".formatted(bestEpoch + 1));
      }
      model().setWeights(bestWeights);
      forgetWeights();
    }
  }
}
