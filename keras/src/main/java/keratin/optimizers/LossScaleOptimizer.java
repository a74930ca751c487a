package keratin.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Another optimizer under a loss that is scaled up, so that small gradients do not become 0 in 16
 * bits. The scale doubles after many steps in a row that went well; a step with a gradient that is
 * infinite or no number is left out, and halves it.
 *
 * {@snippet :
 * model.compile(new LossScaleOptimizer(new Adam()), "mse");
 * }
 *
 * @see <a
 *     href="https://keras.io/api/optimizers/loss_scale_optimizer/">keras.optimizers.LossScaleOptimizer</a>
 */
public final class LossScaleOptimizer extends Optimizer {
  private static final double GROWTH = 2;
  private static final List<String> OPTIONS =
      List.of("name", "inner_optimizer", "initial_scale", "dynamic_growth_steps");

  private final Option<Optimizer> innerOptimizer = required("inner_optimizer", Optimizers.KIND);
  private final Option<Double> initialScale = option("initial_scale", Kind.FLOAT, 32768.0);
  private final Option<Integer> dynamicGrowthSteps =
      option("dynamic_growth_steps", Kind.POSITIVE, 2000);
  private @Nullable Variable stepCounter;
  private @Nullable Variable dynamicScale;

  private LossScaleOptimizer() {
    super(0);
  }

  /** A scaled loss for this optimizer. */
  public LossScaleOptimizer(Optimizer innerOptimizer) {
    this();
    this.innerOptimizer.set(innerOptimizer);
  }

  /** The scale of the first step. */
  public LossScaleOptimizer initialScale(double scale) {
    initialScale.set(scale);
    return this;
  }

  /** After how many steps that went well the scale doubles. */
  public LossScaleOptimizer dynamicGrowthSteps(int steps) {
    dynamicGrowthSteps.set(steps);
    return this;
  }

  /** The optimizer that makes the steps. */
  public Optimizer innerOptimizer() {
    return innerOptimizer.get();
  }

  /** The scale of the next step. */
  public double dynamicScale() {
    return dynamicScale == null ? initialScale.get() : dynamicScale.floatValue();
  }

  @Override
  List<Optimizer> inner() {
    return innerOptimizer.isGiven() ? List.of(innerOptimizer()) : List.of();
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(super.getConfig());
    config.keySet().retainAll(OPTIONS);
    return config;
  }

  /** What belongs to the optimizer inside must be said there. */
  private void requirePlain() {
    for (Option<?> option : options()) {
      boolean own = OPTIONS.contains(option.name()) || option.name().equals("learning_rate");
      if (!own && option.isGiven()) {
        throw new IllegalArgumentException(
            "%s does not take %s. Give it to the optimizer inside."
                .formatted(title(), option.name()));
      }
    }
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    requirePlain();
    stepCounter = addVariable("step_counter", DType.INT32, Shape.SCALAR, 0);
    dynamicScale = addVariable("dynamic_scale", DType.FLOAT32, Shape.SCALAR, initialScale.get());
    innerOptimizer().build(variables);
  }

  @Override
  public Tensor scaleLoss(Tensor loss) {
    return loss.mul(dynamicScale());
  }

  @Override
  @Nullable Void stepWith(List<? extends @Nullable Tensor> gradients, List<Variable> weights) {
    double scale = dynamicScale();
    boolean finite = true;
    for (Tensor gradient : gradients) {
      finite &= gradient == null || gradient.isFinite().all().doubleValue() != 0;
    }
    if (!finite) {
      note(0, scale / GROWTH);
      return null;
    }
    innerOptimizer()
        .apply(gradients.stream().map(g -> g == null ? null : g.div(scale)).toList(), weights);
    int well = (int) counter().longValue() + 1;
    boolean grows = well == dynamicGrowthSteps.get();
    note(grows ? 0 : well, grows ? scale * GROWTH : scale);
    return null;
  }

  private Variable counter() {
    return Objects.requireNonNull(stepCounter, "built");
  }

  private void note(int count, double scale) {
    counter().assign(Tensor.full(DType.INT32, count));
    Objects.requireNonNull(dynamicScale, "built").assign(Tensor.full(DType.FLOAT32, scale));
  }

  /** Made by the optimizer inside. */
  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    throw new IllegalStateException(title() + " makes no updates of its own.");
  }

  @Override
  public double learningRate() {
    return innerOptimizer.isGiven() ? innerOptimizer().learningRate() : super.learningRate();
  }

  @Override
  public LossScaleOptimizer learningRate(double value) {
    innerOptimizer().learningRate(value);
    return this;
  }

  @Override
  public long iterations() {
    return innerOptimizer().iterations();
  }
}
