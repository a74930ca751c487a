package keratin.ops;

import java.util.function.DoubleUnaryOperator;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * Which input elements an output element of a resized axis is made of, as a matrix {@code (out,
 * in)}: positions are the centres of pixels, weights a kernel's values there, divided by their sum.
 */
final class Resampling {
  private Resampling() {}

  // TensorFlow looks the cubic up in a table with so many steps to a pixel, unless it widens it.
  private static final double TABLE = 1024;

  private record Kernel(double radius, DoubleUnaryOperator function, boolean table) {
    Kernel(double radius, DoubleUnaryOperator function) {
      this(radius, function, false);
    }
  }

  private static Kernel kernel(String method, boolean antialias) {
    return switch (method) {
      case "bilinear" -> new Kernel(1, x -> Math.max(0, 1 - Math.abs(x)));
      case "bicubic" -> new Kernel(2, Resampling::keys, !antialias);
      case "lanczos3" -> new Kernel(3, x -> lanczos(x, 3));
      case "lanczos5" -> new Kernel(5, x -> lanczos(x, 5));
      case "gaussian" -> new Kernel(1.5, x -> Math.abs(x) >= 1.5 ? 0 : Math.exp(-2 * x * x));
      case "mitchellcubic" -> new Kernel(2, Resampling::mitchell);
      default ->
          throw new TensorException(
              ("resize: interpolation \"%s\" is not known. Use \"nearest\", \"bilinear\","
                   + " \"bicubic\", \"lanczos3\", \"lanczos5\", \"gaussian\", \"mitchellcubic\" or"
                   + " \"area\".")
                  .formatted(method));
    };
  }

  /** Keys' cubic with a = −½. */
  private static double keys(double x) {
    double a = Math.abs(x);
    if (a >= 2) {
      return 0;
    }
    return a >= 1 ? ((-0.5 * a + 2.5) * a - 4) * a + 2 : (1.5 * a - 2.5) * a * a + 1;
  }

  /** Mitchell's and Netravali's cubic with B = C = ⅓. */
  private static double mitchell(double x) {
    double a = Math.abs(x);
    if (a >= 2) {
      return 0;
    }
    return a >= 1
        ? ((-7.0 / 18 * a + 2) * a - 10.0 / 3) * a + 16.0 / 9
        : (7.0 / 6 * a - 2) * a * a + 8.0 / 9;
  }

  private static double lanczos(double x, double radius) {
    double a = Math.abs(x);
    if (a > radius) {
      return 0;
    }
    if (a <= 1e-3) {
      return 1;
    }
    return radius
        * Math.sin(Math.PI * a)
        * Math.sin(Math.PI * a / radius)
        / (Math.PI * Math.PI * a * a);
  }

  /** The matrix that resizes an axis from {@code in} to {@code out} elements. */
  static Tensor matrix(int in, int out, String method, boolean antialias, DType dtype) {
    double[] weights = new double[out * in];
    double scale = (double) in / out;
    for (int i = 0; i < out; i++) {
      if (method.equals("area")) {
        area(weights, i, in, scale);
      } else {
        sample(
            weights, i, in, scale, kernel(method, antialias), antialias ? Math.max(1, scale) : 1);
      }
    }
    return Tensor.of(weights, Shape.of(out, in)).cast(dtype);
  }

  private static void sample(
      double[] weights, int i, int in, double scale, Kernel kernel, double width) {
    double centre = (i + 0.5) * scale;
    if (kernel.table) {
      double before = Math.floor(centre - 0.5);
      centre = before + Math.rint((centre - 0.5 - before) * TABLE) / TABLE + 0.5;
    }
    double reach = kernel.radius * width;
    int first = Math.max(0, (int) Math.ceil(centre - reach - 0.5));
    int last = Math.min(in - 1, (int) Math.floor(centre + reach - 0.5));
    double sum = 0;
    for (int j = first; j <= last; j++) {
      double weight = kernel.function.applyAsDouble((j + 0.5 - centre) / width);
      weights[i * in + j] = weight;
      sum += weight;
    }
    for (int j = first; j <= last; j++) {
      weights[i * in + j] /= sum;
    }
  }

  private static void area(double[] weights, int i, int in, double scale) {
    for (int j = 0; j < in; j++) {
      double overlap = Math.min((i + 1) * scale, j + 1) - Math.max(i * scale, j);
      weights[i * in + j] = Math.max(0, overlap) / scale;
    }
  }

  /** The nearest input element of every output element. */
  static int[] nearest(int in, int out) {
    int[] positions = new int[out];
    for (int i = 0; i < out; i++) {
      positions[i] = Math.min(in - 1, (int) Math.floor((i + 0.5) * in / out));
    }
    return positions;
  }
}
