package keratin.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import keratin.callbacks.Callback;
import keratin.callbacks.Callbacks;
import keratin.callbacks.EarlyStopping;
import keratin.callbacks.ReduceLROnPlateau;
import keratin.callbacks.TrainedModel;
import keratin.layers.Layer;
import keratin.metrics.Direction;
import keratin.optimizers.Optimizer;
import keratin.optimizers.SGD;
import keratin.saving.ModelFiles;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a callback decides after every epoch, given the values of what it watches. */
final class CallbackCases implements Handler {
  /** A model whose only weight tells the epoch. */
  private static final class Model implements TrainedModel {
    private final Optimizer optimizer;
    private final Set<String> saved = new TreeSet<>();
    private double weight = -1;
    private boolean stopping;

    Model(double rate) {
      optimizer = new SGD(rate);
    }

    @Override
    public String name() {
      return "model";
    }

    @Override
    public String className() {
      return "Sequential";
    }

    @Override
    public List<Layer> layers() {
      return List.of();
    }

    @Override
    public String toJson() {
      return "{}";
    }

    @Override
    public List<Tensor> getWeights() {
      return List.of(Tensor.of(weight));
    }

    @Override
    public void setWeights(List<Tensor> values) {
      weight = values.getFirst().doubleValue();
    }

    @Override
    public Optimizer optimizer() {
      return optimizer;
    }

    @Override
    public @Nullable Direction direction(String metric) {
      return null;
    }

    @Override
    public boolean isBuilt() {
      return true;
    }

    @Override
    public void save(Path file) {
      saved.add(file.toString());
    }

    @Override
    public void saveWeights(Path file) {
      saved.add(file.toString());
    }

    @Override
    public ModelFiles.Snapshot snapshot(boolean weightsOnly) {
      throw new UnsupportedOperationException("no case saves in the background");
    }

    @Override
    public void loadWeights(Path file) {
      throw new UnsupportedOperationException("no case reads a file");
    }

    @Override
    public void resumeAt(int epoch) {
      throw new UnsupportedOperationException("no case resumes");
    }

    @Override
    public void stopTraining() {
      stopping = true;
    }
  }

  @Override
  public void run(Case recorded) {
    JsonNode expected = recorded.get("expected");
    String watched = recorded.get("monitor").asString();
    Map<String, @Nullable Object> config = Values.config(recorded.get("config"));
    config.putIfAbsent("monitor", watched);
    Callback callback = callback(recorded, config);
    Model model = new Model(recorded.get("initial_lr").asDouble(0.01));
    callback.setModel(model);
    callback.onTrainBegin();
    List<Double> rates = new ArrayList<>();
    int epoch = -1;
    for (JsonNode value : recorded.get("values")) {
      epoch++;
      callback.onEpochBegin(epoch);
      model.weight = epoch;
      Map<String, Double> logs = new LinkedHashMap<>(Map.of(watched, Values.number(value)));
      callback.onEpochEnd(epoch, logs);
      rates.add(model.optimizer.learningRate());
      if (model.stopping) {
        break;
      }
    }
    callback.onTrainEnd(Map.of());
    Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
    outcome.put("stopped", model.stopping);
    outcome.put("last_epoch_run", epoch);
    outcome.put("final_weights_are_of_epoch", model.weight);
    outcome.put("lr_after_epoch", rates);
    outcome.put("files", List.copyOf(model.saved));
    switch (callback) {
      case EarlyStopping stopping -> {
        outcome.put("stopped_epoch", stopping.stoppedEpoch());
        outcome.put("best_epoch", stopping.bestEpoch());
        outcome.put("best", stopping.best());
      }
      case ReduceLROnPlateau reducing -> outcome.put("best", reducing.best());
      default -> {}
    }
    outcome.keySet().removeIf(key -> !expected.has(key));
    Expectation.same("outcome", expected, outcome, Tolerance.USUAL.of(recorded));
  }

  private static Callback callback(Case recorded, Map<String, @Nullable Object> config) {
    String name = recorded.get("class").asString();
    if (!Callbacks.names().contains(name)) {
      throw new Unknown("callback " + name);
    }
    return Callbacks.get(ObjectCases.named(recorded, config));
  }
}
