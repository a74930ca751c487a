package keratin.optimizers.schedules;

import keratin.config.Kind;
import keratin.config.Option;
import org.jspecify.annotations.Nullable;

/**
 * A rate that falls along half a cosine, {@code target · ((1 − alpha)·½·(1 + cos(π·t)) + alpha)}
 * with t from 0 to 1 in {@code decaySteps} steps; before that it may rise to its target in a
 * straight line.
 *
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR: stochastic gradient
 *     descent with warm restarts</a>
 */
public final class CosineDecay extends LearningRateSchedule {
  private final Option<Double> initialLearningRate = required("initial_learning_rate", Kind.FLOAT);
  private final Option<Double> decaySteps = required("decay_steps", Schedules.STEPS);
  private final Option<Double> alpha = option("alpha", Kind.FLOAT, 0.0);
  private final Option<@Nullable Double> warmupTarget =
      option("warmup_target", Kind.FLOAT.orNull(), null);
  private final Option<Integer> warmupSteps = option("warmup_steps", Kind.INT, 0);
  private final Option<String> name = option("name", Kind.STRING, "CosineDecay");

  private CosineDecay() {}

  /** The schedule. */
  public CosineDecay(double initialLearningRate, double decaySteps) {
    this.initialLearningRate.set(initialLearningRate);
    this.decaySteps.set(decaySteps);
  }

  /** The share of the rate that is left at the end. */
  public CosineDecay alpha(double share) {
    alpha.set(share);
    return this;
  }

  /** The rate after warming up; null, the default, for none. */
  public CosineDecay warmupTarget(@Nullable Double rate) {
    warmupTarget.set(rate);
    return this;
  }

  /** The steps of warming up. */
  public CosineDecay warmupSteps(int steps) {
    warmupSteps.set(steps);
    return this;
  }

  /** Sets the name. */
  public CosineDecay name(String text) {
    name.set(text);
    return this;
  }

  @Override
  public double of(long step) {
    float initial = initialLearningRate.get().floatValue();
    float length = decaySteps.get().floatValue();
    Double target = warmupTarget.get();
    if (target == null) {
      return decayed(Math.min(step, length) / length, initial);
    }
    float warm = warmupSteps.get();
    float at = Math.min(step, length + warm);
    float top = target.floatValue();
    return at < warm ? (top - initial) * (at / warm) + initial : decayed((at - warm) / length, top);
  }

  private float decayed(float fraction, float from) {
    float left = alpha.get().floatValue();
    float cosine = 0.5f * (1 + (float) Math.cos((float) Math.PI * fraction));
    return from * ((1 - left) * cosine + left);
  }
}
