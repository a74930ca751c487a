package keratin.layers.reshaping;

import java.util.List;
import java.util.Locale;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Sizes;
import keratin.layers.SpatialLayer;
import keratin.ops.Image;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/**
 * Makes images larger: {@code (batch, height, width, channels)} becomes {@code (batch, height ·
 * size, width · size, channels)}, by repeating pixels or by interpolating between them. Integers
 * stay integers of their dtype.
 *
 * {@snippet :
 * new UpSampling2D(2).interpolation("bilinear").of(x);   // (8, 7, 7, 64) -> (8, 14, 14, 64)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/">keras.layers.UpSampling2D</a>
 */
public final class UpSampling2D extends SpatialLayer<UpSampling2D> {
  private static final Kind<String> WORDS =
      Kind.oneOf("bicubic", "bilinear", "lanczos3", "lanczos5", "nearest");
  private static final Kind<String> INTERPOLATION =
      new Kind<>(
          WORDS.name(),
          v -> WORDS.parse().apply(((String) v).toLowerCase(Locale.ROOT)),
          WORDS.write());

  private final Option<List<Integer>> size = option("size", Sizes.positive(2), 2);
  private final Option<String> interpolation = option("interpolation", INTERPOLATION, "nearest");

  /** Twice as high and wide. */
  public UpSampling2D() {
    super(2);
  }

  /** So many times as high and wide. */
  public UpSampling2D(int size) {
    this();
    this.size.set(size);
  }

  /** So many times as high, and as wide. */
  public UpSampling2D(int[] size) {
    this();
    this.size.set(size);
  }

  /**
   * What lies between the pixels: {@code "nearest"}, {@code "bilinear"}, {@code "bicubic"}, {@code
   * "lanczos3"} or {@code "lanczos5"}.
   */
  public UpSampling2D interpolation(String method) {
    interpolation.set(method);
    return this;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    axes().require(this, x.shape());
    int[] factors = Sizes.array(size.get());
    if (interpolation.get().equals("nearest") || x.isSymbolic()) {
      return Enlarge.repeat(x, axes().first(), factors);
    }
    Tensor last = axes().channelsFirst() ? Ops.moveaxis(x, 1, -1) : x;
    int height = last.shape().dim(1) * factors[0];
    int width = last.shape().dim(2) * factors[1];
    Tensor y = Image.resize(last, height, width, interpolation.get(), false);
    return axes().channelsFirst() ? Ops.moveaxis(y, -1, 1) : y;
  }
}
