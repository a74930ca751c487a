package keratin.optimizers.schedules;

import keratin.config.Kind;
import keratin.config.Option;

/**
 * A {@link CosineDecay} that begins anew after each period; periods grow by the factor {@code
 * tMul}, the rate at their start by {@code mMul}.
 *
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR: stochastic gradient
 *     descent with warm restarts</a>
 */
public final class CosineDecayRestarts extends LearningRateSchedule {
  private final Option<Double> initialLearningRate = required("initial_learning_rate", Kind.FLOAT);
  private final Option<Double> firstDecaySteps = required("first_decay_steps", Schedules.STEPS);
  private final Option<Double> tMul = option("t_mul", Kind.FLOAT, 2.0);
  private final Option<Double> mMul = option("m_mul", Kind.FLOAT, 1.0);
  private final Option<Double> alpha = option("alpha", Kind.FLOAT, 0.0);
  private final Option<String> name = option("name", Kind.STRING, "SGDRDecay");

  private CosineDecayRestarts() {}

  /** The schedule. */
  public CosineDecayRestarts(double initialLearningRate, double firstDecaySteps) {
    this.initialLearningRate.set(initialLearningRate);
    this.firstDecaySteps.set(firstDecaySteps);
  }

  /** How much longer each period is. */
  public CosineDecayRestarts tMul(double factor) {
    tMul.set(factor);
    return this;
  }

  /** How much larger the rate begins in each period. */
  public CosineDecayRestarts mMul(double factor) {
    mMul.set(factor);
    return this;
  }

  /** The share of the rate that is left at the end of a period. */
  public CosineDecayRestarts alpha(double share) {
    alpha.set(share);
    return this;
  }

  /** Sets the name. */
  public CosineDecayRestarts name(String text) {
    name.set(text);
    return this;
  }

  // In float32, as Keras computes it: at the edges of a period rounding decides.
  @Override
  public double of(long step) {
    float grow = tMul.get().floatValue();
    float fraction = step / firstDecaySteps.get().floatValue();
    float restart;
    if (grow == 1) {
      restart = (float) Math.floor(fraction);
      fraction -= restart;
    } else {
      float logs = (float) Math.log(1 - fraction * (1 - grow)) / (float) Math.log(grow);
      restart = (float) Math.floor(logs);
      float scale = (float) Math.pow(grow, restart);
      fraction = (fraction - (1 - scale) / (1 - grow)) / scale;
    }
    float left = alpha.get().floatValue();
    float height = (float) Math.pow(mMul.get().floatValue(), restart);
    float cosine = 0.5f * height * (1 + (float) Math.cos((float) Math.PI * fraction));
    return initialLearningRate.get().floatValue() * ((1 - left) * cosine + left);
  }
}
