package keratin.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import keratin.autograd.GradientTape;
import keratin.callbacks.History;
import keratin.callbacks.TrainedModel;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.layers.Layer;
import keratin.memory.Memory;
import keratin.metrics.Direction;
import keratin.optimizers.Optimizer;
import keratin.optimizers.Optimizers;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What every model can do with data: {@code compile}, {@code fit}, {@code evaluate}, {@code
 * predict}.
 *
 * <p>A model with its own idea of a step overrides {@link #trainStep}; the loops, callbacks and
 * progress bar stay.
 *
 * @see <a href="https://keras.io/api/models/model_training_apis/">Keras: training APIs</a>
 */
public abstract class Trainer extends Layer implements TrainedModel {
  private @Nullable Compile plan;
  private @Nullable Optimizer optimizer;
  private @Nullable CompiledLoss loss;
  private @Nullable CompiledMetrics metrics;
  private @Nullable List<Variable> trained;
  private final LossMean lossMean = new LossMean();
  private volatile boolean stopping;
  private int resumeEpoch;

  /** A model that is not compiled yet. */
  protected Trainer() {}

  // ---- compile ----

  /**
   * Says what to train with.
   *
   * @param optimizer {@code "adam"}, or an optimizer
   * @param loss {@code "mse"}, or a loss
   * @param metrics {@code "accuracy"}, or metrics
   */
  public void compile(Object optimizer, Object loss, Object... metrics) {
    compile(new Compile(optimizer, loss).metrics(metrics));
  }

  /** Says what to train with. */
  public void compile(Compile with) {
    optimizer = Optimizers.get(with.optimizer());
    loss = new CompiledLoss(with, outputNames());
    metrics = new CompiledMetrics(with, outputNames());
    plan = with;
    trained = null;
  }

  private Compile plan(String caller) {
    if (plan == null) {
      throw new IllegalStateException(
          "%s \"%s\" must be compiled before %s: model.compile(\"adam\", \"mse\")"
              .formatted(className(), name(), caller));
    }
    return plan;
  }

  /** The optimizer given to {@code compile}. */
  @Override
  public Optimizer optimizer() {
    plan("its optimizer is asked for");
    return Objects.requireNonNull(optimizer);
  }

  @Override
  public @Nullable Direction direction(String metric) {
    return metrics == null ? null : metrics.direction(metric);
  }

  /** True once {@code compile} was called. */
  public boolean isCompiled() {
    return plan != null;
  }

  /** What {@code compile} was given, as files hold it; null before, or if it cannot be written. */
  protected final @Nullable Map<String, @Nullable Object> compileConfig() {
    if (plan == null) {
      return null;
    }
    try {
      return CompileConfig.write(plan, optimizer());
    } catch (IllegalArgumentException e) {
      System.getLogger(Trainer.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "%s \"%s\" is saved without what it was compiled with: %s"
                  .formatted(className(), name(), e.getMessage()));
      return null;
    }
  }

  /** Compiles as a file says, and makes the optimizer's state. */
  protected final void compileFromConfig(Map<String, ?> config) {
    compile(CompileConfig.read(config));
    builtOptimizer();
  }

  /** The optimizer with its state made; null if there is none, or the model is not built. */
  protected final @Nullable Optimizer builtOptimizer() {
    if (optimizer != null && isBuilt() && !optimizer.isBuilt()) {
      optimizer.build(trainableVariables());
    }
    return optimizer != null && optimizer.isBuilt() ? optimizer : null;
  }

  /** The variables of the optimizer: the step count, the learning rate, and its memory of steps. */
  protected List<Variable> optimizerVariables() {
    return optimizer == null || !optimizer.isBuilt() ? List.of() : optimizer.variables();
  }

  // ---- steps ----

  /**
   * One training step: forward, loss, backward, update, metrics. What it returns is shown and
   * recorded under its names.
   */
  protected Map<String, Double> trainStep(Element data) {
    List<Variable> variables = trained();
    try (GradientTape tape = new GradientTape()) {
      // What only the layers needed is gone before the way back begins.
      List<Tensor> forward = Memory.tidy("a forward pass", () -> forward(data));
      Tensor total = forward.getLast();
      Tensor scaled = optimizer().scaleLoss(total);
      optimizer().apply(tape.gradient(scaled, variables), variables);
      update(data, forward.subList(0, forward.size() - 1), total);
    }
    return results();
  }

  /** The outputs, and the loss last. */
  private List<Tensor> forward(Element data) {
    List<Tensor> all = new ArrayList<>(ofAll(data.xs(), true));
    all.add(computeLoss(data, List.copyOf(all)));
    return all;
  }

  /** One step of an evaluation: forward, loss, metrics. */
  protected Map<String, Double> testStep(Element data) {
    List<Tensor> yPred = ofAll(data.xs(), false);
    update(data, yPred, computeLoss(data, yPred));
    return results();
  }

  private void update(Element data, List<Tensor> yPred, Tensor total) {
    lossMean.update(total, data.x().shape().dim(0));
    Objects.requireNonNull(metrics).update(data.ys(), yPred, data.sampleWeights());
  }

  /** One step of a prediction: the outputs for these inputs. */
  protected List<Tensor> predictStep(List<Tensor> xs) {
    return ofAll(xs, false);
  }

  /**
   * The loss that is minimised: the compiled ones and the penalties of all layers.
   *
   * @param yPred the outputs
   */
  protected Tensor computeLoss(Element data, List<Tensor> yPred) {
    plan("a loss is computed");
    Tensor total = Objects.requireNonNull(loss).of(data.ys(), yPred, data.sampleWeights());
    for (Tensor penalty : losses()) {
      total = total == null ? penalty : total.add(penalty);
    }
    if (total == null) {
      throw new IllegalStateException(
          "%s \"%s\" has no loss: compile it with one, or let a layer add one."
              .formatted(className(), name()));
    }
    return total;
  }

  /** The names of the inputs, by which data are given; empty if they have none. */
  protected List<String> inputNames() {
    return List.of();
  }

  /** The names of the outputs, by which losses and metrics go; empty if they have none. */
  protected List<String> outputNames() {
    return List.of();
  }

  private List<Variable> trained() {
    if (trained == null) {
      trained = trainableVariables();
    }
    return trained;
  }

  Map<String, Double> results() {
    Map<String, Double> results = Objects.requireNonNull(metrics).results();
    Objects.requireNonNull(loss).results(results);
    results.put("loss", lossMean.result());
    return results;
  }

  /** Forgets what metrics have seen. */
  public void resetMetrics() {
    lossMean.reset();
    Objects.requireNonNull(loss).reset();
    Objects.requireNonNull(metrics).reset();
  }

  final Map<String, Double> trainOn(Element batch) {
    return Memory.tidy("a training step", () -> trainStep(batch));
  }

  final Map<String, Double> testOn(Element batch) {
    return Memory.tidy("an evaluation step", () -> testStep(batch));
  }

  final List<Tensor> predictOn(List<Tensor> xs) {
    return Memory.tidy("a prediction step", () -> predictStep(xs));
  }

  /** An element of a dataset as this model takes it: inputs first, then targets, then weights. */
  final Element arranged(Element element) {
    List<String> inputs = inputNames();
    List<String> outputs = outputNames();
    if (!inputs.isEmpty() && element.names().containsAll(inputs)) {
      boolean hasTargets = element.names().containsAll(outputs);
      boolean weighted = element.names().contains("sample_weight");
      return Element.of(
          inputs.stream().map(element::get).toList(),
          hasTargets ? outputs.stream().map(element::get).toList() : List.of(),
          weighted ? List.of(element.get("sample_weight")) : List.of());
    }
    return element.withRoles(Math.max(1, inputs.size()), Math.max(1, outputs.size()));
  }

  final void finishVariables() {
    optimizer().finalizeVariableValues();
  }

  /** Builds the layers for inputs like {@code xs}, and finds the variables to train. */
  final void prepare(List<Tensor> xs) {
    if (!isBuilt()) {
      Memory.tidy(() -> ofAll(xs.stream().map(Trainer::anyBatch).toList(), false));
    }
    trained = trainableVariables();
    if (optimizer != null) {
      optimizer.build(trained);
    }
  }

  private static Tensor anyBatch(Tensor x) {
    Shape shape = x.rank() == 0 ? x.shape() : x.shape().with(0, Shape.UNKNOWN);
    return Tensor.symbol(x.spec().as(shape));
  }

  // ---- loops ----

  /** Trains on the rows of {@code x} and {@code y}, one epoch of batches of 32. */
  public History fit(Object x, Object y) {
    return fit(x, y, new Fit());
  }

  /**
   * Trains on the rows of {@code x} and {@code y}.
   *
   * @param x a tensor; for several inputs a list, or a map by the inputs' names
   * @param y a tensor; for several outputs a list, or a map by the outputs' names
   * @return the values of every epoch
   */
  public History fit(Object x, Object y, Fit how) {
    plan("fit");
    return FitLoop.onArrays(this, x, y, how).run();
  }

  /** Trains on the batches of a dataset: the inputs, the targets, the weights of the samples. */
  public History fit(Dataset batches, Fit how) {
    plan("fit");
    return FitLoop.onDataset(this, batches, how).run();
  }

  /** The loss and metrics on the rows of {@code x} and {@code y}, in batches of 32. */
  public Map<String, Double> evaluate(Object x, Object y) {
    return evaluate(x, y, new Evaluate());
  }

  /**
   * The loss and metrics on the rows of {@code x} and {@code y}, given as to {@link #fit(Object,
   * Object, Fit)}: {@code loss} first.
   */
  public Map<String, Double> evaluate(Object x, Object y, Evaluate how) {
    plan("evaluate");
    Rows rows = Rows.of(this, x, y, how.sampleWeight());
    return lossFirst(
        new Evaluation(this, new ArrayBatches(rows, how.batchSize(), false), how.steps())
            .run(how.verbose(), how.callbacks()));
  }

  /** The loss and metrics on the batches of a dataset. */
  public Map<String, Double> evaluate(Dataset batches, Evaluate how) {
    plan("evaluate");
    return lossFirst(
        new Evaluation(this, Batches.of(batches, this), how.steps())
            .run(how.verbose(), how.callbacks()));
  }

  private static Map<String, Double> lossFirst(Map<String, Double> results) {
    Map<String, Double> ordered = new LinkedHashMap<>();
    if (results.containsKey("loss")) {
      ordered.put("loss", results.get("loss"));
    }
    ordered.putAll(new TreeMap<>(results));
    return ordered;
  }

  /** The outputs for the rows of {@code x}, computed in batches of 32. */
  public Tensor predict(Object x) {
    return predict(x, new Evaluate());
  }

  /**
   * The outputs for the rows of {@code x}: a tensor, or a list or map for several inputs.
   *
   * @throws IllegalStateException if the model has several outputs
   */
  public Tensor predict(Object x, Evaluate how) {
    return only(predictAll(x, how));
  }

  /** The outputs for the batches of a dataset. */
  public Tensor predict(Dataset batches, Evaluate how) {
    return only(predictAll(batches, how));
  }

  private Tensor only(List<Tensor> outputs) {
    if (outputs.size() != 1) {
      throw new IllegalStateException(
          "%s \"%s\" has %d outputs. Take them all: predictAll(…)"
              .formatted(className(), name(), outputs.size()));
    }
    return outputs.getFirst();
  }

  /** As {@link #predict(Object, Evaluate)}, for every output. */
  public List<Tensor> predictAll(Object x, Evaluate how) {
    Rows rows = Rows.of(this, x, null, null);
    return new Prediction(this, new ArrayBatches(rows, how.batchSize(), false), how).run();
  }

  /** As {@link #predict(Dataset, Evaluate)}, for every output. */
  public List<Tensor> predictAll(Dataset batches, Evaluate how) {
    return new Prediction(this, Batches.of(batches, this), how).run();
  }

  /** Trains one step on a batch; the values are those of this batch alone. */
  public Map<String, Double> trainOnBatch(Object x, Object y) {
    plan("trainOnBatch");
    return lossFirst(trainOn(oneBatch(x, y)));
  }

  /** The loss and metrics on one batch. */
  public Map<String, Double> testOnBatch(Object x, Object y) {
    plan("testOnBatch");
    return lossFirst(testOn(oneBatch(x, y)));
  }

  private Element oneBatch(Object x, Object y) {
    Element batch = Rows.of(this, x, y, null).batch(t -> t);
    prepare(batch.xs());
    resetMetrics();
    return batch;
  }

  /** The outputs for one batch. */
  public Tensor predictOnBatch(Object x) {
    return only(predictOn(Rows.of(this, x, null, null).x()));
  }

  @Override
  public void stopTraining() {
    stopping = true;
  }

  /** True once the end of the training was asked for. */
  public final boolean isStopping() {
    return stopping;
  }

  @Override
  public void resumeAt(int epoch) {
    resumeEpoch = epoch;
  }

  /** The epoch to begin with: where a callback resumes, or {@code otherwise}. */
  final int takeFirstEpoch(int otherwise) {
    int first = resumeEpoch > 0 ? resumeEpoch : otherwise;
    resumeEpoch = 0;
    return first;
  }

  final void beginTraining() {
    stopping = false;
    resumeEpoch = 0;
  }
}
