package keratin.layers.preprocessing.image;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Equalizes the numbers of images tile by tile, so that faint structures can be seen everywhere;
 * between the middles of tiles, what they would do is interpolated. How much one number can be
 * spread is limited. In inference, too.
 *
 * {@snippet :
 * new ContrastLimitedAdaptiveHistogramEqualization().of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/clahe/">keras.layers.ContrastLimitedAdaptiveHistogramEqualization</a>
 */
public final class ContrastLimitedAdaptiveHistogramEqualization
    extends BaseImagePreprocessing<ContrastLimitedAdaptiveHistogramEqualization> {
  private static final Kind<List<Integer>> TILES =
      new Kind<>(
          "two positive integers", ContrastLimitedAdaptiveHistogramEqualization::two, v -> v);

  private final Option<Factor> valueRange = option("value_range", Factor.RANGE, BaseColours.BYTES);
  private final Option<Double> clipLimit = option("clip_limit", Kind.FLOAT, 4.0);
  private final Option<List<Integer>> tileGridSize = option("tile_grid_size", TILES, List.of(8, 8));

  private static List<Integer> two(Object source) {
    List<Integer> tiles = Kind.INTS.parse().apply(source);
    if (tiles.size() != 2 || tiles.getFirst() < 1 || tiles.getLast() < 1) {
      throw new IllegalArgumentException();
    }
    return tiles;
  }

  /** The range of the numbers in images, 0 to 255 by default. */
  public ContrastLimitedAdaptiveHistogramEqualization valueRange(double low, double high) {
    valueRange.set(new double[] {low, high});
    return this;
  }

  /** How often a number counts at most, in times of the mean; 0 or less for no limit. */
  public ContrastLimitedAdaptiveHistogramEqualization clipLimit(double times) {
    clipLimit.set(times);
    return this;
  }

  /** How many tiles there are down and across. */
  public ContrastLimitedAdaptiveHistogramEqualization tileGridSize(int down, int across) {
    tileGridSize.set(new int[] {down, across});
    return this;
  }

  /** Images keep their dtype. */
  @Override
  DType outputDType(DType images) {
    return images;
  }

  @Override
  Transformation transformation(Tensor images, boolean training) {
    return this::equalized;
  }

  private Tensor equalized(Tensor images) {
    boolean first = axes().channelsFirst();
    Tensor x = images.cast(DType.FLOAT32);
    Tensor planes = first ? x : x.transpose(0, 3, 1, 2);
    float[] bytes =
        BaseColours.rescaled(planes, valueRange.get(), BaseColours.BYTES).toFloatArray();
    Shape shape = planes.shape();
    int size = shape.dim(2) * shape.dim(3);
    List<Integer> grid = tileGridSize.get();
    for (int plane = 0; plane < bytes.length / Math.max(1, size); plane++) {
      new TileHistograms(bytes, plane * size, shape.dim(2), shape.dim(3))
          .equalize(grid.getFirst(), grid.getLast(), clipLimit.get());
    }
    Tensor made = Engine.beside(images, () -> Tensor.of(bytes, shape));
    Tensor y = BaseColours.rescaled(made, BaseColours.BYTES, valueRange.get());
    return (first ? y : y.transpose(0, 2, 3, 1)).cast(images.dtype());
  }
}
