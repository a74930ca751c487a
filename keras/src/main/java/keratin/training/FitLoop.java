package keratin.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keratin.callbacks.Callback;
import keratin.callbacks.CallbackList;
import keratin.callbacks.History;
import keratin.callbacks.ProgbarLogger;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.utils.PyDataset;
import org.jspecify.annotations.Nullable;

/** The loop of {@code fit}: epochs, steps, validation, callbacks. */
final class FitLoop {
  private final Trainer model;
  private final Fit how;
  private final EpochSteps steps;
  private final @Nullable Evaluation validation;
  private final NumericsCheck numerics;
  private Map<String, Double> stepLogs = Map.of();

  private FitLoop(Trainer model, Fit how, Batches training, @Nullable Batches validation) {
    this.model = model;
    this.how = how;
    this.steps = new EpochSteps(training, how.stepsPerEpoch(), model.stepsPerExecution());
    this.validation =
        validation == null ? null : new Evaluation(model, validation, how.validationSteps());
    this.numerics = new NumericsCheck(model, how.checkNumerics());
  }

  static FitLoop onArrays(Trainer model, Object x, Object y, Fit how) {
    Rows rows = Rows.of(model, x, y, how.sampleWeight());
    int count = rows.count();
    Batches validation = validation(model, how);
    if (how.validationSplit() > 0 && validation == null) {
      int kept = (int) Math.floor(count * (1 - how.validationSplit()));
      if (kept == 0 || kept == count) {
        throw new IllegalArgumentException(
            ("validationSplit %s of %d rows leaves %d to train and %d to validate on;"
                    + " both must be at least 1.")
                .formatted(how.validationSplit(), count, kept, count - kept));
      }
      validation =
          new ArrayBatches(
              rows.slice(kept, count - kept), how.validationBatchSize(), Shuffling.NONE);
      rows = rows.slice(0, kept);
    }
    // Rows that are held back for validation count alike.
    if (!how.classWeight().isEmpty()) {
      rows = rows.weighted(ClassWeights.of("fit", rows.y(), rows.weights(), how.classWeight()));
    }
    Batches training = new ArrayBatches(rows, how.batchSize(), how.shuffling());
    return new FitLoop(model, how, training, validation);
  }

  static FitLoop onDataset(Trainer model, Dataset batches, Fit how) {
    if (how.validationSplit() > 0 || how.sampleWeight() != null) {
      throw new IllegalArgumentException(
          "fit: validationSplit and sampleWeight need tensors. With a Dataset, give validationData,"
              + " and the weights as the third tensor of each element.");
    }
    return onBatches(model, Batches.of(batches, model), how);
  }

  static FitLoop onItems(Trainer model, PyDataset items, Fit how) {
    if (how.validationSplit() > 0 || how.sampleWeight() != null) {
      throw new IllegalArgumentException(
          "fit: validationSplit and sampleWeight need tensors. With a PyDataset, give"
              + " validationData, and the weights as the third tensor of each batch.");
    }
    boolean shuffles = how.shuffling() != Shuffling.NONE;
    return onBatches(model, new ItemBatches(items, model, shuffles), how);
  }

  private static FitLoop onBatches(Trainer model, Batches batches, Fit how) {
    Batches training =
        how.classWeight().isEmpty() ? batches : ClassWeights.weighted(batches, how.classWeight());
    return new FitLoop(model, how, training, validation(model, how));
  }

  private static @Nullable Batches validation(Trainer model, Fit how) {
    Dataset dataset = how.validationDataset();
    if (dataset != null) {
      return Batches.of(dataset, model);
    }
    PyDataset items = how.validationItems();
    if (items != null) {
      return new ItemBatches(items, model, false);
    }
    List<Object> given = how.validationData();
    if (given.isEmpty()) {
      return null;
    }
    Rows rows = Rows.of(model, given.get(0), given.get(1), given.size() > 2 ? given.get(2) : null);
    return new ArrayBatches(rows, how.validationBatchSize(), Shuffling.NONE);
  }

  History run() {
    History history = new History();
    List<Callback> all = new ArrayList<>(how.callbacks());
    all.add(history);
    if (how.verbose() > 0) {
      all.add(new ProgbarLogger(how.verbose(), how.epochs(), steps.steps()));
    }
    CallbackList callbacks = new CallbackList(all);
    callbacks.setModel(model);
    callbacks.setParams(new Callback.Params(how.verbose(), how.epochs(), steps.steps()));
    model.beginTraining();
    callbacks.onTrainBegin();
    Map<String, Double> logs = new TreeMap<>();
    int first = model.takeFirstEpoch(how.initialEpoch());
    for (int epoch = first; epoch < how.epochs() && !model.isStopping(); epoch++) {
      model.resetMetrics();
      callbacks.onEpochBegin(epoch);
      logs = train(epoch, callbacks);
      if (validation != null && how.validatesAfter(epoch)) {
        Map<String, Double> epochLogs = logs;
        validation.run(callbacks).forEach((name, v) -> epochLogs.put("val_" + name, v));
      }
      callbacks.onEpochEnd(epoch, logs);
    }
    model.finishVariables();
    callbacks.onTrainEnd(logs);
    return history;
  }

  private Map<String, Double> train(int epoch, CallbackList callbacks) {
    stepLogs = Map.of();
    steps.beginEpoch();
    while (!model.isStopping() && steps.hasNext()) {
      callbacks.onTrainBatchBegin(steps.step());
      int last = steps.execute("training", batch -> train(epoch, batch));
      callbacks.onTrainBatchEnd(last, stepLogs);
    }
    if (stepLogs.isEmpty()) {
      throw new IllegalArgumentException("fit: the dataset gave no batch at all.");
    }
    return new TreeMap<>(stepLogs);
  }

  private void train(int epoch, Element batch) {
    if (stepLogs.isEmpty()) {
      model.prepare(batch.xs());
    }
    stepLogs = model.trainOn(batch);
    numerics.check(epoch, steps.step(), stepLogs);
  }
}
