package keratin.ops;

import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/** How alike two images are. */
abstract class ImageLikeness extends ImageFilters {
  ImageLikeness() {}

  /** Peak signal-to-noise ratio in dB, {@code 10·log₁₀(max²/mse)}, per image. */
  public static Tensor psnr(Tensor a, Tensor b, double maxVal) {
    requireImage("psnr", a);
    Tensor x = real(a);
    Tensor mse = Ops.mean(Ops.squaredDifference(x, b.cast(x.dtype())), -3, -2, -1);
    return Ops.log10(mse.reciprocal().mul(maxVal * maxVal)).mul(10);
  }

  /** As {@link #ssim(Tensor, Tensor, double, int, double, double, double, String)}. */
  public static Tensor ssim(Tensor image1, Tensor image2, double maxVal) {
    return ssim(image1, image2, maxVal, 11, 1.5, 0.01, 0.03, null);
  }

  /**
   * How alike images are in structure, −1 to 1, per image.
   *
   * @param maxVal the difference between black and white
   * @param filterSize the pixels of the bell curve under which images are compared
   * @param filterSigma its standard deviation
   * @param k1 keeps the quotient of brightness from 0/0
   * @param k2 keeps the quotient of contrast from 0/0
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   * @see <a href="https://doi.org/10.1109/TIP.2003.819861">Wang et al. 2004</a>
   */
  public static Tensor ssim(
      Tensor image1,
      Tensor image2,
      double maxVal,
      int filterSize,
      double filterSigma,
      double k1,
      double k2,
      @Nullable String dataFormat) {
    requireImage("ssim", image1);
    requireImage("ssim", image2);
    Tensor a = batch(last(real(image1), dataFormat));
    Tensor b = batch(last(real(image2), dataFormat));
    Likeness likeness = likeness(a, b, maxVal, filterSize, filterSigma, k1, k2);
    Tensor perImage = Ops.mean(likeness.ssim, -1);
    Tensor result = image1.rank() == 3 ? perImage.squeeze(0) : perImage;
    return result.cast(image1.dtype());
  }

  /** Likeness, and its part that is contrast and structure, {@code (batch, channels)}. */
  private record Likeness(Tensor ssim, Tensor structure) {}

  private static Likeness likeness(
      Tensor a, Tensor b, double maxVal, int size, double sigma, double k1, double k2) {
    int least = Math.min(a.shape().dim(1), a.shape().dim(2));
    if (size < 1 || least != Shape.UNKNOWN && least < size) {
      throw new ShapeException(
          "ssim: a filter of %d pixels does not fit into images %s. Give a smaller filterSize."
              .formatted(size, a.shape()));
    }
    double c1 = Math.pow(k1 * maxVal, 2);
    double c2 = Math.pow(k2 * maxVal, 2);
    Tensor kernel = outer(a, bell(size, sigma), bell(size, sigma)).expandDims(2);
    Tensor meanA = eachChannel(a, kernel, "valid");
    Tensor meanB = eachChannel(b, kernel, "valid");
    Tensor product = meanA.mul(meanB).mul(2);
    Tensor squares = meanA.square().add(meanB.square());
    Tensor both = eachChannel(a.mul(b), kernel, "valid").mul(2);
    Tensor each = eachChannel(a.square().add(b.square()), kernel, "valid");
    Tensor structure = both.sub(product).add(c2).div(each.sub(squares).add(c2));
    Tensor luminance = product.add(c1).div(squares.add(c1));
    return new Likeness(Ops.mean(luminance.mul(structure), 1, 2), Ops.mean(structure, 1, 2));
  }

  /**
   * How alike images are in structure at several sizes, each half of the one before: the product of
   * the likenesses, each to a power.
   *
   * @param powerFactors one for every size; TensorFlow's are 0.0448, 0.2856, 0.3001, 0.2363, 0.1333
   * @see <a href="https://doi.org/10.1109/ACSSC.2003.1292216">Wang, Simoncelli and Bovik 2003</a>
   */
  public static Tensor ssimMultiscale(
      Tensor img1,
      Tensor img2,
      double maxVal,
      double[] powerFactors,
      int filterSize,
      double filterSigma,
      double k1,
      double k2) {
    requireImage("ssimMultiscale", img1);
    Tensor a = batch(real(img1));
    Tensor b = batch(real(img2));
    Tensor all = null;
    for (int scale = 0; scale < powerFactors.length; scale++) {
      if (scale > 0) {
        a = halved(a);
        b = halved(b);
      }
      Likeness likeness = likeness(a, b, maxVal, filterSize, filterSigma, k1, k2);
      boolean last = scale == powerFactors.length - 1;
      Tensor part = Nn.relu(last ? likeness.ssim : likeness.structure);
      Tensor powered = Ops.power(part, powerFactors[scale]);
      all = all == null ? powered : all.mul(powered);
    }
    if (all == null) {
      throw new TensorException("ssimMultiscale: at least one power factor is needed.");
    }
    Tensor perImage = Ops.mean(all, -1);
    return img1.rank() == 3 ? perImage.squeeze(0) : perImage;
  }

  private static Tensor halved(Tensor x) {
    int[][] odd = {{0, 0}, {0, x.shape().dim(1) % 2}, {0, x.shape().dim(2) % 2}, {0, 0}};
    Tensor even = Ops.pad(x, odd, "symmetric");
    int[] two = {2, 2};
    return Nn.averagePool(even, two, two, "valid", null);
  }
}
