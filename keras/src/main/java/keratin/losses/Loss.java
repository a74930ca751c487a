package keratin.losses;

import java.util.LinkedHashMap;
import java.util.Map;
import keratin.config.Configurable;
import keratin.config.Kind;
import keratin.config.Names;
import keratin.config.Option;
import keratin.layers.Mask;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How far predictions are from the truth: a number per sample, reduced to one number that training
 * makes small.
 *
 * <p>One's own loss needs one method:
 *
 * {@snippet :
 * final class QuarticError extends Loss {
 *   @Override public Tensor call(Tensor yTrue, Tensor yPred) {
 *     return yPred.sub(yTrue).square().square().mean(-1);
 *   }
 * }
 * }
 *
 * @see <a href="https://keras.io/api/losses/">keras.losses.Loss</a>
 */
public abstract class Loss extends Configurable {
  private final Option<@Nullable String> name = option("name", Kind.STRING.orNull(), null);
  private final Option<@Nullable String> reduction =
      option("reduction", Reduction.KIND.orNull(), "sum_over_batch_size");
  private final Option<@Nullable DType> dtype = option("dtype", Kind.DTYPE.orNull(), null);
  private @Nullable String automaticName;

  /**
   * The losses before they are reduced.
   *
   * @param yTrue the truth
   * @param yPred the predictions, {@code (batch, …)}
   * @return {@code (batch, …)}, often without the last axis of {@code yPred}
   */
  public abstract Tensor call(Tensor yTrue, Tensor yPred);

  /** The reduced loss. */
  public final Tensor of(Tensor yTrue, Tensor yPred) {
    return of(yTrue, yPred, null);
  }

  /**
   * The reduced loss with weighted samples.
   *
   * <p>The mean divides by the number of losses, whatever the weights sum to; where {@code yPred}
   * has a {@link Mask}, by the number of entries that count.
   *
   * @param sampleWeight a weight per loss: {@code (batch,)}, {@code (batch, 1)}, or of the shape of
   *     the losses
   */
  public final Tensor of(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    DType type = dtype();
    Tensor losses = call(target(yTrue, type), yPred.cast(type)).cast(type);
    Tensor in = Mask.of(yPred);
    Tensor out = Mask.of(losses);
    Tensor mask = in == null ? out : out == null ? in : in.logicalAnd(out);
    return Reduction.reduce(losses, sampleWeight, mask, reduction.get());
  }

  /** What {@link #call} gets as truth: numbers of the loss's dtype, unless a loss wants others. */
  Tensor target(Tensor yTrue, DType type) {
    return yTrue.cast(type);
  }

  /** The name, which logs use. */
  public final String name() {
    String given = name.get();
    if (given != null) {
      return given;
    }
    if (automaticName == null) {
      automaticName = defaultName();
    }
    return automaticName;
  }

  /** The name of an object that was given none. */
  String defaultName() {
    return Names.automatic(className());
  }

  /** Sets the name. */
  public Loss name(String text) {
    name.set(text);
    return this;
  }

  /** How the losses become one number; null leaves them as they are. */
  public final @Nullable String reduction() {
    return reduction.get();
  }

  /**
   * How the losses become one number: {@code "sum_over_batch_size"} or {@code "mean"}, the mean
   * over all losses; {@code "sum"}; {@code "mean_with_sample_weight"}, the sum divided by the sum
   * of the weights; {@code "none"} or null, not at all.
   */
  public Loss reduction(@Nullable String how) {
    reduction.set(how);
    return this;
  }

  /** The dtype in which the loss is computed. */
  public final DType dtype() {
    DType given = dtype.get();
    return given == null ? DType.FLOAT32 : given;
  }

  /** Sets the dtype in which the loss is computed. */
  public Loss dtype(DType type) {
    dtype.set(type);
    return this;
  }

  /** The options; as in Keras without the dtype. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(super.getConfig());
    config.put("name", name());
    config.remove("dtype");
    return config;
  }
}
