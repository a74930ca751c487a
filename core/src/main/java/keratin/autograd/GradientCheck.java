package keratin.autograd;

import java.util.List;
import java.util.SplittableRandom;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * Compares the gradient of a function with its slope, measured by central differences in float64.
 *
 * <p>With a random direction {@code v} per input, {@code Σ ∂f/∂x · v} must equal {@code (f(x + hv)
 * − f(x − hv)) / 2h}: one number that is wrong if any element of any gradient is. Order 2 compares
 * the gradient of the gradient in the same way. Outputs with many elements are first weighted by
 * random numbers and summed.
 *
 * {@snippet :
 * new GradientCheck(x -> x[0].matmul(x[1]).tanh()).order(2).at(a, b);   // throws if they differ
 * }
 *
 * <p>The function must be smooth near the point: relu at 0 has no slope.
 */
public final class GradientCheck {
  /** A function of tensors, made of ops. */
  @FunctionalInterface
  public interface Function {
    /** The value at {@code x}, of any shape. */
    Tensor apply(Tensor[] x);
  }

  /**
   * The two numbers that should be one.
   *
   * @param order 1 for the gradient, 2 for the gradient of the gradient
   * @param gradient what differentiation says
   * @param slope what differences say
   */
  public record Slope(int order, double gradient, double slope) {
    /** {@code |gradient − slope|}, relative where they are larger than 1. */
    public double error() {
      double scale = Math.max(1, Math.max(Math.abs(gradient), Math.abs(slope)));
      return Math.abs(gradient - slope) / scale;
    }
  }

  private final Function function;
  private int order = 1;
  private long seed = 1;
  private double step = 1e-5;
  private double tolerance = 1e-6;

  /** A check of this function. */
  public GradientCheck(Function function) {
    this.function = function;
  }

  /** 1 (the default) checks the gradient, 2 also the gradient of the gradient. */
  public GradientCheck order(int order) {
    if (order != 1 && order != 2) {
      throw new IllegalArgumentException("order must be 1 or 2, but is " + order);
    }
    this.order = order;
    return this;
  }

  /** The seed of directions and weights; 1 by default. Errors print it. */
  public GradientCheck seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** The half-width h of the differences; 1e-5 by default. */
  public GradientCheck step(double step) {
    this.step = step;
    return this;
  }

  /** How far the numbers may differ, relative where they are larger than 1; 1e-6 by default. */
  public GradientCheck tolerance(double tolerance) {
    this.tolerance = tolerance;
    return this;
  }

  /**
   * Checks at a point. Floating-point inputs are read as float64; others are left as they are and
   * have no gradient.
   *
   * @throws TensorException if gradient and slope differ, with both numbers and the seed
   */
  public void at(Tensor... x) {
    for (int o = 1; o <= order; o++) {
      Slope slope = measure(o, x);
      if (!(slope.error() <= tolerance)) {
        throw new TensorException(
            "The gradient of order %d says %s, but differences say %s (seed %d, step %s)."
                .formatted(o, slope.gradient(), slope.slope(), seed, step));
      }
    }
  }

  /** The two numbers of one order, not judged. */
  public Slope measure(int order, Tensor... x) {
    return Memory.tidy(
        "GradientCheck",
        () -> {
          SplittableRandom random = new SplittableRandom(seed);
          Tensor[] point = new Tensor[x.length];
          @Nullable Tensor[] direction = new @Nullable Tensor[x.length];
          @Nullable Tensor[] inner = new @Nullable Tensor[x.length];
          for (int i = 0; i < x.length; i++) {
            boolean real = x[i].dtype().isFloating();
            point[i] = real ? x[i].cast(DType.FLOAT64) : x[i];
            direction[i] = real ? random(random, x[i]) : null;
            inner[i] = real ? random(random, x[i]) : null;
          }
          long weights = random.nextLong();
          Function scalar = p -> weighted(function.apply(p), weights);
          Function checked = order == 1 ? scalar : p -> along(scalar, p, inner);
          double gradient = along(checked, point, direction).doubleValue();
          double up = checked.apply(moved(point, direction, step)).doubleValue();
          double down = checked.apply(moved(point, direction, -step)).doubleValue();
          return new Slope(order, gradient, (up - down) / (2 * step));
        });
  }

  /** {@code Σ ∂f/∂x · direction}, itself differentiable. */
  private static Tensor along(Function f, Tensor[] x, @Nullable Tensor[] direction) {
    try (GradientTape tape = new GradientTape(false, false)) {
      for (Tensor t : x) {
        tape.watch(t);
      }
      var gradients = tape.gradient(f.apply(x), List.of(x));
      Tensor sum = null;
      for (int i = 0; i < x.length; i++) {
        Tensor g = gradients.get(i);
        Tensor v = direction[i];
        if (g != null && v != null) {
          Tensor part = g.mul(v).sum();
          sum = sum == null ? part : sum.add(part);
        }
      }
      return sum == null ? Tensor.of(0.0) : sum;
    }
  }

  private static Tensor weighted(Tensor y, long seed) {
    return y.cast(DType.FLOAT64).mul(random(new SplittableRandom(seed), y)).sum();
  }

  private static Tensor[] moved(Tensor[] x, @Nullable Tensor[] direction, double distance) {
    Tensor[] moved = x.clone();
    for (int i = 0; i < x.length; i++) {
      Tensor v = direction[i];
      moved[i] = v == null ? x[i] : x[i].add(v.mul(distance));
    }
    return moved;
  }

  /** Numbers between −1 and 1 in the shape of {@code x}, and where it is. */
  private static Tensor random(SplittableRandom random, Tensor x) {
    double[] data = random.doubles(x.size(), -1, 1).toArray();
    return Tensor.of(data, x.shape()).to(x.device().toString());
  }
}
