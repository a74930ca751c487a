package keratin.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.callbacks.Callback;
import keratin.callbacks.CallbackList;
import keratin.callbacks.ProgbarLogger;
import keratin.data.Element;
import org.jspecify.annotations.Nullable;

/** A pass over data without training. */
final class Evaluation {
  private final Trainer model;
  private final EpochSteps steps;
  private Map<String, Double> logs = Map.of();

  Evaluation(Trainer model, Batches data, @Nullable Integer count) {
    this.model = model;
    this.steps = new EpochSteps(data, count, model.stepsPerExecution());
  }

  Map<String, Double> run(int verbose, List<Callback> users) {
    List<Callback> all = new ArrayList<>(users);
    if (verbose > 0) {
      all.add(new ProgbarLogger(verbose, 1, steps.steps()));
    }
    CallbackList callbacks = new CallbackList(all);
    callbacks.setModel(model);
    callbacks.setParams(new Callback.Params(verbose, 1, steps.steps()));
    return run(callbacks);
  }

  Map<String, Double> run(CallbackList callbacks) {
    callbacks.onTestBegin();
    model.resetMetrics();
    steps.restart();
    logs = Map.of();
    while (steps.hasNext()) {
      callbacks.onTestBatchBegin(steps.step());
      int last = steps.execute("evaluation", this::test);
      callbacks.onTestBatchEnd(last, logs);
    }
    if (logs.isEmpty()) {
      throw new IllegalArgumentException("evaluate: the dataset gave no batch at all.");
    }
    callbacks.onTestEnd(logs);
    return logs;
  }

  private void test(Element batch) {
    if (logs.isEmpty()) {
      model.prepare(batch.xs());
    }
    logs = model.testOn(batch);
  }
}
