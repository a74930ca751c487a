package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * Adadelta: steps in the units of the weights, from the moving mean squares of gradients and of
 * earlier steps. The paper's learning rate is 1.0; Keras' default is 0.001.
 *
 * <pre>
 * v ← ρ·v + (1 − ρ)·g²
 * d = −g · √(u + ε) / √(v + ε)
 * u ← ρ·u + (1 − ρ)·d²
 * w ← w + learningRate·d
 * </pre>
 *
 * @see <a href="https://keras.io/api/optimizers/adadelta/">keras.optimizers.Adadelta</a>
 * @see <a href="https://arxiv.org/abs/1212.5701">Zeiler, ADADELTA: an adaptive learning rate
 *     method</a>
 */
public final class Adadelta extends StandardOptimizer<Adadelta> {
  private final Option<Double> rho = option("rho", Kind.FLOAT, 0.95);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-7);
  private final List<Variable> accumulatedGrads = new ArrayList<>();
  private final List<Variable> accumulatedDeltaVars = new ArrayList<>();

  /** The optimizer with the learning rate 0.001. */
  public Adadelta() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public Adadelta(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Adadelta(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** The share ρ of the means that stays in a step. */
  public Adadelta rho(double share) {
    rho.set(share);
    return this;
  }

  /** What keeps the divisor above 0. */
  public Adadelta epsilon(double value) {
    epsilon.set(value);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    for (Variable variable : variables) {
      accumulatedGrads.add(addSlot(variable, "accumulated_grad", 0));
      accumulatedDeltaVars.add(addSlot(variable, "accumulated_delta_var", 0));
    }
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    double share = rho.get();
    Variable v = accumulatedGrads.get(indexOf(variable));
    Variable u = accumulatedDeltaVars.get(indexOf(variable));
    v.assign(v.mul(share).add(gradient.square().mul(1 - share)));
    Tensor delta = root(u).mul(gradient).div(root(v)).neg();
    u.assign(u.mul(share).add(delta.square().mul(1 - share)));
    variable.assignAdd(delta.mul(learningRate));
  }

  private Tensor root(Tensor square) {
    return square.add(epsilon.get()).sqrt();
  }
}
