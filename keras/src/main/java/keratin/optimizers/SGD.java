package keratin.optimizers;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.Engine;
import keratin.tensor.SgdUpdate;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * Gradient descent, with momentum if wanted:
 *
 * <pre>
 * without momentum   w ← w − learningRate·g
 * with momentum μ    m ← μ·m − learningRate·g;   w ← w + m
 * Nesterov's         m as above;                 w ← w + μ·m − learningRate·g
 * </pre>
 *
 * <p>The momentum holds the learning rate of the steps it comes from.
 *
 * @see <a href="https://keras.io/api/optimizers/sgd/">keras.optimizers.SGD</a>
 */
public final class SGD extends StandardOptimizer<SGD> {
  private final Option<Double> momentum = option("momentum", Kind.RATE, 0.0);
  private final Option<Boolean> nesterov = option("nesterov", Kind.BOOL, false);
  private List<Variable> momentums = List.of();

  /** The optimizer with the learning rate 0.01. */
  public SGD() {
    super(0.01);
  }

  /** The optimizer with a learning rate. */
  public SGD(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public SGD(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** The momentum μ, from 0 to 1; 0 for none. */
  public SGD momentum(double mu) {
    momentum.set(mu);
    return this;
  }

  /** Whether the momentum is Nesterov's. */
  public SGD nesterov(boolean on) {
    nesterov.set(on);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    if (momentum.get() != 0) {
      momentums = addSlots(variables, "momentum");
    }
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    double mu = momentum.get();
    SgdUpdate update = new SgdUpdate(learningRate, mu, nesterov.get());
    if (mu == 0) {
      variable.assign(Engine.run(update, variable, gradient));
      return;
    }
    Variable m = momentums.get(indexOf(variable));
    Tensor[] next = Engine.runAll(update, variable, gradient, m);
    variable.assign(next[0]);
    m.assign(next[1]);
  }
}
