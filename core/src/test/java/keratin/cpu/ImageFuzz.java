package keratin.cpu;

import java.util.Arrays;
import java.util.List;
import keratin.ops.Image;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Images resized, cropped, warped, filtered and coloured: the scalar tier's numbers. */
final class ImageFuzz extends FuzzFamily {
  private static final double UNITS = 64;
  private static final String[] METHODS = {
    "bilinear",
    "nearest",
    "bicubic",
    "lanczos3",
    "lanczos5",
    "area",
    "gaussian",
    "mitchellcubic",
    "cubist"
  };
  private static final String[] WARPS = {"nearest", "bilinear", "bilinear", "bicubic"};
  private static final String[] FILLS = {
    "constant", "nearest", "wrap", "mirror", "reflect", "edge"
  };
  private static final @Nullable String[] FORMATS = {
    null, null, null, "channels_last", "channels_first", "channels_middle"
  };
  private static final String[] PADDINGS = {"valid", "same", "VALID", "full"};
  private static final List<DType> PIXELS =
      List.of(DType.FLOAT32, DType.FLOAT32, DType.UINT8, DType.FLOAT64, DType.FLOAT16, DType.INT32);

  ImageFuzz(long seed) {
    super(seed);
    sizes();
    crops();
    colours();
    filters();
    warps();
    boxes();
  }

  /** An image or a batch, seldom something else. */
  private Tensor image(int channels) {
    return image(PIXELS.get(random.nextInt(PIXELS.size())), channels);
  }

  private Tensor image(DType type, int channels) {
    int[] dims = new int[tensors.chance(0.03) ? some() : flip() ? 3 : 4];
    Arrays.setAll(dims, i -> tensors.chance(0.02) ? 0 : 1 + random.nextInt(9));
    dims[dims.length - 1] = tensors.chance(0.03) ? some() : channels;
    Tensor x = tensors.within(DType.FLOAT64, Shape.of(dims), 0, type.isFloating() ? 1 : 255);
    return x.cast(type);
  }

  private int length() {
    return tensors.chance(0.04) ? oneOf(0, -1, 1) : 1 + random.nextInt(12);
  }

  /** Not so large that it would only say that memory has an end. */
  private int place() {
    return tensors.chance(0.04) ? random.nextInt(-3, 40) : random.nextInt(5);
  }

  private void sizes() {
    add(
        "resize",
        () -> {
          int height = Math.min(100, length());
          int width = Math.min(100, length());
          String method = pick(METHODS);
          boolean keeps = tensors.chance(0.2);
          boolean smooth = flip();
          return agree(
              UNITS,
              in -> Image.resize(in[0], height, width, method, keeps, smooth),
              image(some()));
        });
    add(
        "resize as Keras",
        () -> {
          int[] size = {1 + upTo(9), 1 + upTo(9)};
          String method = pick(METHODS);
          String fill = pick(FILLS);
          String format = pick(FORMATS);
          boolean smooth = flip();
          boolean crop = flip();
          boolean pad = tensors.chance(0.3);
          return agree(
              UNITS,
              in -> Image.resize(in[0], size, method, smooth, crop, pad, fill, 0.5, format),
              image(some()));
        });
    add(
        "resizeWithPad",
        () -> {
          int height = Math.min(100, length());
          int width = Math.min(100, length());
          String method = pick(METHODS);
          return agree(
              UNITS, in -> Image.resizeWithPad(in[0], height, width, method, false), image(3));
        });
    add(
        "extractPatches",
        () -> {
          int[] size = {some(), some()};
          int[] strides = flip() ? null : new int[] {oneOf(1, 2), oneOf(1, 3)};
          int[] gaps = {oneOf(1, 1, 2)};
          String padding = pick(PADDINGS);
          String format = pick(FORMATS);
          return agree(
              0,
              in -> Image.extractPatches(in[0], size, strides, gaps, padding, format),
              image(tensors.real(), some()));
        });
  }

  private void crops() {
    add(
        "resizeWithCropOrPad",
        () -> {
          int height = Math.min(100, length());
          int width = Math.min(100, length());
          return agree(0, in -> Image.resizeWithCropOrPad(in[0], height, width), image(some()));
        });
    add(
        "cropToBoundingBox",
        () -> {
          int[] box = {upTo(2), upTo(2), place(), place()};
          return agree(
              0, in -> Image.cropToBoundingBox(in[0], box[0], box[1], box[2], box[3]), image(2));
        });
    add(
        "padToBoundingBox",
        () -> {
          int[] box = {place(), place(), 12 + place(), 12 + place()};
          return agree(
              0, in -> Image.padToBoundingBox(in[0], box[0], box[1], box[2], box[3]), image(2));
        });
    add(
        "centralCrop",
        () -> {
          double fraction = tensors.chance(0.1) ? random.nextGaussian() : random.nextDouble();
          return agree(0, in -> Image.centralCrop(in[0], fraction), image(some()));
        });
    add(
        "cropImages",
        () -> {
          Integer[] n = {maybe(), maybe(), maybe(), maybe(), maybe(), maybe()};
          String format = pick(FORMATS);
          return agree(
              0,
              in -> Image.cropImages(in[0], n[0], n[1], n[2], n[3], n[4], n[5], format),
              image(some()));
        });
    add(
        "padImages",
        () -> {
          Integer[] n = {maybe(), maybe(), maybe(), maybe(), maybe(), maybe()};
          String format = pick(FORMATS);
          return agree(
              0,
              in -> Image.padImages(in[0], n[0], n[1], n[2], n[3], n[4], n[5], format),
              image(some()));
        });
    add("flip", () -> agree(0, in -> Image.flipUpDown(Image.flipLeftRight(in[0])), image(some())));
    add(
        "rot90",
        () -> {
          int k = oneOf(-1, 0, 1, 2, 3, 7);
          return agree(0, in -> Image.rot90(in[0], k), image(some()));
        });
  }

  private @Nullable Integer maybe() {
    return flip() ? null : Integer.valueOf(place());
  }

  private void colours() {
    add("rgbToHsv", () -> agree(UNITS, in -> Image.rgbToHsv(in[0]), image(tensors.real(), 3)));
    add("hsvToRgb", () -> agree(UNITS, in -> Image.hsvToRgb(in[0]), image(tensors.real(), 3)));
    add(
        "rgbToYuv",
        () -> agree(UNITS, in -> Image.yuvToRgb(Image.rgbToYuv(in[0])), image(tensors.real(), 3)));
    add("rgbToGrayscale", () -> agree(UNITS, in -> Image.rgbToGrayscale(in[0]), image(3)));
    add("grayscaleToRgb", () -> agree(0, in -> Image.grayscaleToRgb(in[0]), image(1)));
    add(
        "adjust",
        () -> {
          double by = random.nextDouble(-1, 2);
          int kind = upTo(4);
          return agree(
              4 * UNITS,
              in ->
                  switch (kind) {
                    case 0 -> Image.adjustBrightness(in[0], by);
                    case 1 -> Image.adjustContrast(in[0], by);
                    case 2 -> Image.adjustGamma(in[0], by, 1);
                    case 3 -> Image.adjustSaturation(in[0], by);
                    default -> Image.adjustHue(in[0], by);
                  },
              image(3));
        });
    add(
        "convertImageDtype",
        () -> {
          DType to = tensors.dtype();
          boolean saturate = flip();
          return agree(UNITS, in -> Image.convertImageDtype(in[0], to, saturate), image(some()));
        });
  }

  private void filters() {
    add(
        "gaussianBlur",
        () -> {
          int[] size = {oneOf(1, 3, 5), oneOf(1, 2, 3)};
          int[] near = Arrays.stream(size).map(n -> Math.min(n, 9)).toArray();
          double[] sigma = {random.nextDouble(0.1, 3), tensors.chance(0.05) ? 0 : 1};
          String format = pick(FORMATS);
          return agree(
              UNITS,
              in -> Image.gaussianBlur(in[0], near, sigma, format),
              image(tensors.real(), some()));
        });
    add("sobelEdges", () -> agree(UNITS, in -> Image.sobelEdges(in[0]), image(some())));
    add(
        "imageGradients",
        () -> agree(UNITS, in -> Image.imageGradients(in[0]).dx(), image(some())));
    add("totalVariation", () -> agree(UNITS, in -> Image.totalVariation(in[0]), image(some())));
    add(
        "perImageStandardization",
        () -> agree(16 * UNITS, in -> Image.perImageStandardization(in[0]), image(some())));
    add("psnr", () -> agree(UNITS, in -> Image.psnr(in[0], in[0].mul(0.5), 1), image(3)));
    add(
        "ssim",
        () -> {
          int size = oneOf(3, 5, 7);
          return agree(
              16 * UNITS,
              in -> Image.ssim(in[0], in[0].square(), 1, Math.min(size, 99), 1.5, 0.01, 0.03, null),
              image(DType.FLOAT32, some()));
        });
  }

  private void warps() {
    add(
        "affineTransform",
        () -> {
          Tensor image = image(some());
          boolean batch = image.rank() == 4;
          int[] dims = batch ? new int[] {image.shape().dim(0), 8} : new int[] {8};
          Tensor transform = tensors.within(DType.FLOAT32, Shape.of(dims), -1, 1);
          String method = pick(WARPS);
          String fill = pick(FILLS);
          String format = pick(FORMATS);
          return agree(
              0,
              in -> Image.affineTransform(in[0], in[1], method, fill, 0.5, format),
              image,
              tensors.chance(0.03) ? transform.reshape(-1) : transform);
        });
    add(
        "perspectiveTransform",
        () -> {
          Tensor image = image(some());
          Tensor corners = Tensor.of(new float[][] {{0, 0}, {0, 4}, {4, 0}, {4, 4}});
          Tensor moved = corners.add(tensors.within(DType.FLOAT32, Shape.of(4, 2), -1, 1));
          boolean batch = image.rank() == 4;
          int n = batch ? image.shape().dim(0) : 1;
          String method = pick(WARPS);
          String format = pick(FORMATS);
          return agree(
              0,
              in -> Image.perspectiveTransform(in[0], in[1], in[2], method, 0.5, format),
              image,
              batch ? corners.broadcastTo(Shape.of(n, 4, 2)) : corners,
              batch ? moved.broadcastTo(Shape.of(n, 4, 2)) : moved);
        });
    add(
        "mapCoordinates",
        () -> {
          Tensor x = tensors.tame(tensors.real(), Shape.of(some(), some()));
          Tensor at =
              tensors.within(DType.FLOAT32, Shape.of(tensors.chance(0.03) ? 1 : 2, some()), -9, 9);
          int order = oneOf(0, 1, 1);
          String fill = pick(FILLS);
          return agree(UNITS, in -> Image.mapCoordinates(in[0], in[1], order, fill, 0.5), x, at);
        });
    add(
        "scaleAndTranslate",
        () -> {
          Tensor x = image(DType.FLOAT32, some());
          int[] to = Arrays.stream(x.shape().dims()).map(n -> n + upTo(2)).toArray();
          int[] axes = flip() ? new int[] {0, 1} : new int[] {random.nextInt(-4, 4)};
          String method = pick(METHODS);
          boolean smooth = flip();
          return agree(
              UNITS,
              in -> Image.scaleAndTranslate(in[0], to, in[1], in[2], axes, method, smooth),
              x,
              tensors.within(DType.FLOAT32, Shape.of(axes.length), 0.3, 2),
              tensors.within(DType.FLOAT32, Shape.of(axes.length), -2, 2));
        });
  }

  private void boxes() {
    add(
        "cropAndResize",
        () -> {
          int n = upTo(3);
          Tensor boxes = tensors.within(DType.FLOAT32, Shape.of(n, 4), -0.3, 1.3);
          int[] size = {some(), some()};
          String method = pick(WARPS);
          return agree(
              UNITS,
              in -> Image.cropAndResize(in[0], in[1], in[2], size, method, 0.5),
              image(some()),
              boxes,
              tensors.indices(Shape.of(n), 0, 2));
        });
    add(
        "nonMaxSuppression",
        () -> {
          int n = upTo(9);
          int most = upTo(5);
          double threshold = tensors.chance(0.05) ? 2 : random.nextDouble();
          return agree(
              0,
              in -> Image.nonMaxSuppression(in[0], in[1], most, threshold),
              tensors.tame(DType.FLOAT32, Shape.of(n, 4)),
              tensors.tame(DType.FLOAT32, Shape.of(tensors.chance(0.03) ? some() : n)));
        });
  }
}
