package keratin.callbacks;

import java.util.Map;
import keratin.config.Configurable;
import org.jspecify.annotations.Nullable;

/**
 * Hears of the steps of training, and may act on them.
 *
 * <p>Every method may be overridden; none has to be. Logs are the values of the moment by name:
 * {@code loss}, {@code accuracy}, {@code val_loss}. What a callback adds to the logs of an epoch is
 * seen by those after it, and by the history.
 *
 * {@snippet :
 * final class Patience extends Callback {
 *   @Override public void onEpochEnd(int epoch, Map<String, Double> logs) {
 *     if (logs.get("loss") < 0.01) {
 *       model().stopTraining();
 *     }
 *   }
 * }
 * }
 *
 * @see <a href="https://keras.io/api/callbacks/base_callback/">keras.callbacks.Callback</a>
 */
public abstract class Callback extends Configurable {
  private @Nullable TrainedModel model;
  private Params params = new Params(0, 1, -1);

  /**
   * How the model is being trained.
   *
   * @param verbose 0 silent, 1 a progress bar, 2 a line per epoch
   * @param epochs the epoch that ends the training, counted from 1
   * @param steps steps of an epoch; −1 if nobody knows
   */
  public record Params(int verbose, int epochs, long steps) {}

  /** Called by the model before training begins. */
  public void setModel(TrainedModel trained) {
    model = trained;
  }

  /** Called by the model before training begins. */
  public void setParams(Params how) {
    params = how;
  }

  /** How the model is being trained. */
  protected final Params params() {
    return params;
  }

  /** The model that is being trained. */
  protected final TrainedModel model() {
    if (model == null) {
      throw new IllegalStateException(
          getClass().getSimpleName() + " has no model yet. Give it to fit: Fit.callbacks(…)");
    }
    return model;
  }

  /** Before the first epoch. */
  public void onTrainBegin() {}

  /** After the last epoch; {@code logs} are those of that epoch. */
  public void onTrainEnd(Map<String, Double> logs) {}

  /** Before an epoch, counted from 0. */
  public void onEpochBegin(int epoch) {}

  /** After an epoch and its validation. */
  public void onEpochEnd(int epoch, Map<String, Double> logs) {}

  /** Before a training step, counted from 0 in its epoch. */
  public void onTrainBatchBegin(int batch) {
    onBatchBegin(batch);
  }

  /** After a training step. */
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    onBatchEnd(batch, logs);
  }

  /** An older name of {@link #onTrainBatchBegin}. */
  public void onBatchBegin(int batch) {}

  /** An older name of {@link #onTrainBatchEnd}. */
  public void onBatchEnd(int batch, Map<String, Double> logs) {}

  /** Before an evaluation, in or outside training. */
  public void onTestBegin() {}

  /** After an evaluation. */
  public void onTestEnd(Map<String, Double> logs) {}

  /** Before a step of an evaluation. */
  public void onTestBatchBegin(int batch) {}

  /** After a step of an evaluation. */
  public void onTestBatchEnd(int batch, Map<String, Double> logs) {}

  /** Before a prediction. */
  public void onPredictBegin() {}

  /** After a prediction. */
  public void onPredictEnd() {}

  /** Before a step of a prediction. */
  public void onPredictBatchBegin(int batch) {}

  /** After a step of a prediction. */
  public void onPredictBatchEnd(int batch) {}
}
