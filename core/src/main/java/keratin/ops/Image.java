package keratin.ops;

import java.util.List;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Functions of images {@code (height, width, channels)} and batches of them {@code (batch, height,
 * width, channels)}.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/image">tf.image</a>
 */
public final class Image {
  private Image() {}

  private static void requireImage(String op, Tensor x) {
    if (x.rank() != 3 && x.rank() != 4) {
      throw new ShapeException(
          ("%s: an image is (height, width, channels) or (batch, height, width, channels), but the"
                  + " shape is %s.")
              .formatted(op, x.shape()));
    }
  }

  /** As {@link #resize(Tensor, int, int, String, boolean)}, bilinear without antialias. */
  public static Tensor resize(Tensor images, int height, int width) {
    return resize(images, height, width, "bilinear", false);
  }

  /**
   * Images in another size; positions are the centres of pixels. Nearest keeps the dtype, others
   * give float32 or the floating dtype of the images.
   *
   * @param method {@code "nearest"}, {@code "bilinear"}, {@code "bicubic"}, {@code "lanczos3"},
   *     {@code "lanczos5"}, {@code "gaussian"}, {@code "mitchellcubic"} or {@code "area"}
   * @param antialias widens the kernel when shrinking, so that every pixel counts
   */
  public static Tensor resize(
      Tensor images, int height, int width, String method, boolean antialias) {
    requireImage("resize", images);
    int h = images.shape().dim(-3);
    int w = images.shape().dim(-2);
    if (method.equals("nearest")) {
      Tensor rows = images.gather(picks(images, Resampling.nearest(h, height)), -3);
      return rows.gather(picks(images, Resampling.nearest(w, width)), -2);
    }
    Tensor x = images.dtype().isFloating() ? images : images.cast(DType.FLOAT32);
    int channels = x.shape().dim(-1);
    Tensor across =
        Engine.beside(x, () -> Resampling.matrix(w, width, method, antialias, x.dtype()));
    Tensor down =
        Engine.beside(x, () -> Resampling.matrix(h, height, method, antialias, x.dtype()));
    Shape outer = x.shape().slice(0, x.rank() - 3);
    Tensor wide = across.matmul(x);
    Tensor flat = wide.reshape(outer.append(h, width * channels));
    return down.matmul(flat).reshape(outer.append(height, width, channels));
  }

  private static Tensor picks(Tensor like, int[] positions) {
    return Engine.beside(like, () -> Tensor.of(positions, Shape.of(positions.length)));
  }

  /** Mirrored: left becomes right. */
  public static Tensor flipLeftRight(Tensor image) {
    requireImage("flipLeftRight", image);
    return Ops.flip(image, -2);
  }

  /** Mirrored: up becomes down. */
  public static Tensor flipUpDown(Tensor image) {
    requireImage("flipUpDown", image);
    return Ops.flip(image, -3);
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
    int[][] paddings = new int[image.rank()][2];
    int rows = image.rank() - 3;
    paddings[rows][0] = offsetHeight;
    paddings[rows][1] = targetHeight - offsetHeight - image.shape().dim(-3);
    paddings[rows + 1][0] = offsetWidth;
    paddings[rows + 1][1] = targetWidth - offsetWidth - image.shape().dim(-2);
    return Ops.pad(image, paddings);
  }

  /** The middle, of which height and width are this share of the image's. */
  public static Tensor centralCrop(Tensor image, double centralFraction) {
    requireImage("centralCrop", image);
    int h = image.shape().dim(-3);
    int w = image.shape().dim(-2);
    int top = (int) ((h - h * centralFraction) / 2);
    int left = (int) ((w - w * centralFraction) / 2);
    return cropToBoundingBox(image, top, left, h - 2 * top, w - 2 * left);
  }

  /** Brightness by {@code 0.2989·R + 0.5870·G + 0.1140·B}; one channel. */
  public static Tensor rgbToGrayscale(Tensor image) {
    Tensor x = image.dtype().isFloating() ? image : image.cast(DType.FLOAT32);
    Tensor weights =
        Engine.beside(x, () -> Tensor.of(new double[] {0.2989, 0.5870, 0.1140}).cast(x.dtype()));
    Tensor gray = Ops.sum(x.mul(weights), true, -1);
    return image.dtype().isFloating() ? gray : gray.round().cast(image.dtype());
  }

  /** One channel three times. */
  public static Tensor grayscaleToRgb(Tensor image) {
    return Ops.repeat(image, 3, -1);
  }

  /** Every image with mean 0 and standard deviation 1, or 1/√size if that is larger. */
  public static Tensor perImageStandardization(Tensor image) {
    requireImage("perImageStandardization", image);
    Tensor x = image.dtype().isFloating() ? image : image.cast(DType.FLOAT32);
    double size = (double) x.shape().dim(-1) * x.shape().dim(-2) * x.shape().dim(-3);
    Tensor spread = Ops.std(x, true, -3, -2, -1).maximum(1 / Math.sqrt(size));
    return x.sub(Ops.mean(x, true, -3, -2, -1)).div(spread);
  }

  /** {@code image + delta}. */
  public static Tensor adjustBrightness(Tensor image, double delta) {
    return image.add(delta);
  }

  /** {@code (x − mean)·factor + mean}, by the mean of every channel of an image. */
  public static Tensor adjustContrast(Tensor image, double contrastFactor) {
    requireImage("adjustContrast", image);
    Tensor mean = Ops.mean(image, true, -3, -2);
    return image.sub(mean).mul(contrastFactor).add(mean);
  }

  /** Hue, saturation and value, 0 to 1, of red, green and blue from 0 to 1. */
  public static Tensor rgbToHsv(Tensor images) {
    List<Tensor> rgb = Ops.split(images, 3, -1);
    Tensor r = rgb.get(0);
    Tensor g = rgb.get(1);
    Tensor b = rgb.get(2);
    Tensor value = Ops.max(images, true, -1);
    Tensor range = value.sub(Ops.min(images, true, -1));
    Tensor saturation = Ops.divideNoNan(range, value);
    Tensor fromGreen = Ops.divideNoNan(b.sub(r), range).add(2);
    Tensor fromBlue = Ops.divideNoNan(r.sub(g), range).add(4);
    Tensor fromRed = Ops.divideNoNan(g.sub(b), range);
    Tensor sector =
        Tensor.where(r.equal(value), fromRed, Tensor.where(g.equal(value), fromGreen, fromBlue));
    Tensor hue = sector.div(6).mod(1);
    return Ops.concat(-1, hue, saturation, value);
  }

  /** Red, green and blue, 0 to 1, of hue, saturation and value from 0 to 1. */
  public static Tensor hsvToRgb(Tensor images) {
    List<Tensor> hsv = Ops.split(images, 3, -1);
    Tensor h = hsv.get(0).mul(6);
    Tensor r = Ops.clip(h.sub(3).abs().sub(1), 0, 1);
    Tensor g = Ops.clip(h.sub(2).abs().neg().add(2), 0, 1);
    Tensor b = Ops.clip(h.sub(4).abs().neg().add(2), 0, 1);
    Tensor pure = Ops.concat(-1, r, g, b);
    return pure.sub(1).mul(hsv.get(1)).add(1).mul(hsv.get(2));
  }

  /** Colours with this multiple of their saturation. */
  public static Tensor adjustSaturation(Tensor image, double saturationFactor) {
    List<Tensor> hsv = Ops.split(rgbToHsv(image), 3, -1);
    Tensor saturation = Ops.clip(hsv.get(1).mul(saturationFactor), 0, 1);
    return hsvToRgb(Ops.concat(-1, hsv.get(0), saturation, hsv.get(2)));
  }

  /** Colours with their hue turned by {@code delta}, 1 for a whole turn. */
  public static Tensor adjustHue(Tensor image, double delta) {
    List<Tensor> hsv = Ops.split(rgbToHsv(image), 3, -1);
    Tensor hue = hsv.get(0).add(delta).mod(1);
    return hsvToRgb(Ops.concat(-1, hue, hsv.get(1), hsv.get(2)));
  }

  /** The sum of the absolute differences of neighbours, per image. */
  public static Tensor totalVariation(Tensor images) {
    requireImage("totalVariation", images);
    Tensor down = Ops.diff(images, 1, -3).abs();
    Tensor across = Ops.diff(images, 1, -2).abs();
    return Ops.sum(down, -3, -2, -1).add(Ops.sum(across, -3, -2, -1));
  }

  /** Peak signal-to-noise ratio in dB, {@code 10·log₁₀(max²/mse)}, per image. */
  public static Tensor psnr(Tensor a, Tensor b, double maxVal) {
    requireImage("psnr", a);
    Tensor mse = Ops.mean(Ops.squaredDifference(a, b), -3, -2, -1);
    return Ops.log10(mse.reciprocal().mul(maxVal * maxVal)).mul(10);
  }
}
