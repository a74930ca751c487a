package keratin.cpu;

import keratin.tensor.DType;
import keratin.tensor.Elements;
import keratin.tensor.Tensor;

/**
 * Fourier transforms of the rows of two tensors, in double: radix 2 where the length is a power of
 * 2, otherwise as a convolution of such a length (Bluestein's algorithm).
 */
final class FourierKernel {
  private final int n;
  private final int padded;
  private final double[] cos;
  private final double[] sin;
  // exp(∓πi·j²/n), and the transform of its conjugate; empty for powers of 2
  private final double[] chirpReal;
  private final double[] chirpImaginary;
  private final double[] filterReal;
  private final double[] filterImaginary;

  private FourierKernel(int n, boolean inverse) {
    this.n = n;
    boolean power = Integer.bitCount(n) == 1;
    padded = power ? n : Integer.highestOneBit(2 * n - 1) * 2;
    cos = new double[padded / 2];
    sin = new double[padded / 2];
    double sign = inverse ? 1 : -1;
    for (int i = 0; i < padded / 2; i++) {
      double angle = 2 * Math.PI * i / padded;
      cos[i] = Math.cos(angle);
      sin[i] = (power ? sign : -1) * Math.sin(angle);
    }
    chirpReal = new double[power ? 0 : n];
    chirpImaginary = new double[chirpReal.length];
    filterReal = new double[power ? 0 : padded];
    filterImaginary = new double[filterReal.length];
    for (int j = 0; j < chirpReal.length; j++) {
      // j² modulo 2n keeps the angle small, and so exact.
      double angle = Math.PI * ((long) j * j % (2L * n)) / n;
      chirpReal[j] = Math.cos(angle);
      chirpImaginary[j] = sign * Math.sin(angle);
      int mirrored = (padded - j) % padded;
      filterReal[j] = chirpReal[j];
      filterReal[mirrored] = chirpReal[j];
      filterImaginary[j] = -chirpImaginary[j];
      filterImaginary[mirrored] = -chirpImaginary[j];
    }
    if (!power) {
      radix2(filterReal, filterImaginary);
    }
  }

  static void run(boolean inverse, Tensor[] in, Tensor[] out) {
    int n = in[0].shape().dim(-1);
    if (in[0].size() == 0) {
      return;
    }
    FourierKernel kernel = new FourierKernel(n, inverse);
    DType type = in[0].dtype();
    Pool.parallel(
        in[0].size() / n,
        Math.max(1, 4096 / n),
        (from, to) -> {
          double[] real = new double[kernel.padded];
          double[] imaginary = new double[kernel.padded];
          for (long row = from; row < to; row++) {
            for (int i = 0; i < n; i++) {
              real[i] = Elements.getDouble(type, in[0].address(), row * n + i);
              imaginary[i] = Elements.getDouble(type, in[1].address(), row * n + i);
            }
            kernel.transform(real, imaginary);
            for (int i = 0; i < n; i++) {
              Elements.setDouble(type, out[0].address(), row * n + i, real[i]);
              Elements.setDouble(type, out[1].address(), row * n + i, imaginary[i]);
            }
          }
        });
  }

  private void transform(double[] real, double[] imaginary) {
    if (chirpReal.length == 0) {
      radix2(real, imaginary);
      return;
    }
    java.util.Arrays.fill(real, n, padded, 0);
    java.util.Arrays.fill(imaginary, n, padded, 0);
    times(real, imaginary, chirpReal, chirpImaginary, n, 1);
    radix2(real, imaginary);
    times(real, imaginary, filterReal, filterImaginary, padded, 1);
    // Back: with the parts exchanged, forward is backward.
    radix2(imaginary, real);
    times(real, imaginary, chirpReal, chirpImaginary, n, 1.0 / padded);
  }

  private static void times(
      double[] real, double[] imaginary, double[] c, double[] d, int count, double scale) {
    for (int i = 0; i < count; i++) {
      double a = real[i];
      double b = imaginary[i];
      real[i] = (a * c[i] - b * d[i]) * scale;
      imaginary[i] = (a * d[i] + b * c[i]) * scale;
    }
  }

  /** In place, over all {@code padded} elements. */
  private void radix2(double[] real, double[] imaginary) {
    int shift = Integer.numberOfLeadingZeros(padded) + 1;
    for (int i = 0; padded > 1 && i < padded; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (j > i) {
        double value = real[i];
        real[i] = real[j];
        real[j] = value;
        value = imaginary[i];
        imaginary[i] = imaginary[j];
        imaginary[j] = value;
      }
    }
    for (int half = 1; half < padded; half *= 2) {
      int step = padded / (2 * half);
      for (int block = 0; block < padded; block += 2 * half) {
        for (int i = 0; i < half; i++) {
          int low = block + i;
          int high = low + half;
          double c = cos[i * step];
          double s = sin[i * step];
          double x = real[high] * c - imaginary[high] * s;
          double y = real[high] * s + imaginary[high] * c;
          real[high] = real[low] - x;
          imaginary[high] = imaginary[low] - y;
          real[low] += x;
          imaginary[low] += y;
        }
      }
    }
  }
}
