package keratin.optimizers.schedules;

import keratin.config.Kind;
import keratin.config.Option;

/**
 * A rate that falls to {@code endLearningRate} in {@code decaySteps} steps: {@code (initial − end)
 * · (1 − step / decaySteps)^power + end}.
 */
public final class PolynomialDecay extends LearningRateSchedule {
  private final Option<Double> initialLearningRate = required("initial_learning_rate", Kind.FLOAT);
  private final Option<Double> decaySteps = required("decay_steps", Schedules.STEPS);
  private final Option<Double> endLearningRate = option("end_learning_rate", Kind.FLOAT, 0.0001);
  private final Option<Double> power = option("power", Kind.FLOAT, 1.0);
  private final Option<Boolean> cycle = option("cycle", Kind.BOOL, false);
  private final Option<String> name = option("name", Kind.STRING, "PolynomialDecay");

  private PolynomialDecay() {}

  /** The schedule. */
  public PolynomialDecay(double initialLearningRate, double decaySteps) {
    this.initialLearningRate.set(initialLearningRate);
    this.decaySteps.set(decaySteps);
  }

  /** The rate at the end. */
  public PolynomialDecay endLearningRate(double rate) {
    endLearningRate.set(rate);
    return this;
  }

  /** The exponent; 1 is a straight line. */
  public PolynomialDecay power(double exponent) {
    power.set(exponent);
    return this;
  }

  /** Whether the fall begins anew, with longer and longer periods, once it is over. */
  public PolynomialDecay cycle(boolean on) {
    cycle.set(on);
    return this;
  }

  /** Sets the name. */
  public PolynomialDecay name(String text) {
    name.set(text);
    return this;
  }

  @Override
  public double of(long step) {
    float length = decaySteps.get().floatValue();
    float at = step;
    if (cycle.get()) {
      length *= at == 0 ? 1 : (float) Math.ceil(at / length);
    } else {
      at = Math.min(at, length);
    }
    float end = endLearningRate.get().floatValue();
    float left = (float) Math.pow(1 - at / length, power.get().floatValue());
    return (initialLearningRate.get().floatValue() - end) * left + end;
  }
}
