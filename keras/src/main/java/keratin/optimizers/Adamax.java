package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * Adamax: {@link Adam} with the largest gradient so far, slowly forgotten, in place of the root
 * mean square.
 *
 * <pre>
 * m ← m + (g − m)·(1 − β₁)
 * u ← max(β₂·u, |g|)
 * w ← w − learningRate·m / ((1 − β₁ᵗ)·(u + ε))
 * </pre>
 *
 * @see <a href="https://keras.io/api/optimizers/adamax/">keras.optimizers.Adamax</a>
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam, section 7.1</a>
 */
public final class Adamax extends StandardOptimizer<Adamax> {
  private final Option<Double> beta1 = option("beta_1", Kind.FLOAT, 0.9);
  private final Option<Double> beta2 = option("beta_2", Kind.FLOAT, 0.999);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-7);
  private final List<Variable> momentums = new ArrayList<>();
  private final List<Variable> norms = new ArrayList<>();

  /** The optimizer with the learning rate 0.001. */
  public Adamax() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public Adamax(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Adamax(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** The share β₁ of the mean gradient that stays in a step. */
  public Adamax beta1(double share) {
    beta1.set(share);
    return this;
  }

  /** The share β₂ of the largest gradient that stays in a step. */
  public Adamax beta2(double share) {
    beta2.set(share);
    return this;
  }

  /** What keeps the divisor above 0. */
  public Adamax epsilon(double value) {
    epsilon.set(value);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    for (Variable variable : variables) {
      momentums.add(addSlot(variable, "momentum", 0));
      norms.add(addSlot(variable, "norm", 0));
    }
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    Variable m = momentums.get(indexOf(variable));
    Variable u = norms.get(indexOf(variable));
    m.assignAdd(gradient.sub(m).mul(1 - beta1.get()));
    u.assign(u.mul(beta2.get()).maximum(gradient.abs()));
    double correction = 1 - Powers.of(beta1.get(), step(), variable.dtype());
    Tensor divisor = u.add(epsilon.get()).mul(correction);
    variable.assignSub(m.mul(learningRate).div(divisor));
  }
}
