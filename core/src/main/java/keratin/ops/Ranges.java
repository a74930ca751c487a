package keratin.ops;

import java.util.Arrays;
import java.util.List;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** Rows between the numbers of two tensors, powers, and windows. */
abstract class Ranges extends Quantiles {
  Ranges() {}

  /** {@code num} numbers from start to stop, both included, along a new first axis. */
  public static Tensor linspace(Tensor start, Tensor stop, int num) {
    return linspace(start, stop, num, true, 0);
  }

  /** {@code num} numbers from start to stop, both included, along a new axis. */
  public static Tensor linspace(Tensor start, Tensor stop, int num, int axis) {
    return linspace(start, stop, num, true, axis);
  }

  /**
   * {@code num} numbers at equal distances between the elements of two tensors, which broadcast;
   * integers give float32.
   *
   * @param endpoint whether the last number is {@code stop}; else one distance before it
   * @param axis where the numbers lie in the result
   */
  public static Tensor linspace(Tensor start, Tensor stop, int num, boolean endpoint, int axis) {
    DType type = floating(start).dtype();
    return linspace(start, stop, num, endpoint, DType.promote(type, floating(stop).dtype()), axis);
  }

  /** As {@link #linspace(Tensor, Tensor, int, boolean, int)}, in a dtype. */
  public static Tensor linspace(
      Tensor start, Tensor stop, int num, boolean endpoint, DType dtype, int axis) {
    if (num < 0) {
      throw new TensorException("linspace: num must not be negative, but is " + num + ".");
    }
    DType type = dtype.isFloating() ? dtype : DType.FLOAT64;
    Shape shape = Shape.broadcast("linspace", start.shape(), stop.shape());
    Tensor from = start.cast(dtype).cast(type).broadcastTo(shape).expandDims(axis);
    Tensor to = stop.cast(dtype).cast(type).broadcastTo(shape).expandDims(axis);
    int at = from.shape().axis(axis);
    int[] dims = new int[from.rank()];
    Arrays.fill(dims, 1);
    dims[at] = num;
    Tensor numbers = Engine.beside(start, () -> range(num)).cast(type).reshape(dims);
    Tensor distance = to.sub(from).div(Math.max(1, endpoint ? num - 1 : num));
    Tensor row = from.add(distance.mul(numbers));
    if (endpoint && num > 1) {
      // As it was given, not as it was counted.
      row = concat(at, row.slice(at, 0, num - 1), to);
    }
    return dtype.isFloating() ? row : row.floor().cast(dtype);
  }

  /**
   * A row of numbers and their distance.
   *
   * @param values as of {@link #linspace(Tensor, Tensor, int, boolean, int)}
   * @param step nan if there is only one number, which needs none
   */
  public record Linspace(Tensor values, Tensor step) {}

  /** As {@link #linspace(Tensor, Tensor, int, boolean, int)}, with the distance of the numbers. */
  public static Linspace linspaceWithStep(
      Tensor start, Tensor stop, int num, boolean endpoint, int axis) {
    Tensor values = linspace(start, stop, num, endpoint, axis);
    return new Linspace(values, step(start, stop, endpoint ? num - 1 : num, values.dtype()));
  }

  /**
   * As {@link #linspaceWithStep(Tensor, Tensor, int, boolean, int)}, in a dtype; of integers the
   * distance is float64.
   */
  public static Linspace linspaceWithStep(
      Tensor start, Tensor stop, int num, boolean endpoint, DType dtype, int axis) {
    Tensor values = linspace(start, stop, num, endpoint, dtype, axis);
    DType type = dtype.isFloating() ? dtype : DType.FLOAT64;
    return new Linspace(values, step(start, stop, endpoint ? num - 1 : num, type));
  }

  private static Tensor step(Tensor start, Tensor stop, int steps, DType type) {
    return steps > 0
        ? stop.cast(type).sub(start.cast(type)).div(steps)
        : Engine.beside(start, () -> Tensor.of(Float.NaN));
  }

  /** As {@link #linspace(Tensor, Tensor, int, boolean, int)} of exponents of {@code base}. */
  public static Tensor logspace(
      Tensor start, Tensor stop, int num, boolean endpoint, double base, int axis) {
    Tensor exponents = linspace(start, stop, num, endpoint, axis);
    return fullLike(exponents, base).pow(exponents);
  }

  /** As {@link #logspace(Tensor, Tensor, int, boolean, double, int)}, in a dtype. */
  public static Tensor logspace(
      Tensor start, Tensor stop, int num, boolean endpoint, double base, DType dtype, int axis) {
    Tensor exponents = linspace(start, stop, num, endpoint, dtype, axis);
    return fullLike(exponents, base).pow(exponents);
  }

  /** {@code num} numbers with equal ratios between the elements of two tensors; float32. */
  public static Tensor geomspace(Tensor start, Tensor stop, int num, boolean endpoint, int axis) {
    return geomspace(start, stop, num, endpoint, DType.FLOAT32, axis);
  }

  /**
   * As {@link #geomspace(Tensor, Tensor, int, boolean, int)}, in a floating dtype.
   *
   * @throws TensorException if a start is not of the sign of its stop
   */
  public static Tensor geomspace(
      Tensor start, Tensor stop, int num, boolean endpoint, DType dtype, int axis) {
    if (Composition.isSymbolic(start, stop)) {
      Spec even = linspace(start, stop, num, endpoint, dtype, axis).spec();
      return Composition.of(
          "geomspace",
          even,
          in -> geomspace(in[0], in[1], num, endpoint, dtype, axis),
          start,
          stop);
    }
    Tensor from = start.cast(dtype);
    Tensor to = stop.cast(dtype);
    if (from.mul(to).lessEqual(0).any().booleanValue()) {
      throw new TensorException(
          "geomspace: start and stop must have one sign and not be 0, but are %s and %s."
              .formatted(from.numpy(), to.numpy()));
    }
    Tensor row = logspace(log10(from.abs()), log10(to.abs()), num, endpoint, 10.0, dtype, axis);
    return row.mul(from.sign().add(to.zerosLike()).expandDims(axis));
  }

  /**
   * The powers of the elements of a vector, {@code (length, n)}: {@code xⁿ⁻¹, …, x, 1}.
   *
   * @param increasing turns them round: {@code 1, x, x², …}
   */
  public static Tensor vander(Tensor x, int n, boolean increasing) {
    Tensor powers = Engine.beside(x, () -> increasing ? range(n) : range(n - 1, -1, -1));
    Tensor a = floating(x).expandDims(-1);
    return a.pow(powers.cast(a.dtype())).cast(x.dtype());
  }

  /** As {@link #vander(Tensor, int, boolean)} with as many powers as x has elements. */
  public static Tensor vander(Tensor x) {
    if (Composition.isOpen(x, 0)) {
      Spec unknown = x.spec().as(x.shape().append(Shape.UNKNOWN));
      return Composition.of("vander", unknown, in -> vander(in[0]), x);
    }
    return vander(x, x.shape().dim(0), false);
  }

  /**
   * The Kaiser window, {@code I₀(β·√(1 − (2i/(n−1) − 1)²)) / I₀(β)}; float32.
   *
   * @param beta the larger, the more of the border is damped
   */
  public static Tensor kaiser(int n, double beta) {
    double[] data =
        samples(
            n,
            i -> {
              double place = n == 1 ? 0 : 2.0 * i / (n - 1) - 1;
              return beta * Math.sqrt(Math.max(0, 1 - place * place));
            });
    return i0(Tensor.of(data)).div(i0(Tensor.of(beta))).cast(DType.FLOAT32);
  }

  /** The positions in a shape of the numbers of raveled elements: one tensor per axis. */
  public static List<Tensor> unravelIndex(Tensor indices, Shape shape) {
    Tensor[] positions = new Tensor[shape.rank()];
    Tensor rest = indices;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      positions[axis] = rest.mod(shape.dim(axis));
      rest = rest.floorDiv(shape.dim(axis));
    }
    return List.of(positions);
  }
}
