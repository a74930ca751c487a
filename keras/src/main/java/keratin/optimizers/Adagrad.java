package keratin.optimizers;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * Adagrad: gradients divided by the root of the sum of all their squares so far, so that rare
 * features keep large steps.
 *
 * <pre>
 * a ← a + g²
 * w ← w − learningRate·g / √(a + ε)
 * </pre>
 *
 * @see <a href="https://keras.io/api/optimizers/adagrad/">keras.optimizers.Adagrad</a>
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi et al., Adaptive subgradient
 *     methods for online learning and stochastic optimization</a>
 */
public final class Adagrad extends StandardOptimizer<Adagrad> {
  private final Option<Double> initialAccumulatorValue =
      option("initial_accumulator_value", Kind.FLOAT, 0.1);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-7);
  private List<Variable> accumulators = List.of();

  /** The optimizer with the learning rate 0.001. */
  public Adagrad() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public Adagrad(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Adagrad(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** Where the sums begin. */
  public Adagrad initialAccumulatorValue(double value) {
    initialAccumulatorValue.set(value);
    return this;
  }

  /** What keeps the divisor above 0. */
  public Adagrad epsilon(double value) {
    epsilon.set(value);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    accumulators = addSlots(variables, "accumulator", initialAccumulatorValue.get());
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    Variable sum = accumulators.get(indexOf(variable));
    sum.assignAdd(gradient.square());
    variable.assignSub(gradient.mul(learningRate).div(sum.add(epsilon.get()).sqrt()));
  }
}
