package keratin.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.autograd.GradientTape;
import keratin.callbacks.TrainedModel;
import keratin.config.Configurable;
import keratin.data.Element;
import keratin.layers.Layer;
import keratin.memory.Memory;
import keratin.metrics.Direction;
import keratin.metrics.Metric;
import keratin.optimizers.LossScaleOptimizer;
import keratin.optimizers.Optimizer;
import keratin.optimizers.Optimizers;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What a model can do with one batch: {@code compile}, and a step of training, of evaluation, of
 * prediction.
 */
abstract class BatchTrainer extends Layer implements TrainedModel {
  private static final System.Logger LOG = System.getLogger("keratin.training");

  private @Nullable Compile plan;
  private @Nullable Optimizer optimizer;
  private @Nullable CompiledLoss loss;
  private @Nullable CompiledMetrics metrics;
  private @Nullable List<Variable> trained;
  private @Nullable List<Metric> layerMetrics;
  private final LossMean lossMean = new LossMean();

  BatchTrainer() {}

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
    if (dtypePolicy().compute() == DType.FLOAT16
        && dtypePolicy().isMixed()
        && with.autoScaleLoss()
        && !(optimizer instanceof LossScaleOptimizer)) {
      optimizer = new LossScaleOptimizer(optimizer);
    }
    loss = new CompiledLoss(with, targetNames(), outputForm());
    metrics = new CompiledMetrics(with, targetNames());
    plan = with;
    trained = null;
  }

  final Compile plan(String caller) {
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

  /**
   * The metrics that are reported: those of {@code compile}, which exist from the first batch on,
   * then those that this model and the layers inside it {@code track}.
   */
  public List<Metric> metrics() {
    List<Metric> all = new ArrayList<>(metrics == null ? List.of() : metrics.all());
    all.addAll(layerMetrics());
    return all;
  }

  private List<Metric> layerMetrics() {
    List<Metric> found = layerMetrics;
    if (found == null || !isBuilt()) {
      found = new ArrayList<>();
      collectMetrics(this, found);
      layerMetrics = found;
    }
    return found;
  }

  private static void collectMetrics(Layer layer, List<Metric> into) {
    for (Configurable part : layer.tracked()) {
      if (part instanceof Metric metric) {
        into.add(metric);
      }
    }
    layer.sublayers().forEach(inner -> collectMetrics(inner, into));
  }

  /** The names under which values are reported: {@code loss}, then those of the metrics. */
  public List<String> metricsNames() {
    List<String> names = new ArrayList<>(List.of("loss"));
    if (metrics != null) {
      names.addAll(metrics.keys());
    }
    layerMetrics().forEach(metric -> names.add(metric.name()));
    return names;
  }

  final int stepsPerExecution() {
    return plan == null ? 1 : plan.stepsPerExecution();
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
      LOG.log(
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
   *
   * <p>A model with its own idea of a step overrides it, and has loops, callbacks and the progress
   * bar all the same:
   *
   * {@snippet :
   * final class Smoothed extends Model {
   *   private final Dense out = track(new Dense(1));
   *
   *   @Override protected Tensor call(Tensor x, boolean training) {
   *     return out.of(x, training);
   *   }
   *
   *   @Override protected Map<String, Double> trainStep(Element data) {
   *     List<Variable> weights = trainableVariables();
   *     try (GradientTape tape = new GradientTape()) {
   *       List<Tensor> yPred = ofAll(data.xs(), true);
   *       Tensor loss = computeLoss(data, yPred).add(yPred.getFirst().abs().mean());
   *       optimizer().apply(tape.gradient(loss, weights), weights);
   *       trackLoss(data, loss);
   *       return computeMetrics(data, yPred);
   *     }
   *   }
   * }
   * }
   */
  protected Map<String, Double> trainStep(Element data) {
    List<Variable> variables = trained();
    try (GradientTape tape = new GradientTape()) {
      // What only the layers needed is gone before the way back begins.
      List<Tensor> forward = Memory.tidy("a forward pass", () -> forward(data));
      Tensor total = forward.getLast();
      Tensor scaled = optimizer().scaleLoss(total);
      optimizer().apply(tape.gradient(scaled, variables), variables);
      trackLoss(data, total);
      return computeMetrics(data, forward.subList(0, forward.size() - 1));
    }
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
    trackLoss(data, computeLoss(data, yPred));
    return computeMetrics(data, yPred);
  }

  /** Counts a loss in the mean that is shown, by the rows of the batch. */
  protected final void trackLoss(Element data, Tensor total) {
    lossMean.update(total, data.x().shape().dim(0));
  }

  /** Lets the metrics of {@code compile} take in a batch; the values of all metrics now. */
  protected Map<String, Double> computeMetrics(Element data, List<Tensor> yPred) {
    if (metrics != null) {
      metrics.update(data.ys(), yPred, data.sampleWeights());
    }
    return getMetricsResult();
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
    for (Tensor penalty : losses().stream().map(BatchTrainer::summed).toList()) {
      total = total == null ? penalty : total.add(penalty);
    }
    if (total == null) {
      throw new IllegalStateException(
          "%s \"%s\" has no loss: compile it with one, or let a layer add one."
              .formatted(className(), name()));
    }
    return total;
  }

  private static Tensor summed(Tensor penalty) {
    return penalty.rank() == 0 ? penalty : penalty.sum();
  }

  /**
   * How data are given: a name for a single input, or lists and maps of names; null if the model
   * does not say, and takes tensors in any form, in order.
   */
  protected @Nullable Object inputForm() {
    return null;
  }

  /** How targets are given, as {@link #inputForm}. */
  protected @Nullable Object outputForm() {
    return null;
  }

  /** The names of the inputs, by which data are given; empty if they have none. */
  protected List<String> inputNames() {
    return List.of();
  }

  /** The names of the outputs' layers; empty if they have none. */
  protected List<String> outputNames() {
    return List.of();
  }

  /** The names of the targets: the keys of a map of outputs, or those of the outputs' layers. */
  final List<String> targetNames() {
    Object form = outputForm();
    return form == null ? outputNames() : Nested.flat(form).stream().map(String::valueOf).toList();
  }

  private List<Variable> trained() {
    if (trained == null) {
      trained = trainableVariables();
      if (trained.isEmpty()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "%s \"%s\" does not have any trainable weights: training changes nothing."
                .formatted(className(), name()));
      }
    }
    return trained;
  }

  /** The values of all metrics now, and the mean loss. */
  protected final Map<String, Double> getMetricsResult() {
    plan("its metrics are asked for");
    Map<String, Double> results = Objects.requireNonNull(metrics).results();
    layerMetrics().forEach(metric -> results.put(metric.name(), metric.value()));
    Objects.requireNonNull(loss).results(results);
    results.put("loss", lossMean.result());
    return results;
  }

  /** Forgets what metrics have seen. */
  public void resetMetrics() {
    lossMean.reset();
    Objects.requireNonNull(loss).reset();
    Objects.requireNonNull(metrics).reset();
    layerMetrics = null;
    layerMetrics().forEach(Metric::resetState);
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
    List<String> outputs = targetNames();
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

  /**
   * Builds the layers for inputs like {@code xs}, and finds the variables to train. A model whose
   * layers are built already is not called: a generator and what judges it take other tensors.
   */
  final void prepare(List<Tensor> xs) {
    if (!isBuilt() && (sublayers().isEmpty() || !isBuiltInside(this))) {
      Memory.tidy(() -> ofAll(xs.stream().map(this::symbolLike).toList(), false));
    }
    if (optimizer != null) {
      optimizer.build(trained());
    }
  }

  private static boolean isBuiltInside(Layer layer) {
    return layer.sublayers().stream().allMatch(inner -> inner.isBuilt() && isBuiltInside(inner));
  }

  /** With the batch where a call of one's own may ask for it: for zeros as a first state, say. */
  private Tensor symbolLike(Tensor x) {
    boolean anyBatch = x.rank() > 0 && !tracesToBuild();
    Shape shape = anyBatch ? x.shape().with(0, Shape.UNKNOWN) : x.shape();
    return Tensor.symbol(x.spec().as(shape));
  }
}
