package keratin.optimizers.schedules;

import keratin.config.Kind;
import keratin.config.Option;

/**
 * A rate that is multiplied by {@code decayRate} every {@code decaySteps} steps: {@code initial ·
 * decayRate^(step / decaySteps)}.
 */
public final class ExponentialDecay extends LearningRateSchedule {
  private final Option<Double> initialLearningRate = required("initial_learning_rate", Kind.FLOAT);
  private final Option<Double> decaySteps = required("decay_steps", Schedules.STEPS);
  private final Option<Double> decayRate = required("decay_rate", Kind.FLOAT);
  private final Option<Boolean> staircase = option("staircase", Kind.BOOL, false);
  private final Option<String> name = option("name", Kind.STRING, "ExponentialDecay");

  private ExponentialDecay() {}

  /** The schedule. */
  public ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate) {
    this.initialLearningRate.set(initialLearningRate);
    this.decaySteps.set(decaySteps);
    this.decayRate.set(decayRate);
  }

  /** Whether the rate stays the same for {@code decaySteps} steps. */
  public ExponentialDecay staircase(boolean on) {
    staircase.set(on);
    return this;
  }

  /** Sets the name. */
  public ExponentialDecay name(String text) {
    name.set(text);
    return this;
  }

  @Override
  public double of(long step) {
    float periods = (float) step / decaySteps.get().floatValue();
    float power = staircase.get() ? (float) Math.floor(periods) : periods;
    return initialLearningRate.get().floatValue()
        * (float) Math.pow(decayRate.get().floatValue(), power);
  }
}
