package keratin.ops;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** Tensors made of nothing but a shape and a rule. */
abstract class Creation {
  Creation() {}

  /** A tensor of a number, a boolean, a string, or nested arrays or lists; tensors as they are. */
  public static Tensor convertToTensor(Object value) {
    return Tensor.of(value);
  }

  /** As {@link #convertToTensor(Object)}, in a dtype. */
  public static Tensor convertToTensor(Object value, DType dtype) {
    return value instanceof Tensor tensor ? tensor.cast(dtype) : Tensor.of(value, dtype);
  }

  /** True for tensors and variables. */
  public static boolean isTensor(Object value) {
    return value instanceof Tensor;
  }

  /** Zeros, float32. */
  public static Tensor zeros(int... dims) {
    return Tensor.full(DType.FLOAT32, 0, dims);
  }

  /** Zeros of a dtype. */
  public static Tensor zeros(Shape shape, DType dtype) {
    return Tensor.full(dtype, 0, shape.dims());
  }

  /** Ones, float32. */
  public static Tensor ones(int... dims) {
    return Tensor.full(DType.FLOAT32, 1, dims);
  }

  /** Ones of a dtype. */
  public static Tensor ones(Shape shape, DType dtype) {
    return Tensor.full(dtype, 1, shape.dims());
  }

  /** One number everywhere, float32. */
  public static Tensor full(Shape shape, double value) {
    return Tensor.full(DType.FLOAT32, value, shape.dims());
  }

  /** One number everywhere. */
  public static Tensor full(Shape shape, double value, DType dtype) {
    return Tensor.full(dtype, value, shape.dims());
  }

  /** The elements of a tensor, which broadcasts, in a shape; float32. */
  public static Tensor full(Shape shape, Tensor value) {
    return full(shape, value, DType.FLOAT32);
  }

  /** The elements of a tensor, which broadcasts, in a shape and a dtype. */
  public static Tensor full(Shape shape, Tensor value, DType dtype) {
    return value.cast(dtype).broadcastTo(shape);
  }

  /** Zeros, float32. What NumPy leaves to chance is 0 here. */
  public static Tensor empty(int... dims) {
    return zeros(dims);
  }

  /** Zeros of a dtype. What NumPy leaves to chance is 0 here. */
  public static Tensor empty(Shape shape, DType dtype) {
    return zeros(shape, dtype);
  }

  /** Zeros in the shape and dtype of {@code x}. */
  public static Tensor emptyLike(Tensor x) {
    return x.zerosLike();
  }

  /** One fraction everywhere, float32: {@code tf.fill}. */
  public static Tensor fill(Shape shape, double value) {
    return Tensor.full(DType.FLOAT32, value, shape.dims());
  }

  /** One integer everywhere, int32: {@code tf.fill}. */
  public static Tensor fill(Shape shape, int value) {
    return Tensor.full(DType.INT32, value, shape.dims());
  }

  /** Zeros in the shape and dtype of {@code x}. */
  public static Tensor zerosLike(Tensor x) {
    return x.zerosLike();
  }

  /** Ones in the shape and dtype of {@code x}. */
  public static Tensor onesLike(Tensor x) {
    return x.onesLike();
  }

  /** One number in the shape and dtype of {@code x}. */
  public static Tensor fullLike(Tensor x, double value) {
    if (x.isSymbolic()) {
      return Composition.of("full_like", in -> fullLike(in[0], value), x);
    }
    return Engine.beside(x, () -> Tensor.full(x.dtype(), value, x.shape().dims()));
  }

  /** The elements of a tensor, which broadcasts, in the shape and dtype of {@code x}. */
  public static Tensor fullLike(Tensor x, Tensor value) {
    return value.cast(x.dtype()).broadcastTo(x.shape());
  }

  /** {@code 0, 1, …, stop − 1}, int32. */
  public static Tensor range(int stop) {
    return range(0, stop, 1);
  }

  /** {@code start, …, stop − 1}, int32. */
  public static Tensor range(int start, int stop) {
    return range(start, stop, 1);
  }

  /** {@code start, start + step, …} up to but without {@code stop}, int32. */
  public static Tensor range(int start, int stop, int step) {
    int[] data = new int[count(start, stop, step)];
    Arrays.setAll(data, i -> start + i * step);
    return Tensor.of(data, Shape.of(data.length));
  }

  /** {@code start, start + step, …} up to but without {@code stop}, float32. */
  public static Tensor range(double start, double stop, double step) {
    return range(start, stop, step, DType.FLOAT32);
  }

  /** {@code start, start + step, …} up to but without {@code stop}. */
  public static Tensor range(double start, double stop, double step, DType dtype) {
    double[] data = new double[count(start, stop, step)];
    Arrays.setAll(data, i -> start + i * step);
    return Tensor.of(data, Shape.of(data.length)).cast(dtype);
  }

  /** As {@link #range(int)}: Keras' and NumPy's name. */
  public static Tensor arange(int stop) {
    return range(stop);
  }

  /** As {@link #range(int, int, int)}: Keras' and NumPy's name. */
  public static Tensor arange(int start, int stop, int step) {
    return range(start, stop, step);
  }

  /** As {@link #range(double, double, double)}: Keras' and NumPy's name. */
  public static Tensor arange(double start, double stop, double step) {
    return range(start, stop, step);
  }

  private static int count(double start, double stop, double step) {
    if (step == 0 || Double.isNaN(step)) {
      throw new TensorException("range: the step must not be " + step + ".");
    }
    return Math.toIntExact(Math.max(0, (long) Math.ceil((stop - start) / step)));
  }

  /** {@code num} numbers from start to stop, both included, at equal distances; float32. */
  public static Tensor linspace(double start, double stop, int num) {
    return linspace(start, stop, num, true, DType.FLOAT32);
  }

  /** {@code num} numbers from start to stop at equal distances. */
  public static Tensor linspace(double start, double stop, int num, boolean endpoint, DType dtype) {
    if (num < 0) {
      throw new TensorException("linspace: num must not be negative, but is " + num + ".");
    }
    int steps = Math.max(1, endpoint ? num - 1 : num);
    double[] data = new double[num];
    if (dtype == DType.FLOAT64) {
      double delta = (stop - start) / steps;
      Arrays.setAll(data, i -> start + delta * i);
    } else {
      // In float32 throughout, as TensorFlow: the rounding of the distance shows.
      float delta = ((float) stop - (float) start) / steps;
      Arrays.setAll(data, i -> (float) start + delta * i);
    }
    if (endpoint && num > 1) {
      data[num - 1] = stop;
    }
    return Tensor.of(data, Shape.of(num)).cast(dtype);
  }

  /** The identity matrix, float32. */
  public static Tensor eye(int n) {
    return eye(n, n, 0, DType.FLOAT32);
  }

  /** Ones on the diagonal, {@code (n, m)}, float32. */
  public static Tensor eye(int n, int m) {
    return eye(n, m, 0, DType.FLOAT32);
  }

  /** Ones on the k-th diagonal, above the main one where k is positive; {@code (n, m)}. */
  public static Tensor eye(int n, int m, int k, DType dtype) {
    return range(n).add(k).expandDims(1).equal(range(m)).cast(dtype);
  }

  /** As many identity matrices as {@code batchShape} has places: {@code (batchShape…, n, m)}. */
  public static Tensor eye(int n, int m, int[] batchShape, DType dtype) {
    return eye(n, m, 0, dtype).broadcastTo(Shape.of(batchShape).append(n, m));
  }

  /** {@code num} powers of {@code base}, the exponents at equal distances; float32. */
  public static Tensor logspace(double start, double stop, int num, boolean endpoint, double base) {
    Tensor exponents = linspace(start, stop, num, endpoint, DType.FLOAT64);
    return exponents.mul(Math.log(base)).exp().cast(DType.FLOAT32);
  }

  /** {@code num} numbers from start to stop with equal ratios; float32. */
  public static Tensor geomspace(double start, double stop, int num, boolean endpoint) {
    double sign = Math.signum(start);
    Tensor exponents =
        linspace(Math.log(start * sign), Math.log(stop * sign), num, endpoint, DType.FLOAT64);
    return exponents.exp().mul(sign).cast(DType.FLOAT32);
  }

  /** The Hann window, {@code 0.5 − 0.5·cos(2πi/(n−1))}; float32. */
  public static Tensor hanning(int n) {
    return window(n, 0.5, -0.5, 0);
  }

  /** The Hamming window, {@code 0.54 − 0.46·cos(2πi/(n−1))}; float32. */
  public static Tensor hamming(int n) {
    return window(n, 0.54, -0.46, 0);
  }

  /** The Blackman window, {@code 0.42 − 0.5·cos(2πi/(n−1)) + 0.08·cos(4πi/(n−1))}; float32. */
  public static Tensor blackman(int n) {
    return window(n, 0.42, -0.5, 0.08);
  }

  private static Tensor window(int n, double constant, double once, double twice) {
    return window(
        n,
        i -> {
          double phase = n == 1 ? Math.PI : 2 * Math.PI * i / (n - 1);
          return constant + once * Math.cos(phase) + twice * Math.cos(2 * phase);
        });
  }

  /** The triangular window of Bartlett, 0 at both ends; float32. */
  public static Tensor bartlett(int n) {
    return window(n, i -> n == 1 ? 1 : 1 - Math.abs(2.0 * i / (n - 1) - 1));
  }

  static Tensor window(int n, IntToDoubleFunction values) {
    return Tensor.of(samples(n, values), Shape.of(n)).cast(DType.FLOAT32);
  }

  static double[] samples(int n, IntToDoubleFunction values) {
    if (n < 0) {
      throw new TensorException(
          "A window cannot have %d elements. Give a length of at least 0.".formatted(n));
    }
    double[] data = new double[n];
    Arrays.setAll(data, values);
    return data;
  }

  /** Ones on and below the k-th diagonal, {@code (n, m)}, float32. */
  public static Tensor tri(int n, int m, int k) {
    return range(n).add(k).expandDims(1).greaterEqual(range(m)).cast(DType.FLOAT32);
  }

  /**
   * Ones at the indices, zeros elsewhere, on a new last axis; float32. An index outside {@code [0,
   * depth)} gives zeros.
   */
  public static Tensor oneHot(Tensor indices, int depth) {
    return oneHot(indices, depth, -1, DType.FLOAT32);
  }

  /** As {@link #oneHot(Tensor, int)}, the new axis at {@code axis}. */
  public static Tensor oneHot(Tensor indices, int depth, int axis) {
    return oneHot(indices, depth, axis, DType.FLOAT32);
  }

  /** As {@link #oneHot(Tensor, int)}, the new axis at {@code axis}, in a dtype. */
  public static Tensor oneHot(Tensor indices, int depth, int axis, DType dtype) {
    int at = axis < 0 ? axis + indices.rank() + 1 : axis;
    int[] dims = new int[indices.rank() + 1];
    Arrays.fill(dims, 1);
    Tensor expanded = indices.expandDims(axis);
    dims[at] = depth;
    Tensor classes = Engine.beside(indices, () -> range(depth));
    return expanded.equal(classes.reshape(dims).cast(indices.dtype())).cast(dtype);
  }

  /** As {@link #oneHot(Tensor, int, int)} with other numbers than 1 and 0; float32. */
  public static Tensor oneHot(
      Tensor indices, int depth, double onValue, double offValue, int axis) {
    return oneHot(indices, depth, onValue, offValue, axis, DType.FLOAT32);
  }

  /** As {@link #oneHot(Tensor, int, int)} with other numbers than 1 and 0, in a dtype. */
  public static Tensor oneHot(
      Tensor indices, int depth, double onValue, double offValue, int axis, DType dtype) {
    Tensor here = oneHot(indices, depth, axis, DType.BOOL);
    return Tensor.where(
        here,
        Engine.beside(indices, () -> Tensor.full(dtype, onValue)),
        Engine.beside(indices, () -> Tensor.full(dtype, offValue)));
  }

  /** Rows that are true up to a length: {@code (…)} lengths give {@code (…, longest)}. */
  public static Tensor sequenceMask(Tensor lengths) {
    return sequenceMask(lengths, lengths.size() == 0 ? 0 : lengths.max().intValue());
  }

  /** Rows of {@code maxlen} that are true up to a length: {@code (…)} gives {@code (…, maxlen)}. */
  public static Tensor sequenceMask(Tensor lengths, int maxlen) {
    Tensor places = Engine.beside(lengths, () -> range(maxlen)).cast(lengths.dtype());
    return places.less(lengths.expandDims(-1));
  }

  /** As {@link #sequenceMask(Tensor, int)}, ones and zeros of a dtype. */
  public static Tensor sequenceMask(Tensor lengths, int maxlen, DType dtype) {
    return sequenceMask(lengths, maxlen).cast(dtype);
  }

  /** The lengths of the axes. */
  public static Shape shape(Tensor x) {
    return x.shape();
  }

  /** The number of axes. */
  public static int ndim(Tensor x) {
    return x.rank();
  }

  /** The number of axes: TensorFlow's name. */
  public static int rank(Tensor x) {
    return x.rank();
  }

  /** The number of elements. */
  public static long size(Tensor x) {
    return x.size();
  }
}
