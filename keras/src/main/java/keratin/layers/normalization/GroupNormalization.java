package keratin.layers.normalization;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Brings groups of channels, of every sample by itself, to mean 0 and variance 1, and then every
 * channel to mean beta and standard deviation gamma: {@code (x − mean) / √(variance + epsilon) ·
 * gamma + beta}. One group is layer normalization over all axes but the batch, as many groups as
 * channels are instance normalization.
 *
 * <p>Input {@code (batch, …, channels)}, output the same; gamma and beta {@code (channels,)}.
 *
 * {@snippet :
 * Tensor x = Tensor.of(new float[][] {{1, 3, 10, 30}});
 * new GroupNormalization(2).of(x);   // about [[-1, 1, -1, 1]]
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/normalization_layers/group_normalization/">keras.layers.GroupNormalization</a>
 * @see <a href="https://arxiv.org/abs/1803.08494">Wu and He, 2018</a>
 */
public final class GroupNormalization extends ScaledLayer<GroupNormalization> {
  private static final Kind<Integer> GROUPS =
      new Kind<>(
          "a positive integer, or -1 for a group per channel", GroupNormalization::count, v -> v);

  private final Option<Integer> groups = option("groups", GROUPS, 32);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);
  private int count;

  /** A normalization of 32 groups. */
  public GroupNormalization() {}

  /**
   * A normalization of groups of the last axis.
   *
   * @param groups their number, or -1 for a group per channel
   */
  public GroupNormalization(int groups) {
    this.groups.set(groups);
  }

  private static Integer count(Object value) {
    int number = Kind.INT.parse().apply(value);
    if (number < 1 && number != -1) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  @Override
  GroupNormalization self() {
    return this;
  }

  /** The axis of the channels: 1 for images with channels first. */
  public GroupNormalization axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  public GroupNormalization name(String text) {
    super.name(text);
    return this;
  }

  /** Once built, Keras writes the number of groups there are. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    if (isBuilt()) {
      config.put("groups", count);
    }
    return config;
  }

  @Override
  protected boolean autocasts() {
    return false;
  }

  @Override
  protected void build(Shape input) {
    int channels = input.dim(axis.get());
    if (channels == Shape.UNKNOWN) {
      throw new ShapeException(
          "GroupNormalization needs to know the number of channels, but axis %d of the input %s has"
                  .formatted(axis.get(), input)
              + " no length. Give it one.");
    }
    count = groups.get() == -1 ? channels : groups.get();
    if (channels % count != 0) {
      throw new ShapeException(
          "GroupNormalization: %d channels cannot be cut into %d equal groups. Give a number of"
                  .formatted(channels, count)
              + " groups that divides them.");
    }
    addScaleAndCenter(Shape.of(channels), isScaled(), isCentered());
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    if (!x.shape().isKnown()) {
      return x.cast(computeDtype());
    }
    DType type = wide(x.dtype());
    Shape shape = x.shape();
    int channels = shape.axis(axis.get());
    int width = shape.dim(channels) / count;
    int before = (int) shape.sizeOf(1, channels);
    int after = (int) shape.sizeOf(channels + 1, shape.rank());
    Tensor grouped = x.cast(type).reshape(shape.dim(0), before, count, width, after);
    Tensor mean = Ops.mean(grouped, true, 1, 3, 4);
    Tensor distance = grouped.sub(mean);
    Tensor inverse = Ops.mean(distance.square(), true, 1, 3, 4).add(epsilon()).rsqrt();
    Shape flat = Shape.of(shape.dim(channels));
    Tensor scale = inverse.mul(gammaOr1(type, flat).reshape(1, 1, count, width, 1));
    Tensor y = distance.mul(scale).add(betaOr0(type, flat).reshape(1, 1, count, width, 1));
    return y.reshape(shape).cast(computeDtype());
  }
}
