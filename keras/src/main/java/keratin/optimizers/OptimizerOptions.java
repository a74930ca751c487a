package keratin.optimizers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import keratin.config.Configurable;
import keratin.config.Kind;
import keratin.config.Names;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.optimizers.schedules.Schedules;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The options that every optimizer has, apart from what it does with them. */
abstract class OptimizerOptions extends Configurable {
  final Option<@Nullable String> name = option("name", Kind.STRING.orNull(), null);
  final Option<Object> learningRate;
  final Option<@Nullable Double> weightDecay;
  final Option<@Nullable Double> clipnorm = number("clipnorm");
  final Option<@Nullable Double> globalClipnorm = number("global_clipnorm");
  final Option<@Nullable Double> clipvalue = number("clipvalue");
  final Option<Boolean> useEma = option("use_ema", Kind.BOOL, false);
  final Option<Double> emaMomentum = option("ema_momentum", Kind.RATE, 0.99);
  final Option<@Nullable Integer> emaOverwriteFrequency =
      option("ema_overwrite_frequency", Kind.POSITIVE.orNull(), null);
  final Option<@Nullable Double> lossScaleFactor = number("loss_scale_factor");
  final Option<@Nullable Integer> gradientAccumulationSteps =
      option("gradient_accumulation_steps", Accumulator.STEPS.orNull(), null);
  private @Nullable String automaticName;

  OptimizerOptions(double learningRate, @Nullable Double weightDecay) {
    this.learningRate = option("learning_rate", Schedules.RATE, learningRate);
    this.weightDecay = option("weight_decay", Kind.FLOAT.orNull(), weightDecay);
  }

  private Option<@Nullable Double> number(String optionName) {
    return option(optionName, Kind.FLOAT.orNull(), null);
  }

  /** The learning rate of the next step. */
  abstract double currentLearningRate();

  /** The name: given, or the class name in snake case with a number. */
  public final String name() {
    String given = name.get();
    if (given != null) {
      return given;
    }
    if (automaticName == null) {
      automaticName = Names.automatic(className());
    }
    return automaticName;
  }

  /** What errors call it: {@code Adam 'adam'}. */
  final String title() {
    return className() + " '" + name() + "'";
  }

  /** Multiplies a loss by the loss scale factor, which the gradients are divided by. */
  public Tensor scaleLoss(Tensor loss) {
    Double scale = lossScaleFactor.get();
    return scale == null ? loss : loss.mul(scale);
  }

  final Tensor unscaled(Tensor gradient) {
    Double scale = lossScaleFactor.get();
    return scale == null ? gradient : gradient.div(scale);
  }

  final int accumulationSteps() {
    Integer steps = gradientAccumulationSteps.get();
    return steps == null ? 1 : steps;
  }

  final boolean isScheduled() {
    return learningRate.get() instanceof LearningRateSchedule;
  }

  final void requireOneClipping() {
    long given =
        Stream.of(clipnorm, globalClipnorm, clipvalue).filter(o -> o.get() != null).count();
    if (given > 1) {
      throw new IllegalArgumentException(
          ("%s: only one of clipnorm, clipvalue and global_clipnorm can be set, but came:"
                  + " clipnorm=%s, clipvalue=%s, global_clipnorm=%s.")
              .formatted(title(), clipnorm.get(), clipvalue.get(), globalClipnorm.get()));
    }
  }

  /** The options; a learning rate as float32 holds it. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("name", name());
    Object source = learningRate.get();
    config.put(
        "learning_rate",
        source instanceof LearningRateSchedule schedule
            ? Schedules.serialize(schedule)
            : (Object) currentLearningRate());
    config.put("weight_decay", weightDecay.get());
    super.getConfig().forEach((key, value) -> merge(config, key, value));
    return config;
  }

  private static void merge(
      Map<String, @Nullable Object> config, String key, @Nullable Object value) {
    if (!config.containsKey(key)) {
      config.put(key, value);
    }
  }

  /** Decoupled weight decay, {@code w ← w − w·rate·learningRate} before the update itself. */
  public Optimizer weightDecay(double rate) {
    weightDecay.set(rate);
    return (Optimizer) this;
  }

  /** Clips every gradient to this Euclidean norm. */
  public Optimizer clipnorm(double norm) {
    clipnorm.set(norm);
    return (Optimizer) this;
  }

  /** Clips all gradients together to this Euclidean norm. */
  public Optimizer globalClipnorm(double norm) {
    globalClipnorm.set(norm);
    return (Optimizer) this;
  }

  /** Clips every element of the gradients to [−bound, bound]. */
  public Optimizer clipvalue(double bound) {
    clipvalue.set(bound);
    return (Optimizer) this;
  }

  /** Whether an exponential moving average of the weights is kept. */
  public Optimizer useEma(boolean on) {
    useEma.set(on);
    return (Optimizer) this;
  }

  /** How much of the average stays in a step, from 0 to 1. */
  public Optimizer emaMomentum(double momentum) {
    emaMomentum.set(momentum);
    return (Optimizer) this;
  }

  /** Every how many steps the weights are set to their average. */
  public Optimizer emaOverwriteFrequency(int steps) {
    emaOverwriteFrequency.set(steps);
    return (Optimizer) this;
  }

  /** What the loss was multiplied by; gradients are divided by it. */
  public Optimizer lossScaleFactor(double factor) {
    lossScaleFactor.set(factor);
    return (Optimizer) this;
  }

  /** How many steps are averaged to one update; at least 2. */
  public Optimizer gradientAccumulationSteps(int steps) {
    gradientAccumulationSteps.set(steps);
    return (Optimizer) this;
  }

  /** Sets the name. */
  public Optimizer name(String text) {
    name.set(text);
    return (Optimizer) this;
  }
}
