package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Nadam: {@link Adam} with Nesterov's momentum, whose strength follows a schedule.
 *
 * <pre>
 * uₜ = β₁·(1 − ½·0.96ᵗ),   U ← U·uₜ
 * m ← m + (g − m)·(1 − β₁),   v ← v + (g² − v)·(1 − β₂)
 * m̂ = uₜ₊₁·m / (1 − U·uₜ₊₁) + (1 − uₜ)·g / (1 − U),   v̂ = v / (1 − β₂ᵗ)
 * w ← w − learningRate·m̂ / (√v̂ + ε)
 * </pre>
 *
 * @see <a href="https://keras.io/api/optimizers/Nadam/">keras.optimizers.Nadam</a>
 * @see <a href="https://cs229.stanford.edu/proj2015/054_report.pdf">Dozat, Incorporating Nesterov
 *     momentum into Adam</a>
 */
public final class Nadam extends StandardOptimizer<Nadam> {
  private static final double DECAY = 0.96;

  private final Option<Double> beta1 = option("beta_1", Kind.FLOAT, 0.9);
  private final Option<Double> beta2 = option("beta_2", Kind.FLOAT, 0.999);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-7);
  private final List<Variable> momentums = new ArrayList<>();
  private final List<Variable> velocities = new ArrayList<>();
  private @Nullable Variable product;
  private double uProduct = 1;

  /** The optimizer with the learning rate 0.001. */
  public Nadam() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public Nadam(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Nadam(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** The share β₁ of the mean gradient that stays in a step. */
  public Nadam beta1(double share) {
    beta1.set(share);
    return this;
  }

  /** The share β₂ of the mean square that stays in a step. */
  public Nadam beta2(double share) {
    beta2.set(share);
    return this;
  }

  /** What keeps the divisor above 0. */
  public Nadam epsilon(double value) {
    epsilon.set(value);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    for (Variable variable : variables) {
      momentums.add(addSlot(variable, "momentum", 0));
      velocities.add(addSlot(variable, "velocity", 0));
    }
    DType type = variables.isEmpty() ? DType.FLOAT32 : variables.getFirst().dtype();
    product = addVariable("u_product", type, Shape.SCALAR, 1);
  }

  private double strength(long step, DType type) {
    return Powers.of(beta1.get(), 1, type) * (1 - 0.5 * Powers.of(DECAY, step, type));
  }

  @Override
  protected void beginStep() {
    Variable u = Objects.requireNonNull(product);
    u.assign(u.mul(strength(step(), u.dtype())));
    uProduct = u.doubleValue();
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    DType type = variable.dtype();
    double now = strength(step(), type);
    double next = strength(step() + 1, type);
    Variable m = momentums.get(indexOf(variable));
    Variable v = velocities.get(indexOf(variable));
    m.assignAdd(gradient.sub(m).mul(1 - Powers.of(beta1.get(), 1, type)));
    v.assignAdd(gradient.square().sub(v).mul(1 - Powers.of(beta2.get(), 1, type)));
    Tensor ahead = m.mul(next).div(1 - uProduct * next);
    Tensor mHat = ahead.add(gradient.mul(1 - now).div(1 - uProduct));
    Tensor vHat = v.div(1 - Powers.of(beta2.get(), step(), type));
    variable.assignSub(mHat.mul(learningRate).div(vHat.sqrt().add(epsilon.get())));
  }
}
