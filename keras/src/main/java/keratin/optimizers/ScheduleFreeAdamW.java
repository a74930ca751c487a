package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * AdamW without a schedule: gradients are taken between a fast sequence z of {@link Adam} steps and
 * the mean x of that sequence, so that the learning rate need not fall.
 *
 * <pre>
 * v ← v + (g² − v)·(1 − β₂)
 * z' = z − learningRate·g / (√(v / (1 − β₂ᵗ)) + ε)
 * x ← (1 − 1/t)·x + z'/t                         with x = (w − (1 − β₁)·z') / β₁
 * w ← (1 − β₁)·z' + β₁·x
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2405.15682">Defazio et al., The road less scheduled</a>
 */
public final class ScheduleFreeAdamW extends StandardOptimizer<ScheduleFreeAdamW> {
  private final Option<Double> beta1 = option("beta_1", Kind.FLOAT, 0.9);
  private final Option<Double> beta2 = option("beta_2", Kind.FLOAT, 0.999);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-8);
  private final Option<Integer> warmupSteps = option("warmup_steps", Kind.INT, 0);
  private final List<Variable> momentums = new ArrayList<>();
  private final List<Variable> velocities = new ArrayList<>();

  /** The optimizer with the learning rate 0.0025. */
  public ScheduleFreeAdamW() {
    super(0.0025);
  }

  /** The optimizer with a learning rate. */
  public ScheduleFreeAdamW(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public ScheduleFreeAdamW(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** The share β₁ of the mean in the weights. */
  public ScheduleFreeAdamW beta1(double share) {
    beta1.set(share);
    return this;
  }

  /** The share β₂ of the mean square that stays in a step. */
  public ScheduleFreeAdamW beta2(double share) {
    beta2.set(share);
    return this;
  }

  /** What keeps the divisor above 0. */
  public ScheduleFreeAdamW epsilon(double value) {
    epsilon.set(value);
    return this;
  }

  /** In how many steps the learning rate rises to its value. */
  public ScheduleFreeAdamW warmupSteps(int steps) {
    warmupSteps.set(steps);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    for (Variable variable : variables) {
      momentums.add(addSlot(variable, "momentum", 0).assign(variable.value()));
      velocities.add(addSlot(variable, "velocity", 0));
    }
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    double warm = warmupSteps.get() > 0 ? Math.min((double) step() / warmupSteps.get(), 1) : 1;
    DType type = variable.dtype();
    double b1 = Powers.of(beta1.get(), 1, type);
    Variable z = momentums.get(indexOf(variable));
    Variable v = velocities.get(indexOf(variable));
    v.assignAdd(gradient.square().sub(v).mul(1 - Powers.of(beta2.get(), 1, type)));
    Tensor square = v.div(1 - Powers.of(beta2.get(), step(), type));
    z.assignSub(gradient.mul(learningRate * warm).div(square.sqrt().add(epsilon.get())));
    // The paper takes z from before the step here; Keras on TensorFlow reads it after.
    Tensor mean = variable.sub(z.mul(1 - b1)).div(b1);
    double share = 1.0 / step();
    Tensor next = mean.mul(1 - share).add(z.mul(share));
    variable.assign(z.mul(1 - b1).add(next.mul(b1)));
  }
}
