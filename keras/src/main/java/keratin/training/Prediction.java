package keratin.training;

import java.util.ArrayList;
import java.util.List;
import keratin.callbacks.Callback;
import keratin.callbacks.CallbackList;
import keratin.callbacks.ProgbarLogger;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/** The outputs of a model for all of the data. */
final class Prediction {
  private final Trainer model;
  private final EpochSteps steps;
  private final CallbackList callbacks;

  Prediction(Trainer model, Batches data, Evaluate how) {
    this.model = model;
    this.steps = new EpochSteps(data, how.steps(), model.stepsPerExecution());
    List<Callback> all = new ArrayList<>(how.callbacks());
    if (how.verbose() > 0) {
      all.add(new ProgbarLogger(how.verbose(), 1, steps.steps()));
    }
    this.callbacks = new CallbackList(all);
    callbacks.setModel(model);
    callbacks.setParams(new Callback.Params(how.verbose(), 1, steps.steps()));
  }

  List<Tensor> run() {
    List<List<Tensor>> batches = new ArrayList<>();
    callbacks.onPredictBegin();
    steps.beginEpoch();
    while (steps.hasNext()) {
      callbacks.onPredictBatchBegin(steps.step());
      int last = steps.execute("prediction", batch -> batches.add(model.predictOn(batch.xs())));
      callbacks.onPredictBatchEnd(last);
    }
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("predict: the dataset gave no batch at all.");
    }
    callbacks.onPredictEnd();
    if (batches.size() == 1) {
      return batches.getFirst();
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < batches.getFirst().size(); i++) {
      int output = i;
      outputs.add(Ops.concat(0, batches.stream().map(batch -> batch.get(output)).toList()));
    }
    batches.forEach(
        batch -> batch.forEach(t -> t.release("predict, which had copied it into its result")));
    return outputs;
  }
}
