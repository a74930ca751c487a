package keratin.optimizers;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * Lion: steps of exactly the learning rate, in the direction of the sign of an interpolated
 * momentum.
 *
 * <pre>
 * w ← w − learningRate·sign(β₁·m + (1 − β₁)·g)
 * m ← β₂·m + (1 − β₂)·g
 * </pre>
 *
 * @see <a href="https://keras.io/api/optimizers/lion/">keras.optimizers.Lion</a>
 * @see <a href="https://arxiv.org/abs/2302.06675">Chen et al., Symbolic discovery of optimization
 *     algorithms</a>
 */
public final class Lion extends StandardOptimizer<Lion> {
  private static final Kind<Double> ABOVE_ZERO =
      new Kind<>("a number above 0 and up to 1", Lion::aboveZero, v -> v);

  private final Option<Double> beta1 = option("beta_1", ABOVE_ZERO, 0.9);
  private final Option<Double> beta2 = option("beta_2", Kind.FLOAT, 0.99);
  private List<Variable> momentums = List.of();

  /** The optimizer with the learning rate 0.001. */
  public Lion() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public Lion(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Lion(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** The share β₁ of the momentum in the direction. */
  public Lion beta1(double share) {
    beta1.set(share);
    return this;
  }

  /** The share β₂ of the momentum that stays in a step. */
  public Lion beta2(double share) {
    beta2.set(share);
    return this;
  }

  private static double aboveZero(Object value) {
    double share = Kind.RATE.parse().apply(value);
    if (share == 0) {
      throw new IllegalArgumentException();
    }
    return share;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    momentums = addSlots(variables, "momentum");
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    Variable m = momentums.get(indexOf(variable));
    double b1 = beta1.get();
    double b2 = beta2.get();
    Tensor direction = m.mul(b1).add(gradient.mul(1 - b1)).sign();
    variable.assignSub(direction.mul(learningRate));
    m.assign(m.mul(b2).add(gradient.mul(1 - b2)));
  }
}
