package keratin.ops;

import java.util.List;
import java.util.function.UnaryOperator;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/** Colours: other spaces for them, and brighter, stronger or turned ones. */
abstract class ImageColours extends ImageSizes {
  ImageColours() {}

  private static void requireColours(String op, Tensor x) {
    if (x.rank() == 0 || x.shape().dim(-1) != 3) {
      throw new ShapeException(
          "%s: the last axis must hold three colours, but the shape is %s."
              .formatted(op, x.shape()));
    }
  }

  // ---- dtypes ----

  /** As {@link #convertImageDtype(Tensor, DType, boolean)} without saturation. */
  public static Tensor convertImageDtype(Tensor image, DType dtype) {
    return convertImageDtype(image, dtype, false);
  }

  /**
   * Images as another dtype, with their values scaled: 1 as a real is the largest number as an
   * integer.
   *
   * @param saturate cuts to what an integer dtype can hold
   */
  public static Tensor convertImageDtype(Tensor image, DType dtype, boolean saturate) {
    DType from = image.dtype();
    if (!from.isNumeric() || !dtype.isNumeric()) {
      throw new DTypeException(
          "convertImageDtype: %s cannot become %s; both must be numbers.".formatted(from, dtype));
    }
    if (from == dtype) {
      return image;
    } else if (from.isFloating()) {
      return dtype.isFloating()
          ? image.cast(dtype)
          : cast(image.mul(Specials.highest(dtype) + 0.5), dtype, saturate);
    } else if (dtype.isFloating()) {
      return image.cast(dtype).mul(1 / Specials.highest(from));
    } else if (Specials.highest(from) > Specials.highest(dtype)) {
      double scale = Math.floor((Specials.highest(from) + 1) / (Specials.highest(dtype) + 1));
      return cast(Ops.floorDivide(image, scale), dtype, saturate);
    }
    double scale = Math.floor((Specials.highest(dtype) + 1) / (Specials.highest(from) + 1));
    return cast(image, dtype, saturate).mul(scale);
  }

  private static Tensor cast(Tensor x, DType dtype, boolean saturate) {
    return saturate ? Ops.saturateCast(x, dtype) : x.cast(dtype);
  }

  /** The function of the images as reals, as the dtype that they had. */
  private static Tensor asReal(Tensor image, boolean saturate, UnaryOperator<Tensor> function) {
    Tensor x = image.dtype().isFloating() ? image : convertImageDtype(image, DType.FLOAT32);
    return convertImageDtype(function.apply(x), image.dtype(), saturate);
  }

  // ---- grey ----

  /** As {@link #rgbToGrayscale(Tensor, String)} with the channels last. */
  public static Tensor rgbToGrayscale(Tensor images) {
    return rgbToGrayscale(images, null);
  }

  /**
   * Brightness, {@code 0.2989·R + 0.5870·G + 0.1140·B}, as one channel; images of one channel stay
   * as they are. Integers lose their fraction.
   *
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor rgbToGrayscale(Tensor images, @Nullable String dataFormat) {
    Tensor x = last(images, dataFormat);
    if (x.rank() > 0 && x.shape().dim(-1) == 1) {
      return images;
    }
    requireColours("rgbToGrayscale", x);
    Tensor reals = real(x);
    Tensor gray = mixed(reals, new double[][] {{0.2989}, {0.5870}, {0.1140}});
    return back(gray.cast(images.dtype()), dataFormat);
  }

  /** One channel three times. */
  public static Tensor grayscaleToRgb(Tensor images) {
    if (images.rank() == 0 || images.shape().dim(-1) != 1) {
      throw new ShapeException(
          "grayscaleToRgb: the last axis must hold one channel, but the shape is %s."
              .formatted(images.shape()));
    }
    return Ops.repeat(images, 3, -1);
  }

  /** Every pixel's channels times a matrix. */
  private static Tensor mixed(Tensor images, double[][] matrix) {
    Tensor weights = Engine.beside(images, () -> Tensor.of(matrix).cast(images.dtype()));
    int channels = images.shape().dim(-1);
    Shape outer = images.shape().slice(0, images.rank() - 1);
    Tensor mixed = images.reshape(-1, channels).matmul(weights);
    return mixed.reshape(outer.append(matrix[0].length));
  }

  // ---- hue, saturation, value ----

  /** As {@link #rgbToHsv(Tensor, String)} with the channels last. */
  public static Tensor rgbToHsv(Tensor images) {
    return rgbToHsv(images, null);
  }

  /**
   * Hue, saturation and value, 0 to 1, of red, green and blue from 0 to 1.
   *
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   * @throws DTypeException for integers
   */
  public static Tensor rgbToHsv(Tensor images, @Nullable String dataFormat) {
    requireReal("rgbToHsv", images);
    Tensor x = last(images, dataFormat);
    requireColours("rgbToHsv", x);
    List<Tensor> rgb = Ops.split(x, 3, -1);
    Tensor r = rgb.get(0);
    Tensor g = rgb.get(1);
    Tensor b = rgb.get(2);
    Tensor value = Ops.max(x, true, -1);
    Tensor range = value.sub(Ops.min(x, true, -1));
    Tensor saturation =
        Tensor.where(value.greater(0), Ops.divideNoNan(range, value), value.zerosLike());
    Tensor fromGreen = Ops.divideNoNan(b.sub(r), range).add(2);
    Tensor fromBlue = Ops.divideNoNan(r.sub(g), range).add(4);
    Tensor fromRed = Ops.divideNoNan(g.sub(b), range);
    Tensor sector =
        Tensor.where(r.equal(value), fromRed, Tensor.where(g.equal(value), fromGreen, fromBlue));
    Tensor hue = sector.div(6).mod(1);
    return back(Ops.concat(-1, hue, saturation, value), dataFormat);
  }

  /** As {@link #hsvToRgb(Tensor, String)} with the channels last. */
  public static Tensor hsvToRgb(Tensor images) {
    return hsvToRgb(images, null);
  }

  /**
   * Red, green and blue, 0 to 1, of hue, saturation and value from 0 to 1.
   *
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   * @throws DTypeException for integers
   */
  public static Tensor hsvToRgb(Tensor images, @Nullable String dataFormat) {
    requireReal("hsvToRgb", images);
    Tensor x = last(images, dataFormat);
    requireColours("hsvToRgb", x);
    List<Tensor> hsv = Ops.split(x, 3, -1);
    Tensor h = hsv.get(0).mul(6);
    Tensor r = Ops.clip(h.sub(3).abs().sub(1), 0, 1);
    Tensor g = Ops.clip(h.sub(2).abs().neg().add(2), 0, 1);
    Tensor b = Ops.clip(h.sub(4).abs().neg().add(2), 0, 1);
    Tensor pure = Ops.concat(-1, r, g, b);
    Tensor rgb = pure.sub(1).mul(hsv.get(1)).add(1).mul(hsv.get(2));
    return back(rgb, dataFormat);
  }

  // ---- television ----

  /** Luma and two colour differences of American television, of red, green and blue. */
  public static Tensor rgbToYiq(Tensor images) {
    requireColours("rgbToYiq", images);
    return mixed(
        images,
        new double[][] {
          {0.299, 0.59590059, 0.2115},
          {0.587, -0.27455667, -0.52273617},
          {0.114, -0.32134392, 0.31119955}
        });
  }

  /** Undoes {@link #rgbToYiq}. */
  public static Tensor yiqToRgb(Tensor images) {
    requireColours("yiqToRgb", images);
    return mixed(
        images,
        new double[][] {
          {1, 1, 1}, {0.95598634, -0.27201283, -1.10674021}, {0.6208248, -0.64720424, 1.70423049}
        });
  }

  /** Luma and two colour differences of European television, of red, green and blue. */
  public static Tensor rgbToYuv(Tensor images) {
    requireColours("rgbToYuv", images);
    return mixed(
        images,
        new double[][] {
          {0.299, -0.14714119, 0.61497538},
          {0.587, -0.28886916, -0.51496512},
          {0.114, 0.43601035, -0.10001026}
        });
  }

  /** Undoes {@link #rgbToYuv}. */
  public static Tensor yuvToRgb(Tensor images) {
    requireColours("yuvToRgb", images);
    return mixed(
        images,
        new double[][] {{1, 1, 1}, {0, -0.394642334, 2.03206185}, {1.13988303, -0.58062185, 0}});
  }

  // ---- adjusted ----

  /** {@code image + delta}, where 1 is the largest number of an integer dtype. */
  public static Tensor adjustBrightness(Tensor image, double delta) {
    return asReal(image, true, x -> x.add(delta));
  }

  /** {@code (x − mean)·factor + mean}, by the mean of every channel of an image. */
  public static Tensor adjustContrast(Tensor images, double contrastFactor) {
    requireImage("adjustContrast", images);
    return asReal(
        images,
        true,
        x -> {
          Tensor mean = Ops.mean(x, true, -3, -2);
          return x.sub(mean).mul(contrastFactor).add(mean);
        });
  }

  /**
   * {@code gain · xᵞ}.
   *
   * @throws TensorException for a negative gamma
   */
  public static Tensor adjustGamma(Tensor image, double gamma, double gain) {
    if (gamma < 0) {
      throw new TensorException(
          "adjustGamma: gamma is %s, but must not be negative.".formatted(gamma));
    }
    return asReal(image, true, x -> Ops.power(x, gamma).mul(gain));
  }

  /** Colours with this multiple of their saturation. */
  public static Tensor adjustSaturation(Tensor image, double saturationFactor) {
    requireColours("adjustSaturation", image);
    return asReal(
        image,
        false,
        x -> {
          List<Tensor> hsv = Ops.split(rgbToHsv(x), 3, -1);
          Tensor saturation = Ops.clip(hsv.get(1).mul(saturationFactor), 0, 1);
          return hsvToRgb(Ops.concat(-1, hsv.get(0), saturation, hsv.get(2)));
        });
  }

  /**
   * Colours with their hue turned by {@code delta}, 1 for a whole turn.
   *
   * @throws TensorException if delta is not in [−1, 1]
   */
  public static Tensor adjustHue(Tensor image, double delta) {
    requireColours("adjustHue", image);
    if (!(delta >= -1 && delta <= 1)) {
      throw new TensorException("adjustHue: delta is %s, but must be in [-1, 1].".formatted(delta));
    }
    return asReal(
        image,
        false,
        x -> {
          List<Tensor> hsv = Ops.split(rgbToHsv(x), 3, -1);
          Tensor hue = hsv.get(0).add(delta).mod(1);
          return hsvToRgb(Ops.concat(-1, hue, hsv.get(1), hsv.get(2)));
        });
  }
}
