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
import keratin.losses.Loss;
import keratin.losses.Losses;
import keratin.memory.Memory;
import keratin.optimizers.Optimizer;
import keratin.optimizers.Optimizers;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
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
  private @Nullable Loss loss;
  private @Nullable CompiledMetrics metrics;
  private @Nullable List<Variable> trained;
  private final LossMean lossMean = new LossMean();
  private volatile boolean stopping;

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
    // "crossentropy" means what the shapes say, and is chosen at the first batch.
    loss = with.loss() == null || isCrossentropy(with.loss()) ? null : Losses.get(with.loss());
    metrics = new CompiledMetrics(with);
    plan = with;
    trained = null;
  }

  private static boolean isCrossentropy(Object source) {
    return source.equals("crossentropy") || source.equals("ce");
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
  public Optimizer optimizer() {
    plan("its optimizer is asked for");
    return Objects.requireNonNull(optimizer);
  }

  /** True once {@code compile} was called. */
  public boolean isCompiled() {
    return plan != null;
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
    Tensor x = input(data.x());
    Tensor y = data.y();
    Tensor weight = data.sampleWeight();
    List<Variable> variables = trained();
    try (GradientTape tape = new GradientTape()) {
      Tensor yPred = of(x, true);
      Tensor total = computeLoss(y, yPred, weight);
      List<@Nullable Tensor> gradients = tape.gradient(optimizer().scaleLoss(total), variables);
      optimizer().apply(gradients, variables);
      lossMean.update(total, x.shape().dim(0));
      Objects.requireNonNull(metrics).update(y, yPred, weight);
    }
    return results();
  }

  /** One step of an evaluation: forward, loss, metrics. */
  protected Map<String, Double> testStep(Element data) {
    Tensor x = input(data.x());
    Tensor yPred = of(x, false);
    Tensor weight = data.sampleWeight();
    lossMean.update(computeLoss(data.y(), yPred, weight), x.shape().dim(0));
    Objects.requireNonNull(metrics).update(data.y(), yPred, weight);
    return results();
  }

  /** One step of a prediction. */
  protected Tensor predictStep(Tensor x) {
    return of(input(x), false);
  }

  /** The loss that is minimised: the compiled one and the penalties of all layers. */
  protected Tensor computeLoss(Tensor y, Tensor yPred, @Nullable Tensor sampleWeight) {
    Compile compiled = plan("a loss is computed");
    Tensor total = null;
    Object named = compiled.loss();
    if (loss == null && named != null) {
      loss = Losses.get(named, y.shape(), yPred.shape());
    }
    if (loss != null) {
      total = loss.of(y, yPred, sampleWeight);
      total = compiled.lossWeight() == 1 ? total : total.mul(compiled.lossWeight());
    }
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

  /** Inputs as the model takes them. */
  protected Tensor input(Tensor x) {
    return x;
  }

  private List<Variable> trained() {
    if (trained == null) {
      trained = trainableVariables();
    }
    return trained;
  }

  Map<String, Double> results() {
    Map<String, Double> results = Objects.requireNonNull(metrics).results();
    results.put("loss", lossMean.result());
    return results;
  }

  /** Forgets what metrics have seen. */
  public void resetMetrics() {
    lossMean.reset();
    Objects.requireNonNull(metrics).reset();
  }

  final Map<String, Double> trainOn(Element batch) {
    return Memory.tidy("a training step", () -> trainStep(batch));
  }

  final Map<String, Double> testOn(Element batch) {
    return Memory.tidy("an evaluation step", () -> testStep(batch));
  }

  final Tensor predictOn(Tensor x) {
    return Memory.tidy("a prediction step", () -> predictStep(x));
  }

  final void finishVariables() {
    optimizer().finalizeVariableValues();
  }

  /** Builds the layers for inputs like {@code x}, and finds the variables to train. */
  final void prepare(Tensor x) {
    if (!isBuilt()) {
      Shape shape = x.rank() == 0 ? x.shape() : x.shape().with(0, Shape.UNKNOWN);
      Memory.tidy(() -> of(Tensor.symbol(new Spec(x.dtype(), shape))));
    }
    trained = trainableVariables();
    if (optimizer != null) {
      optimizer.build(trained);
    }
  }

  // ---- loops ----

  /** Trains on the rows of {@code x} and {@code y}, one epoch of batches of 32. */
  public History fit(Tensor x, Tensor y) {
    return fit(x, y, new Fit());
  }

  /**
   * Trains on the rows of {@code x} and {@code y}.
   *
   * @return the values of every epoch
   */
  public History fit(Tensor x, Tensor y, Fit how) {
    plan("fit");
    return FitLoop.onArrays(this, x, y, how).run();
  }

  /** Trains on the batches of a dataset. */
  public History fit(Dataset batches, Fit how) {
    plan("fit");
    return FitLoop.onDataset(this, batches, how).run();
  }

  /** The loss and metrics on the rows of {@code x} and {@code y}, in batches of 32. */
  public Map<String, Double> evaluate(Tensor x, Tensor y) {
    return evaluate(x, y, new Evaluate());
  }

  /** The loss and metrics on the rows of {@code x} and {@code y}: {@code loss} first. */
  public Map<String, Double> evaluate(Tensor x, Tensor y, Evaluate how) {
    plan("evaluate");
    List<Tensor> rows = new ArrayList<>(List.of(x, y));
    if (how.sampleWeight() != null) {
      rows.add(how.sampleWeight());
    }
    return lossFirst(
        new Evaluation(this, new ArrayBatches(rows, how.batchSize(), false), how.steps())
            .run(how.verbose(), how.callbacks()));
  }

  /** The loss and metrics on the batches of a dataset. */
  public Map<String, Double> evaluate(Dataset batches, Evaluate how) {
    plan("evaluate");
    return lossFirst(
        new Evaluation(this, Batches.of(batches), how.steps()).run(how.verbose(), how.callbacks()));
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
  public Tensor predict(Tensor x) {
    return predict(x, new Evaluate());
  }

  /** The outputs for the rows of {@code x}. */
  public Tensor predict(Tensor x, Evaluate how) {
    return new Prediction(this, new ArrayBatches(List.of(x), how.batchSize(), false), how).run();
  }

  /** The outputs for the batches of a dataset. */
  public Tensor predict(Dataset batches, Evaluate how) {
    return new Prediction(this, Batches.of(batches), how).run();
  }

  /** Trains one step on a batch; the values are those of this batch alone. */
  public Map<String, Double> trainOnBatch(Tensor x, Tensor y) {
    plan("trainOnBatch");
    prepare(x);
    resetMetrics();
    return lossFirst(trainOn(Element.of(x, y)));
  }

  /** The loss and metrics on one batch. */
  public Map<String, Double> testOnBatch(Tensor x, Tensor y) {
    plan("testOnBatch");
    prepare(x);
    resetMetrics();
    return lossFirst(testOn(Element.of(x, y)));
  }

  /** The outputs for one batch. */
  public Tensor predictOnBatch(Tensor x) {
    return predictOn(x);
  }

  @Override
  public void stopTraining() {
    stopping = true;
  }

  final boolean isStopping() {
    return stopping;
  }

  final void beginTraining() {
    stopping = false;
  }
}
