package keratin.ops;

import java.util.List;
import keratin.tensor.DType;
import keratin.tensor.Index;
import keratin.tensor.Tensor;

/** Second names that Keras has for what is here under another one, so that programs carry over. */
abstract class Aliases extends Counts {
  Aliases() {}

  /** As {@link #abs}. */
  public static Tensor absolute(Tensor x) {
    return abs(x);
  }

  /** {@code |x|}, element by element; integers give float32. */
  public static Tensor fabs(Tensor x) {
    return abs(floating(x));
  }

  /** As {@link #max(Tensor, int...)}. */
  public static Tensor amax(Tensor x, int... axes) {
    return max(x, axes);
  }

  /** As {@link #max(Tensor, boolean, int...)}. */
  public static Tensor amax(Tensor x, boolean keepDims, int... axes) {
    return max(x, keepDims, axes);
  }

  /** As {@link #min(Tensor, int...)}. */
  public static Tensor amin(Tensor x, int... axes) {
    return min(x, axes);
  }

  /** As {@link #min(Tensor, boolean, int...)}. */
  public static Tensor amin(Tensor x, boolean keepDims, int... axes) {
    return min(x, keepDims, axes);
  }

  /** As {@link #variance(Tensor, int...)}. */
  public static Tensor var(Tensor x, int... axes) {
    return variance(x, axes);
  }

  /** As {@link #variance(Tensor, boolean, int...)}. */
  public static Tensor var(Tensor x, boolean keepDims, int... axes) {
    return variance(x, keepDims, axes);
  }

  /** As {@link #divide(Tensor, Tensor)}. */
  public static Tensor trueDivide(Tensor a, Tensor b) {
    return divide(a, b);
  }

  /** As {@link #isFinite}. */
  public static Tensor isfinite(Tensor x) {
    return isFinite(x);
  }

  /** As {@link #isInf}. */
  public static Tensor isinf(Tensor x) {
    return isInf(x);
  }

  /** As {@link #isNan}. */
  public static Tensor isnan(Tensor x) {
    return isNan(x);
  }

  /** As {@link #bitwiseNot}. */
  public static Tensor bitwiseInvert(Tensor x) {
    return bitwiseNot(x);
  }

  /** As {@link #leftShift}. */
  public static Tensor bitwiseLeftShift(Tensor a, Tensor b) {
    return leftShift(a, b);
  }

  /** As {@link #rightShift}. */
  public static Tensor bitwiseRightShift(Tensor a, Tensor b) {
    return rightShift(a, b);
  }

  /** As {@link #concat(int, List)}. */
  public static Tensor concatenate(List<? extends Tensor> tensors, int axis) {
    return concat(axis, tensors);
  }

  /** As {@link #concat(int, List)} along the first axis. */
  public static Tensor concatenate(List<? extends Tensor> tensors) {
    return concat(0, tensors);
  }

  /** As {@link #convertToTensor(Object)}. */
  public static Tensor array(Object value) {
    return convertToTensor(value);
  }

  /** As {@link #convertToTensor(Object, DType)}. */
  public static Tensor array(Object value, DType dtype) {
    return convertToTensor(value, dtype);
  }

  /** The same numbers: a tensor never changes, so that there is nothing to protect by a copy. */
  public static Tensor copy(Tensor x) {
    return x;
  }

  /** As {@link Tensor#numpy}: a Java array of the tensor's rank. */
  public static Object convertToNumpy(Tensor x) {
    return x.numpy();
  }

  /** As {@link #get(Tensor, Index...)}. */
  public static Tensor getItem(Tensor x, Index... key) {
    return x.get(key);
  }

  /** As {@link Tensor#get(String)}: an index in NumPy's notation. */
  public static Tensor getItem(Tensor x, String key) {
    return x.get(key);
  }

  /** As {@link #eye(int)}. */
  public static Tensor identity(int n) {
    return eye(n);
  }

  /** As {@link #eye(int, int, int, DType)}: a square one. */
  public static Tensor identity(int n, DType dtype) {
    return eye(n, n, 0, dtype);
  }
}
