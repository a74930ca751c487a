package keratin.initializers;

import java.util.List;
import keratin.config.Kind;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How many inputs and outputs of a layer one number of a weight connects, and weights scaled by
 * that.
 *
 * <p>A kernel is {@code (…window, in, out)}: both fans count the window too.
 */
record Fans(long in, long out) {
  /** What a truncated normal distribution at ±2 leaves of the standard deviation. */
  private static final double TRUNCATED = 0.87962566103423978;

  static final Kind<String> MODE = Kind.oneOf("fan_in", "fan_out", "fan_avg");

  static Fans of(
      Shape shape, @Nullable List<Integer> inputAxes, @Nullable List<Integer> outputAxes) {
    if (inputAxes != null && outputAxes != null) {
      return new Fans(product(shape, inputAxes), product(shape, outputAxes));
    }
    return switch (shape.rank()) {
      case 0 -> new Fans(1, 1);
      case 1 -> new Fans(shape.dim(0), shape.dim(0));
      default -> {
        long window = shape.sizeOf(0, shape.rank() - 2);
        yield new Fans(window * shape.dim(-2), window * shape.dim(-1));
      }
    };
  }

  private static long product(Shape shape, List<Integer> axes) {
    long product = 1;
    for (int axis : axes) {
      product *= shape.dim(axis);
    }
    return product;
  }

  /** Random numbers of variance {@code scale / n}, n the fans that {@code mode} names. */
  Tensor scaled(
      double scale, String mode, String distribution, Shape shape, DType dtype, Seed seed) {
    double n =
        switch (mode) {
          case "fan_in" -> in;
          case "fan_out" -> out;
          default -> (in + out) / 2.0;
        };
    double variance = scale / Math.max(1, n);
    return switch (distribution) {
      case "uniform" -> {
        double limit = Math.sqrt(3 * variance);
        yield RandomOps.uniform(shape, -limit, limit, dtype, seed);
      }
      case "untruncated_normal" -> RandomOps.normal(shape, 0, Math.sqrt(variance), dtype, seed);
      default -> RandomOps.truncatedNormal(shape, 0, Math.sqrt(variance) / TRUNCATED, dtype, seed);
    };
  }
}
