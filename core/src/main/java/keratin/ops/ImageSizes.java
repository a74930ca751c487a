package keratin.ops;

import java.util.Arrays;
import java.util.Objects;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/** Images in another size, and parts of them. */
abstract class ImageSizes extends ImageLayout {
  private static final String ROWS = "top, bottom and target height";
  private static final String COLUMNS = "left, right and target width";

  ImageSizes() {}

  /** As {@link #resize(Tensor, int, int, String, boolean)}, bilinear without antialias. */
  public static Tensor resize(Tensor images, int height, int width) {
    return resize(images, height, width, "bilinear", false);
  }

  /** True if this is a symbol and its height or width is unknown. */
  private static boolean isOpen(Tensor images) {
    return Composition.isOpen(images, -3) || Composition.isOpen(images, -2);
  }

  /**
   * Images in another size; positions are the centres of pixels. The dtype stays; integers are
   * rounded, so cast before for more.
   *
   * @param method {@code "nearest"}, {@code "bilinear"}, {@code "bicubic"}, {@code "lanczos3"},
   *     {@code "lanczos5"}, {@code "gaussian"}, {@code "mitchellcubic"} or {@code "area"}
   * @param antialias widens the kernel when shrinking, so that every pixel counts
   */
  public static Tensor resize(
      Tensor images, int height, int width, String method, boolean antialias) {
    requireImage("resize", images);
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "resize: the size (%d, %d) must be at least (1, 1).".formatted(height, width));
    }
    if (isOpen(images)) {
      return Composition.of(
          "resize", in -> resize(in[0], height, width, method, antialias), images);
    }
    int h = images.shape().dim(-3);
    int w = images.shape().dim(-2);
    if (method.equals("nearest")) {
      Tensor rows = images.gather(picks(images, Resampling.nearest(h, height)), -3);
      return rows.gather(picks(images, Resampling.nearest(w, width)), -2);
    }
    Tensor x = real(images);
    int channels = x.shape().dim(-1);
    Tensor across =
        Engine.beside(x, () -> Resampling.matrix(w, width, method, antialias, x.dtype()));
    Tensor down =
        Engine.beside(x, () -> Resampling.matrix(h, height, method, antialias, x.dtype()));
    Tensor wide = across.matmul(x);
    Tensor flat = wide.reshape(outer(x).append(h, width * channels));
    Tensor resized = down.matmul(flat).reshape(outer(x).append(height, width, channels));
    return rounded(resized, images.dtype());
  }

  private static Tensor picks(Tensor like, int[] positions) {
    return Engine.beside(like, () -> Tensor.of(positions, Shape.of(positions.length)));
  }

  /**
   * As {@link #resize(Tensor, int, int, String, boolean)}, and if {@code preserveAspectRatio} is
   * true no larger than this size but with the images' ratio of width to height.
   */
  public static Tensor resize(
      Tensor images,
      int height,
      int width,
      String method,
      boolean preserveAspectRatio,
      boolean antialias) {
    requireImage("resize", images);
    if (!preserveAspectRatio) {
      return resize(images, height, width, method, antialias);
    }
    if (isOpen(images)) {
      return Composition.of(
          "resize", in -> resize(in[0], height, width, method, true, antialias), images);
    }
    int h = images.shape().dim(-3);
    int w = images.shape().dim(-2);
    float scale = Math.min((float) height / h, (float) width / w);
    return resize(
        images, (int) Math.rint(scale * h), (int) Math.rint(scale * w), method, antialias);
  }

  /**
   * Images in another size, as {@code keras.ops.image.resize}.
   *
   * @param size height and width of the result
   * @param interpolation see {@link #resize(Tensor, int, int, String, boolean)}
   * @param cropToAspectRatio cuts the images first to the ratio of the new size
   * @param padToAspectRatio pads the images first to the ratio of the new size
   * @param fillMode {@code "constant"}
   * @param fillValue what is padded with
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor resize(
      Tensor images,
      int[] size,
      String interpolation,
      boolean antialias,
      boolean cropToAspectRatio,
      boolean padToAspectRatio,
      String fillMode,
      double fillValue,
      @Nullable String dataFormat) {
    requireImage("resize", images);
    if (size.length != 2) {
      throw new ShapeException(
          "resize: the size is height and width, but is %s.".formatted(Arrays.toString(size)));
    }
    if (cropToAspectRatio && padToAspectRatio) {
      throw new TensorException(
          "resize: only one of cropToAspectRatio and padToAspectRatio can be true.");
    }
    if (!fillMode.equals("constant")) {
      throw new TensorException(
          "resize: the fill mode is \"%s\", but must be \"constant\".".formatted(fillMode));
    }
    Tensor x = last(images, dataFormat);
    int h = x.shape().dim(-3);
    int w = x.shape().dim(-2);
    int fitHeight = (int) ((float) (w * size[0]) / size[1]);
    int fitWidth = (int) ((float) (h * size[1]) / size[0]);
    if (cropToAspectRatio) {
      int height = Math.max(1, Math.min(h, fitHeight));
      int width = Math.max(1, Math.min(w, fitWidth));
      x = x.slice(-3, (h - height) / 2, height).slice(-2, (w - width) / 2, width);
    } else if (padToAspectRatio) {
      int above = (Math.max(h, fitHeight) - h) / 2;
      int before = (Math.max(w, fitWidth) - w) / 2;
      x = Ops.pad(x, paddings(x, above, above, before, before), fillValue);
    }
    return back(resize(x, size[0], size[1], interpolation, antialias), dataFormat);
  }

  private static int[][] paddings(Tensor x, int top, int bottom, int left, int right) {
    int[][] paddings = new int[x.rank()][2];
    paddings[x.rank() - 3] = new int[] {top, bottom};
    paddings[x.rank() - 2] = new int[] {left, right};
    return paddings;
  }

  /**
   * Images scaled to fit into this size with their ratio of width to height, and zeros around them.
   */
  public static Tensor resizeWithPad(
      Tensor image, int targetHeight, int targetWidth, String method, boolean antialias) {
    requireImage("resizeWithPad", image);
    float h = image.shape().dim(-3);
    float w = image.shape().dim(-2);
    float ratio = Math.max(w / targetWidth, h / targetHeight);
    int height = (int) Math.floor(h / ratio);
    int width = (int) Math.floor(w / ratio);
    int top = Math.max(0, (int) Math.floor((targetHeight - h / ratio) / 2));
    int left = Math.max(0, (int) Math.floor((targetWidth - w / ratio) / 2));
    return padToBoundingBox(
        resize(image, height, width, method, antialias), top, left, targetHeight, targetWidth);
  }

  /** The middle of images, or images in the middle of zeros, along either axis. */
  public static Tensor resizeWithCropOrPad(Tensor image, int targetHeight, int targetWidth) {
    requireImage("resizeWithCropOrPad", image);
    if (isOpen(image)) {
      return Composition.of(
          "resize_with_crop_or_pad",
          in -> resizeWithCropOrPad(in[0], targetHeight, targetWidth),
          image);
    }
    int h = image.shape().dim(-3);
    int w = image.shape().dim(-2);
    Tensor cropped =
        cropToBoundingBox(
            image,
            Math.max(0, (h - targetHeight) / 2),
            Math.max(0, (w - targetWidth) / 2),
            Math.min(h, targetHeight),
            Math.min(w, targetWidth));
    return padToBoundingBox(
        cropped,
        Math.max(0, (targetHeight - h) / 2),
        Math.max(0, (targetWidth - w) / 2),
        targetHeight,
        targetWidth);
  }

  /** The part of this size that begins at an offset. */
  public static Tensor cropToBoundingBox(
      Tensor image, int offsetHeight, int offsetWidth, int targetHeight, int targetWidth) {
    requireImage("cropToBoundingBox", image);
    return image.slice(-3, offsetHeight, targetHeight).slice(-2, offsetWidth, targetWidth);
  }

  /** Zeros of this size with the image at an offset. */
  public static Tensor padToBoundingBox(
      Tensor image, int offsetHeight, int offsetWidth, int targetHeight, int targetWidth) {
    requireImage("padToBoundingBox", image);
    int bottom = targetHeight - offsetHeight - image.shape().dim(-3);
    int right = targetWidth - offsetWidth - image.shape().dim(-2);
    if (Math.min(Math.min(bottom, right), Math.min(offsetHeight, offsetWidth)) < 0) {
      throw new ShapeException(
          "padToBoundingBox: images %s at the offset (%d, %d) do not fit into (%d, %d)."
              .formatted(image.shape(), offsetHeight, offsetWidth, targetHeight, targetWidth));
    }
    return Ops.pad(image, paddings(image, offsetHeight, bottom, offsetWidth, right));
  }

  /**
   * The middle, of which height and width are this share of the image's.
   *
   * @throws TensorException if the share is not in (0, 1]
   */
  public static Tensor centralCrop(Tensor image, double centralFraction) {
    requireImage("centralCrop", image);
    if (!(centralFraction > 0 && centralFraction <= 1)) {
      throw new TensorException(
          "centralCrop: the fraction is %s, but must be in (0, 1].".formatted(centralFraction));
    }
    int h = image.shape().dim(-3);
    int w = image.shape().dim(-2);
    int top = (int) ((h - h * centralFraction) / 2);
    int left = (int) ((w - w * centralFraction) / 2);
    return cropToBoundingBox(image, top, left, h - 2 * top, w - 2 * left);
  }

  private static void requireTwo(String op, String what, @Nullable Integer... given) {
    long count = Arrays.stream(given).filter(Objects::nonNull).count();
    if (count != 2) {
      throw new TensorException(
          "%s: exactly two of %s must be given, but %d are.".formatted(op, what, count));
    }
  }

  private static int orZero(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  /**
   * Images without some of their border, as {@code keras.ops.image.crop_images}: along the height
   * two of top, bottom and target, along the width two of left, right and target.
   *
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor cropImages(
      Tensor images,
      @Nullable Integer topCropping,
      @Nullable Integer leftCropping,
      @Nullable Integer bottomCropping,
      @Nullable Integer rightCropping,
      @Nullable Integer targetHeight,
      @Nullable Integer targetWidth,
      @Nullable String dataFormat) {
    requireImage("cropImages", images);
    int axis = heightAxis(dataFormat);
    requireTwo("cropImages", ROWS, topCropping, bottomCropping, targetHeight);
    requireTwo("cropImages", COLUMNS, leftCropping, rightCropping, targetWidth);
    Tensor rows = cropped(images, axis, topCropping, bottomCropping, targetHeight);
    return cropped(rows, axis + 1, leftCropping, rightCropping, targetWidth);
  }

  private static Tensor cropped(
      Tensor x,
      int axis,
      @Nullable Integer before,
      @Nullable Integer after,
      @Nullable Integer target) {
    int whole = x.shape().dim(axis);
    int start = before != null ? before : whole - orZero(target) - orZero(after);
    int length = target != null ? target : whole - start - orZero(after);
    if (start < 0 || length < 0 || start + length > whole) {
      throw new ShapeException(
          "cropImages: from %d to %d is no part of the %d elements of an axis."
              .formatted(start, start + length, whole));
    }
    return x.slice(axis, start, length);
  }

  /**
   * Images with zeros around them, as {@code keras.ops.image.pad_images}: along the height two of
   * top, bottom and target, along the width two of left, right and target.
   *
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor padImages(
      Tensor images,
      @Nullable Integer topPadding,
      @Nullable Integer leftPadding,
      @Nullable Integer bottomPadding,
      @Nullable Integer rightPadding,
      @Nullable Integer targetHeight,
      @Nullable Integer targetWidth,
      @Nullable String dataFormat) {
    requireImage("padImages", images);
    int axis = images.rank() + heightAxis(dataFormat);
    requireTwo("padImages", ROWS, topPadding, bottomPadding, targetHeight);
    requireTwo("padImages", COLUMNS, leftPadding, rightPadding, targetWidth);
    int[][] paddings = new int[images.rank()][2];
    int h = images.shape().dim(axis);
    int w = images.shape().dim(axis + 1);
    paddings[axis] = padding(h, topPadding, bottomPadding, targetHeight);
    paddings[axis + 1] = padding(w, leftPadding, rightPadding, targetWidth);
    return Ops.pad(images, paddings);
  }

  private static int[] padding(
      int length, @Nullable Integer before, @Nullable Integer after, @Nullable Integer target) {
    int first = before != null ? before : orZero(target) - orZero(after) - length;
    int second = after != null ? after : orZero(target) - first - length;
    if (first < 0 || second < 0) {
      throw new ShapeException(
          "padImages: an axis of %d elements would get %d before and %d after; none may be below 0."
              .formatted(length, first, second));
    }
    return new int[] {first, second};
  }
}
