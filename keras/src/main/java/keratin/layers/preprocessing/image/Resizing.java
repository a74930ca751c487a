package keratin.layers.preprocessing.image;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Image;
import keratin.tensor.DType;
import keratin.tensor.Tensor;

/**
 * Images in another size. Their ratio of width to height changes with it, unless they are cropped
 * or padded first. Integers stay integers of their dtype.
 *
 * {@snippet :
 * new Resizing(64, 64).cropToAspectRatio(true).of(x);   // (8, 48, 90, 3) -> (8, 64, 64, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/">keras.layers.Resizing</a>
 */
public final class Resizing extends ImageSize<Resizing> {
  private static final Kind<String> METHODS =
      Kind.oneOf("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5", "area");

  private final Option<String> interpolation = option("interpolation", METHODS, "bilinear");
  private final Option<Boolean> cropToAspectRatio =
      option("crop_to_aspect_ratio", Kind.BOOL, false);
  private final Option<Boolean> padToAspectRatio = option("pad_to_aspect_ratio", Kind.BOOL, false);
  private final Option<String> fillMode = option("fill_mode", Kind.oneOf("constant"), "constant");
  private final Option<Double> fillValue = option("fill_value", Kind.FLOAT, 0.0);
  private final Option<Boolean> antialias = option("antialias", Kind.BOOL, false);

  private Resizing() {}

  /** Images of this height and width. */
  public Resizing(int height, int width) {
    this();
    size(height, width);
  }

  /**
   * What lies between the pixels: {@code "bilinear"}, {@code "nearest"}, {@code "bicubic"}, {@code
   * "lanczos3"}, {@code "lanczos5"} or {@code "area"}.
   */
  public Resizing interpolation(String method) {
    interpolation.set(method);
    return this;
  }

  /** Whether images are cut to the ratio of the new size first. */
  public Resizing cropToAspectRatio(boolean on) {
    cropToAspectRatio.set(on);
    return this;
  }

  /** Whether images are padded to the ratio of the new size first. */
  public Resizing padToAspectRatio(boolean on) {
    padToAspectRatio.set(on);
    return this;
  }

  /** How it is padded: {@code "constant"}. */
  public Resizing fillMode(String mode) {
    fillMode.set(mode);
    return this;
  }

  /** What is padded with. */
  public Resizing fillValue(double number) {
    fillValue.set(number);
    return this;
  }

  /** Whether the kernel is widened when shrinking, so that every pixel counts. */
  public Resizing antialias(boolean on) {
    antialias.set(on);
    return this;
  }

  /** Images keep their dtype. */
  @Override
  DType outputDType(DType images) {
    return images;
  }

  @Override
  Transformation transformation(Tensor images, boolean training) {
    int rows = height(images);
    int columns = width(images);
    return new Transformation() {
      @Override
      public Tensor images(Tensor x) {
        return resized(x, interpolation.get());
      }

      @Override
      public Tensor masks(Tensor masks) {
        return resized(masks, "nearest");
      }

      @Override
      public LabeledBoxes boxes(LabeledBoxes boxes) {
        // Boxes of zeros or of −1 fill up rows of fewer boxes.
        Tensor given = boxes.boxes();
        Tensor fillers = given.equal(0).all(-1).logicalOr(given.equal(-1).all(-1));
        Tensor there = moved(corners(boxes, rows, columns), rows, columns);
        LabeledBoxes inside =
            BoundingBoxes.clipToImageSize(boxes.with(there), height(), width(), "xyxy");
        Tensor kept =
            Tensor.where(fillers.expandDims(-1), Tensor.full(DType.FLOAT32, 0), inside.boxes());
        return inside.with(
            BoundingBoxes.convertFormat(kept, "xyxy", boxFormat(), height(), width()));
      }
    };
  }

  private Tensor resized(Tensor images, String method) {
    return Image.resize(
        images,
        new int[] {height(), width()},
        method,
        antialias.get(),
        cropToAspectRatio.get(),
        padToAspectRatio.get(),
        fillMode.get(),
        fillValue.get(),
        axes().dataFormat());
  }

  /** Corners of boxes in images of this size, in those of the new one. */
  private Tensor moved(Tensor corners, double rows, double columns) {
    double down = height() / rows;
    double across = width() / columns;
    if (!padToAspectRatio.get() && !cropToAspectRatio.get()) {
      return BoundingBoxes.scaled(corners, across, down);
    }
    double scale = padToAspectRatio.get() ? Math.min(down, across) : Math.max(down, across);
    Tensor scaled = BoundingBoxes.scaled(corners, scale, scale);
    return BoundingBoxes.pad(
        scaled, margin(height() - rows * scale), margin(width() - columns * scale));
  }

  /** What is added at the beginning, or cut off: whole pixels. */
  private static double margin(double both) {
    return Math.signum(both) * Math.floor(Math.abs(both) / 2);
  }
}
