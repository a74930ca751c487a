package keratin.optimizers;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import keratin.memory.Memory;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Changes weights along their gradients, step by step, and keeps what that needs.
 *
 * <p>A step goes: unscale the gradients, clip them, decay the weights, update every weight, follow
 * the moving average, put the weights through their constraints, count the iteration. One's own
 * optimizer needs two methods, or only the second if it keeps nothing between steps:
 *
 * {@snippet :
 * final class Momentum extends Optimizer {
 *   private List<Variable> momentums = List.of();
 *
 *   Momentum(double learningRate) { super(learningRate); }
 *
 *   @Override protected void createSlots(List<Variable> variables) {
 *     momentums = addSlots(variables, "momentum");
 *   }
 *
 *   @Override protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
 *     Variable m = momentums.get(indexOf(variable));
 *     m.assign(m.mul(0.9).sub(gradient.mul(learningRate)));
 *     variable.assignAdd(m);
 *   }
 * }
 * }
 *
 * @see <a href="https://keras.io/api/optimizers/">keras.optimizers.Optimizer</a>
 */
public abstract class Optimizer extends OptimizerOptions {
  private final List<Variable> variables = new ArrayList<>();
  private final Map<Variable, Integer> indices = new IdentityHashMap<>();
  private final WeightDecay decay = new WeightDecay();
  private @Nullable Variable iteration;
  private @Nullable Variable rate;
  private List<Variable> trainable = List.of();
  private @Nullable MovingAverage average;
  private @Nullable Accumulator accumulator;
  private long step;
  private boolean built;
  private boolean warned;

  /** An optimizer whose learning rate is {@code learningRate} unless another is given. */
  protected Optimizer(double learningRate) {
    this(learningRate, null);
  }

  /** As {@link #Optimizer(double)}, with a default weight decay. */
  protected Optimizer(double learningRate, @Nullable Double weightDecay) {
    super(learningRate, weightDecay);
  }

  // ---- what a subclass writes ----

  /** Makes what is kept per variable, with {@link #addSlots}; called once. */
  protected void createSlots(List<Variable> variables) {}

  /** Called in every step before the first {@link #updateStep}. */
  protected void beginStep() {}

  /**
   * Changes one variable.
   *
   * @param gradient of the variable's shape and dtype, clipped
   * @param learningRate the learning rate of this step, as float32 holds it
   */
  protected abstract void updateStep(Tensor gradient, Variable variable, double learningRate);

  /** The decay of one variable's weights; null for none. */
  protected @Nullable Double weightDecayOf(Variable variable) {
    return weightDecay.get();
  }

  /** A variable like each of {@code like}, filled with zeros, in the order of {@code like}. */
  protected final List<Variable> addSlots(List<Variable> like, String slotName) {
    return addSlots(like, slotName, 0);
  }

  /** As {@link #addSlots(List, String)}, filled with {@code value}. */
  protected final List<Variable> addSlots(List<Variable> like, String slotName, double value) {
    List<Variable> added = new ArrayList<>();
    for (Variable variable : like) {
      added.add(addSlot(variable, slotName, value));
    }
    return added;
  }

  /** One variable like {@code like}, named after it. */
  protected final Variable addSlot(Variable like, String slotName, double value) {
    String full = like.name().replace('/', '_') + "_" + slotName;
    return addVariable(full, like.dtype(), like.shape(), value);
  }

  /** One variable of the optimizer. */
  protected final Variable addVariable(String variableName, DType type, Shape shape, double value) {
    Tensor initial = Tensor.full(type, value, shape.dims());
    Variable added = new Variable(initial, variableName, false);
    variables.add(added);
    return added;
  }

  /**
   * The place of a variable in the list that {@link #createSlots} got.
   *
   * @throws IllegalArgumentException if the optimizer was built for others
   */
  protected final int indexOf(Variable variable) {
    Integer index = indices.get(variable);
    if (index == null) {
      throw new IllegalArgumentException(
          ("%s was built for %d variables, and '%s' %s is not among them.\n"
                  + "  Make a new optimizer for a new set of variables.")
              .formatted(title(), indices.size(), variable.name(), variable.shape()));
    }
    return index;
  }

  /** The number of the update that is being made, from 1. */
  protected final long step() {
    return step;
  }

  // ---- steps ----

  /** Makes the optimizer's variables for these weights; the first step does it unasked. */
  public final void build(List<Variable> weights) {
    if (built) {
      return;
    }
    requireOneClipping();
    start();
    trainable = List.copyOf(weights);
    for (Variable variable : trainable) {
      indices.put(variable, indices.size());
    }
    if (useEma.get()) {
      average = new MovingAverage(trainable, addSlots(trainable, "average"), emaMomentum.get());
    }
    Integer steps = gradientAccumulationSteps.get();
    if (steps != null) {
      accumulator = new Accumulator(addSlots(trainable, "gradient_accumulator"), steps);
    }
    createSlots(trainable);
    built = true;
  }

  /** The variables that exist before the first step. */
  private Variable start() {
    Variable started = iteration;
    if (started == null) {
      started = addVariable("iteration", DType.INT64, Shape.SCALAR, 0);
      iteration = started;
      if (learningRate.get() instanceof Double value) {
        rate = addVariable("learning_rate", DType.FLOAT32, Shape.SCALAR, value);
      }
    }
    return started;
  }

  /** One step for the variables the optimizer was built for. */
  public final void apply(List<? extends @Nullable Tensor> gradients) {
    if (!built) {
      throw new IllegalStateException(
          "%s is not built yet. Give the variables too: apply(gradients, variables)"
              .formatted(title()));
    }
    apply(gradients, trainable);
  }

  /**
   * One step.
   *
   * @param gradients one per variable; null leaves the variable as it is
   * @throws IllegalArgumentException if the optimizer was built for other variables, or if every
   *     gradient is null
   */
  public final void apply(List<? extends @Nullable Tensor> gradients, List<Variable> weights) {
    if (gradients.size() != weights.size()) {
      throw new IllegalArgumentException(
          "%s: %d gradients came for %d variables; there must be one for each."
              .formatted(title(), gradients.size(), weights.size()));
    }
    build(weights);
    Memory.tidy(title(), () -> stepWith(gradients, weights));
  }

  /** One step; every entry is a gradient and its variable. */
  public final void applyGradients(List<? extends Map.Entry<Tensor, Variable>> pairs) {
    apply(
        pairs.stream().map(Map.Entry::getKey).toList(),
        pairs.stream().map(Map.Entry::getValue).toList());
  }

  /** The step itself; those made of other optimizers let them make it. */
  @Nullable Void stepWith(List<? extends @Nullable Tensor> gradients, List<Variable> weights) {
    List<Tensor> present = new ArrayList<>(weights.size());
    List<Variable> changed = new ArrayList<>(weights.size());
    for (int i = 0; i < weights.size(); i++) {
      Tensor gradient = gradients.get(i);
      if (gradient != null) {
        indexOf(weights.get(i));
        present.add(unscaled(gradient.cast(weights.get(i).dtype())));
        changed.add(weights.get(i));
      }
    }
    warnOfMissing(changed, weights);
    long count = count();
    step = count / accumulationSteps() + 1;
    Accumulator sums = accumulator;
    if (sums == null) {
      update(present, changed);
    } else {
      int[] at = changed.stream().mapToInt(this::indexOf).toArray();
      if (sums.add(present, at, count)) {
        update(sums.means(at), changed);
        sums.clear();
      }
    }
    if (average != null) {
      average.follow(count / accumulationSteps(), emaOverwriteFrequency.get());
    }
    changed.forEach(Optimizer::constrain);
    countStep();
    return null;
  }

  private static void constrain(Variable variable) {
    UnaryOperator<Tensor> constraint = variable.constraint();
    if (constraint != null) {
      variable.assign(constraint.apply(variable));
    }
  }

  private void update(List<Tensor> gradients, List<Variable> changed) {
    double now = learningRate();
    List<Tensor> clipped =
        Clipping.clip(gradients, clipnorm.get(), globalClipnorm.get(), clipvalue.get());
    for (Variable variable : changed) {
      decay.apply(variable, weightDecayOf(variable), now);
    }
    beginStep();
    for (int i = 0; i < changed.size(); i++) {
      updateStep(clipped.get(i), changed.get(i), now);
    }
  }

  private void warnOfMissing(List<Variable> changed, List<Variable> weights) {
    if (changed.size() == weights.size() || warned) {
      return;
    }
    List<String> missing =
        weights.stream().filter(v -> !changed.contains(v)).map(Variable::name).toList();
    if (changed.isEmpty()) {
      throw new IllegalArgumentException(
          ("%s: no gradients came for any variable; the variables are %s.\n"
                  + "  Compute the loss from them while a GradientTape listens.")
              .formatted(title(), missing));
    }
    warned = true;
    System.getLogger("keratin.optimizers")
        .log(
            System.Logger.Level.WARNING,
            "Gradients do not exist for variables {0} when minimizing the loss.",
            missing);
  }

  private long count() {
    return start().longValue();
  }

  // ---- looking at it ----

  /** The number of updates so far; with gradient accumulation not every step is one. */
  public long iterations() {
    return count() / accumulationSteps();
  }

  /** The optimizer's variables: the iteration, the learning rate unless scheduled, the slots. */
  public final List<Variable> variables() {
    start();
    List<Variable> all = new ArrayList<>(variables);
    inner().forEach(optimizer -> all.addAll(optimizer.variables()));
    return List.copyOf(all);
  }

  /** The optimizers that this one is made of. */
  List<Optimizer> inner() {
    return List.of();
  }

  /** Counts a step that others have made. */
  final void countStep() {
    start().assign(Tensor.full(DType.INT64, count() + 1));
  }

  /** True once the slots exist. */
  public final boolean isBuilt() {
    return built;
  }

  /** The learning rate of the next step. */
  public double learningRate() {
    if (learningRate.get() instanceof LearningRateSchedule schedule) {
      return (float) schedule.of(count());
    }
    start();
    return rate == null ? Double.NaN : rate.floatValue();
  }

  /**
   * Sets the learning rate, at any time.
   *
   * @throws IllegalStateException if it follows a schedule
   */
  public Optimizer learningRate(double value) {
    start();
    if (rate == null) {
      throw new IllegalStateException(
          "%s follows the schedule %s, so its learning rate cannot be set. Make it with a number."
              .formatted(title(), learningRate.get().getClass().getSimpleName()));
    }
    rate.assign(Tensor.full(DType.FLOAT32, value));
    return this;
  }

  /** Sets the weights to their moving averages, if it keeps them; the end of {@code fit} does. */
  public final void finalizeVariableValues() {
    inner().forEach(Optimizer::finalizeVariableValues);
    if (average != null) {
      average.overwrite();
    }
  }

  /**
   * Exchanges the weights and their moving averages.
   *
   * @throws IllegalStateException if it keeps none
   */
  public final void swapAverages() {
    averages().forEach(MovingAverage::swap);
  }

  /**
   * Sets the moving averages to the weights.
   *
   * @throws IllegalStateException if it keeps none
   */
  public final void averagesFromWeights() {
    averages().forEach(MovingAverage::reset);
  }

  /** The averages of this optimizer, or of those that it is made of. */
  private List<MovingAverage> averages() {
    List<Optimizer> all = inner().isEmpty() ? List.of(this) : inner();
    List<MovingAverage> kept =
        all.stream().map(optimizer -> optimizer.average).filter(Objects::nonNull).toList();
    if (kept.isEmpty()) {
      throw new IllegalStateException(
          all.stream().anyMatch(optimizer -> optimizer.useEma.get())
              ? "%s has no moving averages yet: it was not built.".formatted(title())
              : "%s keeps no moving averages. Make it with useEma(true).".formatted(title()));
    }
    return kept;
  }

  /**
   * Leaves variables out of weight decay.
   *
   * @param names regular expressions that are looked for in the variables' names
   */
  public final void excludeFromWeightDecay(List<Variable> excluded, String... names) {
    requireOpen();
    decay.exclude(excluded, names);
  }

  @Override
  double currentLearningRate() {
    return learningRate();
  }

  @Override
  protected void requireOpen() {
    if (built) {
      throw new IllegalStateException(
          ("%s is already built. Set its options before its first step, or make a new one; only"
                  + " learningRate(value) works at any time.")
              .formatted(title()));
    }
  }
}
