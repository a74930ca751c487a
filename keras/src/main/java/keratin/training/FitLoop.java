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
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The loop of {@code fit}: epochs, steps, validation, callbacks. */
final class FitLoop {
  private final Trainer model;
  private final Fit how;
  private final EpochSteps steps;
  private final @Nullable Evaluation validation;
  private final NumericsCheck numerics;

  private FitLoop(Trainer model, Fit how, Batches training, @Nullable Batches validation) {
    this.model = model;
    this.how = how;
    this.steps = new EpochSteps(training, how.stepsPerEpoch());
    this.validation =
        validation == null ? null : new Evaluation(model, validation, how.validationSteps());
    this.numerics = new NumericsCheck(model, how.checkNumerics());
  }

  static FitLoop onArrays(Trainer model, Tensor x, Tensor y, Fit how) {
    List<Tensor> rows = new ArrayList<>(List.of(x, y));
    Tensor weights = how.sampleWeight();
    if (weights != null && !how.classWeight().isEmpty()) {
      throw new IllegalArgumentException(
          "fit: sampleWeight and classWeight cannot be combined. Multiply them into sampleWeight.");
    }
    if (!how.classWeight().isEmpty()) {
      weights = ClassWeights.perRow(y, how.classWeight());
    }
    if (weights != null) {
      rows.add(weights);
    }
    int count = ArrayBatches.rows(rows);
    Batches validation = validation(how);
    if (how.validationSplit() > 0 && validation == null) {
      int kept = (int) Math.floor(count * (1 - how.validationSplit()));
      if (kept == 0 || kept == count) {
        throw new IllegalArgumentException(
            ("validationSplit %s of %d rows leaves %d to train and %d to validate on;"
                    + " both must be at least 1.")
                .formatted(how.validationSplit(), count, kept, count - kept));
      }
      List<Tensor> held = rows.stream().map(t -> t.slice(0, kept, count - kept)).toList();
      validation = new ArrayBatches(held, how.validationBatchSize(), false);
      rows.replaceAll(t -> t.slice(0, 0, kept));
    }
    Batches training = new ArrayBatches(rows, how.batchSize(), how.shuffle());
    return new FitLoop(model, how, training, validation);
  }

  static FitLoop onDataset(Trainer model, Dataset batches, Fit how) {
    if (how.validationSplit() > 0 || how.sampleWeight() != null || !how.classWeight().isEmpty()) {
      throw new IllegalArgumentException(
          "fit: validationSplit, sampleWeight and classWeight need tensors. With a Dataset, give"
              + " validationData, and the weights as the third tensor of each element.");
    }
    return new FitLoop(model, how, Batches.of(batches), validation(how));
  }

  private static @Nullable Batches validation(Fit how) {
    Dataset dataset = how.validationDataset();
    if (dataset != null) {
      return Batches.of(dataset);
    }
    return how.validationData().isEmpty()
        ? null
        : new ArrayBatches(how.validationData(), how.validationBatchSize(), false);
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
    model.beginTraining();
    callbacks.onTrainBegin();
    Map<String, Double> logs = new TreeMap<>();
    for (int epoch = how.initialEpoch(); epoch < how.epochs() && !model.isStopping(); epoch++) {
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
    Map<String, Double> logs = Map.of();
    steps.beginEpoch();
    for (int step = 0; !model.isStopping() && steps.hasNext(); step++) {
      Element batch = steps.next();
      if (step == 0) {
        model.prepare(batch.x());
      }
      callbacks.onTrainBatchBegin(step);
      logs = model.trainOn(batch);
      batch.release("the end of its training step");
      numerics.check(epoch, step, logs);
      callbacks.onTrainBatchEnd(step, logs);
    }
    if (logs.isEmpty()) {
      throw new IllegalArgumentException("fit: the dataset gave no batch at all.");
    }
    return new TreeMap<>(logs);
  }
}
