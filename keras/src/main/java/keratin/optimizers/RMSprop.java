package keratin.optimizers;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.Engine;
import keratin.tensor.RmspropUpdate;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * RMSprop: gradients divided by the root of a moving mean of their squares, with ε inside the root.
 *
 * <pre>
 * v ← ρ·v + (1 − ρ)·g²
 * a ← ρ·a + (1 − ρ)·g                                  if centered
 * d = learningRate·g / √(v + ε)                        centered: √(v − a² + ε)
 * w ← w − d                                            with momentum μ: m ← μ·m + d;  w ← w − m
 * </pre>
 *
 * @see <a href="https://keras.io/api/optimizers/rmsprop/">keras.optimizers.RMSprop</a>
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Hinton,
 *     Neural networks for machine learning, lecture 6</a>
 */
public final class RMSprop extends StandardOptimizer<RMSprop> {
  private final Option<Double> rho = option("rho", Kind.FLOAT, 0.9);
  private final Option<Double> momentum = option("momentum", Kind.RATE, 0.0);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-7);
  private final Option<Boolean> centered = option("centered", Kind.BOOL, false);
  private List<Variable> velocities = List.of();
  private List<Variable> momentums = List.of();
  private List<Variable> averageGradients = List.of();

  /** The optimizer with the learning rate 0.001. */
  public RMSprop() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public RMSprop(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public RMSprop(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** The share ρ of the mean that stays in a step. */
  public RMSprop rho(double share) {
    rho.set(share);
    return this;
  }

  /** The momentum μ, from 0 to 1; 0 for none. */
  public RMSprop momentum(double mu) {
    momentum.set(mu);
    return this;
  }

  /** What keeps the root above 0. */
  public RMSprop epsilon(double value) {
    epsilon.set(value);
    return this;
  }

  /** Whether the variance takes the place of the mean square. */
  public RMSprop centered(boolean on) {
    centered.set(on);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    velocities = addSlots(variables, "velocity");
    if (momentum.get() > 0) {
      momentums = addSlots(variables, "momentum");
    }
    if (centered.get()) {
      averageGradients = addSlots(variables, "average_gradient");
    }
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    double mu = momentum.get();
    int index = indexOf(variable);
    Variable[] slots = new Variable[1 + (mu > 0 ? 1 : 0) + (centered.get() ? 1 : 0)];
    slots[0] = velocities.get(index);
    if (mu > 0) {
      slots[1] = momentums.get(index);
    }
    if (centered.get()) {
      slots[slots.length - 1] = averageGradients.get(index);
    }
    Tensor[] in = new Tensor[2 + slots.length];
    in[0] = variable;
    in[1] = gradient;
    System.arraycopy(slots, 0, in, 2, slots.length);
    RmspropUpdate update =
        new RmspropUpdate(learningRate, rho.get(), mu, epsilon.get(), centered.get());
    Tensor[] next = Engine.runAll(update, in);
    variable.assign(next[0]);
    for (int i = 0; i < slots.length; i++) {
      slots[i].assign(next[i + 1]);
    }
  }
}
