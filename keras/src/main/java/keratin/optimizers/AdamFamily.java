package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.AdamUpdate;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * What {@link Adam} and {@link AdamW} have in common: all but the default weight decay.
 *
 * @param <S> the optimizer itself
 */
abstract class AdamFamily<S extends AdamFamily<S>> extends StandardOptimizer<S> {
  private final Option<Double> beta1 = option("beta_1", Kind.FLOAT, 0.9);
  private final Option<Double> beta2 = option("beta_2", Kind.FLOAT, 0.999);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-7);
  private final Option<Boolean> amsgrad = option("amsgrad", Kind.BOOL, false);
  private final List<Variable> momentums = new ArrayList<>();
  private final List<Variable> velocities = new ArrayList<>();
  private List<Variable> largest = List.of();

  AdamFamily(double learningRate) {
    super(learningRate);
  }

  AdamFamily(double learningRate, double weightDecay) {
    super(learningRate, weightDecay);
  }

  /** The share β₁ of the mean gradient that stays in a step. */
  public S beta1(double share) {
    beta1.set(share);
    return self();
  }

  /** The share β₂ of the mean square that stays in a step. */
  public S beta2(double share) {
    beta2.set(share);
    return self();
  }

  /** What keeps the divisor above 0. */
  public S epsilon(double value) {
    epsilon.set(value);
    return self();
  }

  /** Whether the largest mean square so far is used, as in AMSGrad. */
  public S amsgrad(boolean on) {
    amsgrad.set(on);
    return self();
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    for (Variable variable : variables) {
      momentums.add(addSlot(variable, "momentum", 0));
      velocities.add(addSlot(variable, "velocity", 0));
    }
    if (amsgrad.get()) {
      largest = addSlots(variables, "velocity_hat");
    }
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    int index = indexOf(variable);
    Variable m = momentums.get(index);
    Variable v = velocities.get(index);
    boolean max = amsgrad.get();
    AdamUpdate update =
        new AdamUpdate(learningRate, beta1.get(), beta2.get(), epsilon.get(), step(), max);
    Tensor[] next =
        max
            ? Engine.runAll(update, variable, gradient, m, v, largest.get(index))
            : Engine.runAll(update, variable, gradient, m, v);
    variable.assign(next[0]);
    m.assign(next[1]);
    v.assign(next[2]);
    if (max) {
      largest.get(index).assign(next[3]);
    }
  }
}
