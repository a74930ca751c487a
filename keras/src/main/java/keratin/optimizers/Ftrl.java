package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * FTRL-proximal: follow the regularized leader, which keeps weights of rare features at exactly 0.
 *
 * <pre>
 * g' = g + 2·l2Shrinkage·w
 * n' = n + g²
 * z ← z + g' − (n'^−p − n^−p) / learningRate · w            p = learningRatePower
 * q = n'^−p / learningRate + 2·(l2 + beta / (2·learningRate))
 * w ← (clip(z, −l1, l1) − z) / q
 * n ← n'
 * </pre>
 *
 * @see <a href="https://keras.io/api/optimizers/ftrl/">keras.optimizers.Ftrl</a>
 * @see <a href="https://research.google.com/pubs/archive/41159.pdf">McMahan et al., Ad click
 *     prediction: a view from the trenches</a>
 */
public final class Ftrl extends StandardOptimizer<Ftrl> {
  private static final Kind<Double> NOT_NEGATIVE =
      new Kind<>("a number of at least 0", v -> signed(v, 1), v -> v);
  private static final Kind<Double> NOT_POSITIVE =
      new Kind<>("a number of at most 0", v -> signed(v, -1), v -> v);

  private final Option<Double> learningRatePower =
      option("learning_rate_power", NOT_POSITIVE, -0.5);
  private final Option<Double> initialAccumulatorValue =
      option("initial_accumulator_value", NOT_NEGATIVE, 0.1);
  private final Option<Double> l1RegularizationStrength =
      option("l1_regularization_strength", NOT_NEGATIVE, 0.0);
  private final Option<Double> l2RegularizationStrength =
      option("l2_regularization_strength", NOT_NEGATIVE, 0.0);
  private final Option<Double> l2ShrinkageRegularizationStrength =
      option("l2_shrinkage_regularization_strength", NOT_NEGATIVE, 0.0);
  private final Option<Double> beta = option("beta", Kind.FLOAT, 0.0);
  private final List<Variable> accumulators = new ArrayList<>();
  private final List<Variable> linears = new ArrayList<>();

  /** The optimizer with the learning rate 0.001. */
  public Ftrl() {
    super(0.001);
  }

  /** The optimizer with a learning rate. */
  public Ftrl(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Ftrl(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  private static double signed(Object value, int sign) {
    double number = Kind.FLOAT.parse().apply(value);
    if (!(number * sign >= 0)) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  /** The power p of the sum of squares, at most 0; 0 keeps the learning rate. */
  public Ftrl learningRatePower(double power) {
    learningRatePower.set(power);
    return this;
  }

  /** Where the sums of squares begin. */
  public Ftrl initialAccumulatorValue(double value) {
    initialAccumulatorValue.set(value);
    return this;
  }

  /** The L1 penalty. */
  public Ftrl l1RegularizationStrength(double strength) {
    l1RegularizationStrength.set(strength);
    return this;
  }

  /** The L2 penalty, which steadies. */
  public Ftrl l2RegularizationStrength(double strength) {
    l2RegularizationStrength.set(strength);
    return this;
  }

  /** The L2 penalty on the size of weights, which counts only where the gradient is not 0. */
  public Ftrl l2ShrinkageRegularizationStrength(double strength) {
    l2ShrinkageRegularizationStrength.set(strength);
    return this;
  }

  /** The β of the paper. */
  public Ftrl beta(double value) {
    beta.set(value);
    return this;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    for (Variable variable : variables) {
      accumulators.add(addSlot(variable, "accumulator", initialAccumulatorValue.get()));
      linears.add(addSlot(variable, "linear", 0));
    }
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    Variable sum = accumulators.get(indexOf(variable));
    Variable linear = linears.get(indexOf(variable));
    double power = -learningRatePower.get();
    double l1 = l1RegularizationStrength.get();
    double l2 = l2RegularizationStrength.get() + beta.get() / (2 * learningRate);
    Tensor shrunk = gradient.add(variable.mul(2 * l2ShrinkageRegularizationStrength.get()));
    Tensor next = sum.add(gradient.square());
    Tensor nextPower = next.pow(power);
    Tensor sigma = nextPower.sub(sum.pow(power)).div(learningRate);
    linear.assignAdd(shrunk.sub(sigma.mul(variable)));
    Tensor quadratic = nextPower.div(learningRate).add(2 * l2);
    variable.assign(linear.maximum(-l1).minimum(l1).sub(linear).div(quadratic));
    sum.assign(next);
  }
}
