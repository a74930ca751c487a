package keratin.optimizers.schedules;

import keratin.config.Kind;
import keratin.config.Option;

/**
 * A rate that falls as the inverse of time: {@code initial / (1 + decayRate · step / decaySteps)}.
 */
public final class InverseTimeDecay extends LearningRateSchedule {
  private final Option<Double> initialLearningRate = required("initial_learning_rate", Kind.FLOAT);
  private final Option<Double> decaySteps = required("decay_steps", Schedules.STEPS);
  private final Option<Double> decayRate = required("decay_rate", Kind.FLOAT);
  private final Option<Boolean> staircase = option("staircase", Kind.BOOL, false);
  private final Option<String> name = option("name", Kind.STRING, "InverseTimeDecay");

  private InverseTimeDecay() {}

  /** The schedule. */
  public InverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate) {
    this.initialLearningRate.set(initialLearningRate);
    this.decaySteps.set(decaySteps);
    this.decayRate.set(decayRate);
  }

  /** Whether the rate stays the same for {@code decaySteps} steps. */
  public InverseTimeDecay staircase(boolean on) {
    staircase.set(on);
    return this;
  }

  /** Sets the name. */
  public InverseTimeDecay name(String text) {
    name.set(text);
    return this;
  }

  @Override
  public double of(long step) {
    float periods = (float) step / decaySteps.get().floatValue();
    float time = staircase.get() ? (float) Math.floor(periods) : periods;
    return initialLearningRate.get().floatValue() / (1 + decayRate.get().floatValue() * time);
  }
}
