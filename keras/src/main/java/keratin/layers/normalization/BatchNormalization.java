package keratin.layers.normalization;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.initializers.Initializer;
import keratin.initializers.Initializers;
import keratin.layers.Mask;
import keratin.tensor.BatchNorm;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.ScaleShift;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Brings every channel to mean beta and standard deviation gamma: {@code (x − mean) / √(variance +
 * epsilon) · gamma + beta}.
 *
 * <p>In training mean and variance are those of the batch, and moving averages follow them: {@code
 * moving · momentum + batch · (1 − momentum)}, with the biased variance. In inference, and while
 * the layer is frozen with {@code trainable(false)}, the moving averages take their place. Entries
 * that a mask leaves out do not count for the statistics.
 *
 * <p>Input {@code (batch, …)}, output the same; gamma, beta, moving mean and moving variance {@code
 * (channels,)}.
 *
 * {@snippet :
 * var norm = new BatchNormalization();
 * Tensor x = Tensor.of(new float[][] {{1, 10}, {3, 30}});
 * norm.of(x, true);   // [[-0.9995, -0.99999], [0.9995, 0.99999]]
 * norm.of(x);         // by the moving averages, which have moved by a hundredth
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/normalization_layers/batch_normalization/">keras.layers.BatchNormalization</a>
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, 2015</a>
 */
public final class BatchNormalization extends ScaledLayer<BatchNormalization> {
  /** Keras' {@code backend.epsilon()}. */
  private static final double SOME = 1e-7;

  private final Option<Integer> axis = option("axis", Kind.INT, -1);
  private final Option<Double> momentum = option("momentum", Kind.FLOAT, 0.99);
  private final Option<Initializer> movingMeanInitializer =
      option("moving_mean_initializer", Initializers.KIND, "zeros");
  private final Option<Initializer> movingVarianceInitializer =
      option("moving_variance_initializer", Initializers.KIND, "ones");
  private final Option<Boolean> synchronizedStatistics = option("synchronized", Kind.BOOL, false);
  private final Option<Boolean> renorm = option("renorm", Kind.BOOL, false);
  private final Option<@Nullable RenormClipping> renormClipping =
      option("renorm_clipping", RenormClipping.KIND.orNull(), null);
  private final Option<Double> renormMomentum = option("renorm_momentum", Kind.FLOAT, 0.99);
  private @Nullable Variable movingMean;
  private @Nullable Variable movingVariance;
  private @Nullable Renorm correction;

  /** A normalization of the last axis. */
  public BatchNormalization() {}

  @Override
  BatchNormalization self() {
    return this;
  }

  /** The axis of the channels: 1 for images with channels first. */
  public BatchNormalization axis(int index) {
    axis.set(index);
    return this;
  }

  /** The share of the moving averages that stays in a step. */
  public BatchNormalization momentum(double share) {
    momentum.set(share);
    return this;
  }

  /** How the moving mean begins: a name or an {@link Initializer}. */
  public BatchNormalization movingMeanInitializer(Object initializer) {
    movingMeanInitializer.set(initializer);
    return this;
  }

  /** How the moving variance begins: a name or an {@link Initializer}. */
  public BatchNormalization movingVarianceInitializer(Object initializer) {
    movingVarianceInitializer.set(initializer);
    return this;
  }

  /**
   * Whether the statistics are those of all devices that share a step. A step runs on one device
   * here, so this changes nothing; it is there for models that say it.
   */
  public BatchNormalization synchronizedStatistics(boolean on) {
    synchronizedStatistics.set(on);
    return this;
  }

  /**
   * Whether training, too, normalizes by moving averages, as far as {@link #renormClipping} lets it
   * differ from the batch's statistics (batch renormalization).
   *
   * @see <a href="https://arxiv.org/abs/1702.03275">Ioffe, 2017</a>
   */
  public BatchNormalization renorm(boolean on) {
    renorm.set(on);
    return this;
  }

  /**
   * The bounds {@code rmin}, {@code rmax} and {@code dmax} of the correction; each may be left out.
   */
  public BatchNormalization renormClipping(Map<String, Double> bounds) {
    renormClipping.set(bounds);
    return this;
  }

  /** The share of renorm's moving averages that stays in a step. */
  public BatchNormalization renormMomentum(double share) {
    renormMomentum.set(share);
    return this;
  }

  @Override
  public BatchNormalization name(String text) {
    super.name(text);
    return this;
  }

  /** With renorm, Keras writes the bounds even where none was given. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    if (renorm.get() && renormClipping.get() == null) {
      config.put("renorm_clipping", Map.of());
    }
    return config;
  }

  @Override
  protected void build(Shape input) {
    int channels = input.dim(axis.get());
    if (channels == Shape.UNKNOWN) {
      throw new ShapeException(
          "BatchNormalization needs to know the number of channels, but axis %d of the input %s has"
                  .formatted(axis.get(), input)
              + " no length. Give it one.");
    }
    Shape shape = Shape.of(channels);
    addScaleAndCenter(shape, isScaled(), isCentered());
    movingMean = state("moving_mean", shape, movingMeanInitializer.get());
    movingVariance = state("moving_variance", shape, movingVarianceInitializer.get());
    if (renorm.get()) {
      RenormClipping bounds = renormClipping.get();
      correction =
          new Renorm(
              state("moving_stddev", shape, Renorm.root(movingVarianceInitializer.get())),
              state("renorm_mean", shape, movingMeanInitializer.get()),
              state("renorm_stddev", shape, Renorm.root(movingVarianceInitializer.get())),
              bounds == null ? RenormClipping.NONE : bounds,
              renormMomentum.get());
    }
  }

  private Variable state(String name, Shape shape, Initializer initializer) {
    return addWeight(name, shape, initializer, null, null, false).autocast(false);
  }

  /** The moving average of the means, {@code (channels,)}. */
  public Variable movingMean() {
    return builtWeight(movingMean, "moving_mean");
  }

  /** The moving average of the variances, {@code (channels,)}. */
  public Variable movingVariance() {
    return builtWeight(movingVariance, "moving_variance");
  }

  @Override
  protected boolean takesMask() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    Tensor mask = Mask.of(x);
    if (mask != null && mask.rank() != x.rank() - 1) {
      throw new ShapeException(
          ("batch_normalization: the mask must have one axis less than the inputs, but the mask is"
                  + " %s and the inputs are %s.")
              .formatted(mask.shape(), x.shape()));
    }
    DType type = wide(x.dtype());
    Tensor input = x.cast(type);
    Tensor y = training && isTrainable() ? train(input, mask) : infer(input);
    return y.cast(computeDtype());
  }

  private Tensor infer(Tensor x) {
    DType type = x.dtype();
    return normalize(
        x,
        movingMean().cast(type),
        movingVariance().cast(type),
        gammaOr1(type, movingMean().shape()),
        betaOr0(type, movingMean().shape()));
  }

  private Tensor train(Tensor x, @Nullable Tensor mask) {
    DType type = x.dtype();
    int channels = x.shape().axis(axis.get());
    Tensor gamma = gammaOr1(type, movingMean().shape());
    Tensor beta = betaOr0(type, movingMean().shape());
    if (mask == null && correction == null) {
      Tensor[] all = Engine.runAll(new BatchNorm(channels, epsilon()), x, gamma, beta);
      follow(all[1], all[2]);
      return all[0];
    }
    Moments moments =
        mask == null ? Moments.of(x, channels) : Moments.of(x, channels, mask.expandDims(-1), SOME);
    Tensor mean = moments.mean();
    Tensor variance = moments.variance();
    if (correction != null) {
      Renorm.Factors factors = correction.factors(mean, variance, epsilon());
      beta = gamma.mul(factors.d()).add(beta);
      gamma = gamma.mul(factors.r());
    }
    follow(mean, variance);
    return normalize(x, mean, variance, gamma, beta);
  }

  private Tensor normalize(Tensor x, Tensor mean, Tensor variance, Tensor gamma, Tensor beta) {
    Tensor scale = variance.add(epsilon()).rsqrt().mul(gamma);
    Tensor shift = beta.sub(mean.mul(scale));
    return Engine.run(new ScaleShift(x.shape().axis(axis.get())), x, scale, shift);
  }

  private void follow(Tensor mean, Tensor variance) {
    if (mean.isSymbolic()) {
      return;
    }
    Renorm.follow(movingMean(), mean, momentum.get());
    if (correction == null) {
      Renorm.follow(movingVariance(), variance, momentum.get());
    } else {
      correction.follow(mean, variance, epsilon(), movingVariance(), momentum.get());
    }
  }
}
