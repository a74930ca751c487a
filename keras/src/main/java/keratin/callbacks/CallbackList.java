package keratin.callbacks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Callbacks that hear everything in order: the user's, then History, then the progress bar. */
public final class CallbackList extends Callback {
  private final List<Callback> callbacks;

  /** These callbacks. */
  public CallbackList(List<Callback> callbacks) {
    this.callbacks = new ArrayList<>(callbacks);
  }

  private void each(Consumer<Callback> action) {
    for (int i = 0; i < callbacks.size(); i++) {
      action.accept(callbacks.get(i));
    }
  }

  @Override
  public void setModel(TrainedModel trained) {
    super.setModel(trained);
    each(c -> c.setModel(trained));
  }

  @Override
  public void setParams(Params how) {
    super.setParams(how);
    each(c -> c.setParams(how));
  }

  @Override
  public void onTrainBegin() {
    each(Callback::onTrainBegin);
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    each(c -> c.onTrainEnd(logs));
  }

  @Override
  public void onEpochBegin(int epoch) {
    each(c -> c.onEpochBegin(epoch));
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    // In alphabetical order; what one callback adds comes last, and the next ones see it.
    Map<String, Double> shared = new LinkedHashMap<>(new TreeMap<>(logs));
    each(c -> c.onEpochEnd(epoch, shared));
  }

  @Override
  public void onTrainBatchBegin(int batch) {
    each(c -> c.onTrainBatchBegin(batch));
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    each(c -> c.onTrainBatchEnd(batch, logs));
  }

  @Override
  public void onTestBegin() {
    each(Callback::onTestBegin);
  }

  @Override
  public void onTestEnd(Map<String, Double> logs) {
    each(c -> c.onTestEnd(logs));
  }

  @Override
  public void onTestBatchBegin(int batch) {
    each(c -> c.onTestBatchBegin(batch));
  }

  @Override
  public void onTestBatchEnd(int batch, Map<String, Double> logs) {
    each(c -> c.onTestBatchEnd(batch, logs));
  }

  @Override
  public void onPredictBegin() {
    each(Callback::onPredictBegin);
  }

  @Override
  public void onPredictEnd() {
    each(Callback::onPredictEnd);
  }

  @Override
  public void onPredictBatchBegin(int batch) {
    each(c -> c.onPredictBatchBegin(batch));
  }

  @Override
  public void onPredictBatchEnd(int batch) {
    each(c -> c.onPredictBatchEnd(batch));
  }
}
