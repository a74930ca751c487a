package keratin.ops;

import java.util.Arrays;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/** Images by their neighbourhoods: blur, edges, variation. */
abstract class ImageFilters extends ImagePatches {
  ImageFilters() {}

  /** The bell curve at {@code size} places around its middle, with the sum 1. */
  static double[] bell(int size, double sigma) {
    if (size < 1) {
      throw new TensorException(
          "A filter cannot be %d pixels long. Give a size of at least 1.".formatted(size));
    }
    double[] bell = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double x = (i - (size - 1) / 2.0) / sigma;
      bell[i] = Math.exp(-0.5 * x * x);
      sum += bell[i];
    }
    for (int i = 0; i < size; i++) {
      bell[i] /= sum;
    }
    return bell;
  }

  /** The products of all pairs, the factors of {@code rows} in rows. */
  static Tensor outer(Tensor like, double[] rows, double[] columns) {
    double[][] products = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < columns.length; k++) {
        products[i][k] = rows[i] * columns[k];
      }
    }
    return Engine.beside(like, () -> Tensor.of(products).cast(like.dtype()));
  }

  /** Every channel by itself under a kernel {@code (height, width, multiplier)}. */
  static Tensor eachChannel(Tensor images, Tensor kernel, String padding) {
    int channels = images.shape().dim(-1);
    Tensor all = Ops.repeat(kernel.expandDims(2), channels, 2);
    int[] ones = {1};
    return Convolutions.depthwiseConv(images, all, ones, padding, null, ones);
  }

  /** As {@link #gaussianBlur(Tensor, int[], double[], String)} with 3 × 3 pixels and σ = 1. */
  public static Tensor gaussianBlur(Tensor images) {
    return gaussianBlur(images, new int[] {3, 3}, new double[] {1, 1}, null);
  }

  /**
   * Images under a bell curve, with zeros around them.
   *
   * @param kernelSize height and width that count
   * @param sigma the standard deviations
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor gaussianBlur(
      Tensor images, int[] kernelSize, double[] sigma, @Nullable String dataFormat) {
    requireImage("gaussianBlur", images);
    requireReal("gaussianBlur", images);
    if (kernelSize.length != 2 || sigma.length != 2) {
      throw new TensorException(
          "gaussianBlur: kernelSize and sigma need two numbers each, but are %s and %s."
              .formatted(Arrays.toString(kernelSize), Arrays.toString(sigma)));
    }
    Tensor x = batch(last(images, dataFormat));
    // Keras makes the rows of the second numbers and the columns of the first, then reshapes.
    Tensor bells = outer(x, bell(kernelSize[1], sigma[1]), bell(kernelSize[0], sigma[0]));
    Tensor kernel = bells.reshape(kernelSize[0], kernelSize[1], 1);
    Tensor blurred = eachChannel(x, kernel, "same");
    return back(images.rank() == 3 ? blurred.squeeze(0) : blurred, dataFormat);
  }

  /** As {@link #sobelEdges(Tensor, String)} with the channels last. */
  public static Tensor sobelEdges(Tensor images) {
    return sobelEdges(images, null);
  }

  /**
   * How steeply images rise downwards and to the right: {@code (batch, height, width, channels)}
   * gives {@code (batch, height, width, channels, 2)}.
   *
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor sobelEdges(Tensor images, @Nullable String dataFormat) {
    if (images.rank() != 4) {
      throw new ShapeException(
          "sobelEdges: a batch of images is needed, but the shape is %s."
              .formatted(images.shape()));
    }
    requireReal("sobelEdges", images);
    Tensor x = last(images, dataFormat);
    Tensor padded = Ops.pad(x, new int[][] {{0, 0}, {1, 1}, {1, 1}, {0, 0}}, "reflect");
    double[][][] kernel = {
      {{-1, -1}, {-2, 0}, {-1, 1}}, {{0, -2}, {0, 0}, {0, 2}}, {{1, -1}, {2, 0}, {1, 1}}
    };
    Tensor weights = Engine.beside(x, () -> Tensor.of(kernel).cast(x.dtype()));
    Tensor edges = eachChannel(padded, weights, "valid").reshape(x.shape().append(2));
    return Windows.isChannelsFirst(dataFormat) ? Ops.transpose(edges, 0, 3, 1, 2, 4) : edges;
  }

  /**
   * How images change from one pixel to the next.
   *
   * @param dy downwards, in the shape of the images; 0 in the last row
   * @param dx to the right; 0 in the last column
   */
  public record ImageGradients(Tensor dy, Tensor dx) {}

  /** How images change from one pixel to the next, downwards and to the right. */
  public static ImageGradients imageGradients(Tensor image) {
    if (image.rank() != 4) {
      throw new ShapeException(
          "imageGradients: a batch of images is needed, but the shape is %s."
              .formatted(image.shape()));
    }
    Tensor dy = Ops.diff(image, 1, 1);
    Tensor dx = Ops.diff(image, 1, 2);
    return new ImageGradients(
        Ops.pad(dy, new int[][] {{0, 0}, {0, 1}, {0, 0}, {0, 0}}),
        Ops.pad(dx, new int[][] {{0, 0}, {0, 0}, {0, 1}, {0, 0}}));
  }

  /** The sum of the absolute differences of neighbours, per image. */
  public static Tensor totalVariation(Tensor images) {
    requireImage("totalVariation", images);
    Tensor down = Ops.diff(images, 1, -3).abs();
    Tensor across = Ops.diff(images, 1, -2).abs();
    return Ops.sum(down, -3, -2, -1).add(Ops.sum(across, -3, -2, -1));
  }

  /** Every image with mean 0 and standard deviation 1, or 1/√size if that is larger. */
  public static Tensor perImageStandardization(Tensor image) {
    requireImage("perImageStandardization", image);
    if (Composition.isOpen(image, -3) || Composition.isOpen(image, -2)) {
      return Composition.of(
          "per_image_standardization", in -> perImageStandardization(in[0]), image);
    }
    Tensor x = image.dtype().isFloating() ? image : convertImageDtype(image, DType.FLOAT32);
    double size = (double) x.shape().dim(-1) * x.shape().dim(-2) * x.shape().dim(-3);
    Tensor spread = Ops.std(x, true, -3, -2, -1).maximum(1 / Math.sqrt(size));
    return x.sub(Ops.mean(x, true, -3, -2, -1)).div(spread);
  }
}
