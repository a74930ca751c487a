package keratin.callbacks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hears of the steps of training, and may act on them.
 *
 * <p>Every method may be overridden; none has to be. Logs are the values of the moment by name:
 * {@code loss}, {@code accuracy}, {@code val_loss}.
 *
 * @see <a href="https://keras.io/api/callbacks/base_callback/">keras.callbacks.Callback</a>
 */
public abstract class Callback {
  private @Nullable TrainedModel model;

  /** Called by the model before training begins. */
  public void setModel(TrainedModel trained) {
    model = trained;
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
  public void onTrainBatchBegin(int batch) {}

  /** After a training step. */
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {}

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
