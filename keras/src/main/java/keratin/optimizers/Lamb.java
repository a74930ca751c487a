package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * LAMB: {@link Adam} with steps as long as the weights of a layer allow, for large batches.
 *
 * <pre>
 * m ← m + (g − m)·(1 − β₁),   v ← v + (g² − v)·(1 − β₂)
 * d = (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 * w ← w − learningRate · ‖w‖/‖d‖ · d             the ratio is 1 where a norm is 0
 * </pre>
 *
 * @see <a href="https://keras.io/api/optimizers/lamb/">keras.optimizers.Lamb</a>
 * @see <a href="https://arxiv.org/abs/1904.00962">You et al., Large batch optimization for deep
 *     learning</a>
 */
public final class Lamb extends StandardOptimizer<Lamb> {
  private final Option<Double> beta1 = option("beta_1", Kind.FLOAT, 0.9);
  private final Option<Double> beta2 = option("beta_2", Kind.FLOAT, 0.999);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-7);
  private final List<Variable> momentums = new ArrayList<>();
  private final List<Variable> velocities = new ArrayList<>();

  /** The optimizer with the learning rate 0.001. */
  public Lamb() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public Lamb(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Lamb(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** The share β₁ of the mean gradient that stays in a step. */
  public Lamb beta1(double share) {
    beta1.set(share);
    return this;
  }

  /** The share β₂ of the mean square that stays in a step. */
  public Lamb beta2(double share) {
    beta2.set(share);
    return this;
  }

  /** What keeps the divisor above 0. */
  public Lamb epsilon(double value) {
    epsilon.set(value);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    for (Variable variable : variables) {
      momentums.add(addSlot(variable, "momentum", 0));
      velocities.add(addSlot(variable, "velocity", 0));
    }
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    Variable m = momentums.get(indexOf(variable));
    Variable v = velocities.get(indexOf(variable));
    m.assignAdd(gradient.sub(m).mul(1 - beta1.get()));
    v.assignAdd(gradient.square().sub(v).mul(1 - beta2.get()));
    Tensor mean = m.div(1 - Powers.of(beta1.get(), step(), variable.dtype()));
    Tensor square = v.div(1 - Powers.of(beta2.get(), step(), variable.dtype()));
    Tensor direction = mean.div(square.sqrt().add(epsilon.get()));
    double weightNorm = variable.square().sum().sqrt().doubleValue();
    double stepNorm = direction.square().sum().sqrt().doubleValue();
    double ratio = weightNorm > 0 && stepNorm > 0 ? weightNorm / stepNorm : 1;
    variable.assignSub(direction.mul(ratio * learningRate));
  }
}
