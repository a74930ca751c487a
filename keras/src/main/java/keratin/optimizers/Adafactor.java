package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * Adafactor: {@link Adam} without momentum, with the squares of a matrix kept as one row and one
 * column; steps are relative to the size of the weights.
 *
 * <pre>
 * ρ = min(learningRate, 1/√t),   α = max(ε₂, rms(w))·ρ,   β = 1 − t^beta2Decay
 * matrices   r, c ← moving means of g² + ε₁ over rows, columns;   v = r/mean(r) ⊗ c
 * others     v ← β·v + (1 − β)·(g² + ε₁)
 * w ← w − α · u / max(1, rms(u) / clipThreshold),   u = g/√v
 * </pre>
 *
 * @see <a href="https://keras.io/api/optimizers/adafactor/">keras.optimizers.Adafactor</a>
 * @see <a href="https://arxiv.org/abs/1804.04235">Shazeer and Stern, Adafactor: adaptive learning
 *     rates with sublinear memory cost</a>
 */
public final class Adafactor extends StandardOptimizer<Adafactor> {
  private final Option<Double> beta2Decay = option("beta_2_decay", Kind.FLOAT, -0.8);
  private final Option<Double> epsilon1 = option("epsilon_1", Kind.FLOAT, 1e-30);
  private final Option<Double> epsilon2 = option("epsilon_2", Kind.FLOAT, 0.001);
  private final Option<Double> clipThreshold = option("clip_threshold", Kind.FLOAT, 1.0);
  private final Option<Boolean> relativeStep = option("relative_step", Kind.BOOL, true);
  private final List<Variable> rows = new ArrayList<>();
  private final List<Variable> columns = new ArrayList<>();
  private final List<Variable> velocities = new ArrayList<>();

  /** The optimizer with the learning rate 0.001. */
  public Adafactor() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public Adafactor(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Adafactor(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  /** How fast the moving means slow down, a power below 0. */
  public Adafactor beta2Decay(double power) {
    beta2Decay.set(power);
    return this;
  }

  /** What is added to squares. */
  public Adafactor epsilon1(double value) {
    epsilon1.set(value);
    return this;
  }

  /** The least size that weights are taken to have. */
  public Adafactor epsilon2(double value) {
    epsilon2.set(value);
    return this;
  }

  /** The largest root mean square of a step. */
  public Adafactor clipThreshold(double bound) {
    clipThreshold.set(bound);
    return this;
  }

  /** Whether a fixed learning rate falls with the root of the steps. */
  public Adafactor relativeStep(boolean on) {
    relativeStep.set(on);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    for (Variable variable : variables) {
      Shape shape = variable.shape();
      int rank = shape.rank();
      boolean matrix = rank >= 2;
      // Vectors and scalars keep their place in saved files with a number.
      Shape row = matrix ? shape.slice(0, rank - 1) : Shape.SCALAR;
      Shape column = matrix ? shape.slice(0, rank - 2).append(shape.dim(-1)) : Shape.SCALAR;
      DType type = matrix ? variable.dtype() : DType.INT32;
      rows.add(addVariable(variable.name(), type, row, 0));
      columns.add(addVariable(variable.name(), type, column, 0));
      velocities.add(addSlot(variable, "velocity", 0));
    }
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    double root = 1 / Math.sqrt(step());
    double rate =
        isScheduled() || !relativeStep.get() ? learningRate : Math.min(learningRate, root);
    double size = Math.max(epsilon2.get(), rms(variable));
    double alpha = size * Math.min(rate, root);
    double beta = 1 - Math.pow(step(), beta2Decay.get());
    Tensor square = gradient.square().add(epsilon1.get());
    int index = indexOf(variable);
    Variable v = velocities.get(index);
    if (variable.rank() >= 2) {
      Variable r = rows.get(index);
      Variable c = columns.get(index);
      r.assign(r.mul(beta).add(square.mean(-1).mul(1 - beta)));
      c.assign(c.mul(beta).add(square.mean(-2).mul(1 - beta)));
      Tensor share = r.div(r.mean(-1).expandDims(-1));
      v.assign(share.expandDims(-1).mul(c.expandDims(-2)));
    } else {
      v.assign(v.mul(beta).add(square.mul(1 - beta)));
    }
    Tensor direction = gradient.div(v.sqrt());
    double clip = Math.max(1, rms(direction) / clipThreshold.get());
    variable.assignSub(direction.div(clip).mul(alpha));
  }

  private static double rms(Tensor x) {
    return x.square().mean().sqrt().doubleValue();
  }
}
