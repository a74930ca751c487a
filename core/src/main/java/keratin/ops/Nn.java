package keratin.ops;

import java.util.Arrays;
import java.util.List;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.Tensor;

/**
 * What neural networks are made of: convolutions, pooling, activation functions, and
 * cross-entropies from logits.
 *
 * @see <a href="https://keras.io/api/ops/nn/">keras.ops, nn</a>
 */
public final class Nn extends Attention {
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;

  private Nn() {}

  // ---- rectifiers ----

  /** {@code max(x, 0)}. */
  public static Tensor relu(Tensor x) {
    return x.relu();
  }

  /**
   * {@code maxValue} where {@code x ≥ maxValue}, {@code x} where {@code x > threshold}, else {@code
   * negativeSlope · (x − threshold)}.
   *
   * @param maxValue positive infinity for none
   */
  public static Tensor relu(Tensor x, double negativeSlope, double maxValue, double threshold) {
    Tensor y = x.relu();
    if (threshold != 0 || negativeSlope != 0) {
      Tensor low = negativeSlope == 0 ? x.zerosLike() : x.sub(threshold).mul(negativeSlope);
      y = Tensor.where(x.greater(threshold), x, low);
    }
    return Double.isInfinite(maxValue) ? y : y.minimum(maxValue);
  }

  /** {@code min(max(x, 0), 6)}; the slope at 6 is 0. */
  public static Tensor relu6(Tensor x) {
    // Of equals, minimum gives the gradient to its first operand: here the constant.
    Tensor six = Engine.beside(x, () -> Tensor.full(x.dtype(), 6));
    return six.minimum(x.relu());
  }

  /** {@code x} where positive, else {@code 0.2 · x}. */
  public static Tensor leakyRelu(Tensor x) {
    return leakyRelu(x, 0.2);
  }

  /** {@code x} where positive, else {@code negativeSlope · x}. */
  public static Tensor leakyRelu(Tensor x, double negativeSlope) {
    return Tensor.where(x.greater(0), x, x.mul(negativeSlope));
  }

  /** {@code [relu(x), relu(−x)]} along the last axis. */
  public static Tensor crelu(Tensor x) {
    return Ops.concat(-1, x, x.neg()).relu();
  }

  /** {@code x} where it is above the threshold, else {@code value}. */
  public static Tensor threshold(Tensor x, double threshold, double value) {
    return Tensor.where(x.greater(threshold), x, Ops.fullLike(x, value));
  }

  // ---- exponential ----

  /** {@code x} where positive, else {@code eˣ − 1}. */
  public static Tensor elu(Tensor x) {
    return elu(x, 1);
  }

  /** {@code x} where it is not negative, else {@code alpha · (eˣ − 1)}. */
  public static Tensor elu(Tensor x, double alpha) {
    // The exponential of large x must not reach the gradient: inf · 0 is nan.
    Tensor y = Tensor.where(x.greaterEqual(0), x, x.minimum(0).expm1());
    // As in Keras the slope at 0 is 1 for alpha = 1, else alpha.
    return alpha == 1 ? y : Tensor.where(x.greater(0), y, y.mul(alpha));
  }

  /**
   * {@code scale · elu(x, alpha)} with the constants that keep mean and variance (Klambauer et al.,
   * <i>Self-Normalizing Neural Networks</i>).
   */
  public static Tensor selu(Tensor x) {
    Tensor low = x.minimum(0).expm1().mul(SELU_ALPHA);
    return Tensor.where(x.greaterEqual(0), x, low).mul(SELU_SCALE);
  }

  /** {@code max(x, 0) + min(0, alpha · (e^(x/alpha) − 1))}. */
  public static Tensor celu(Tensor x, double alpha) {
    return x.maximum(0).add(x.minimum(0).div(alpha).expm1().mul(alpha));
  }

  /** {@code eˣ}. */
  public static Tensor exponential(Tensor x) {
    return x.exp();
  }

  /** {@code ln(1 + eˣ)}. */
  public static Tensor softplus(Tensor x) {
    return x.softplus();
  }

  /** {@code (x + √(x² + b)) / 2}. */
  public static Tensor squareplus(Tensor x, double b) {
    return x.add(x.square().add(b).sqrt()).div(2);
  }

  /** {@code 0} up to −1, {@code (x + 1)²/4} to 1, {@code x} from there. */
  public static Tensor sparsePlus(Tensor x) {
    Tensor middle = x.add(1).square().mul(0.25);
    Tensor upper = Tensor.where(x.less(1), middle, x);
    return Tensor.where(x.lessEqual(-1), x.zerosLike(), upper);
  }

  // ---- sigmoid-like ----

  /** {@code 1/(1 + e⁻ˣ)}. */
  public static Tensor sigmoid(Tensor x) {
    return x.sigmoid();
  }

  /** {@code ln(sigmoid(x))}, exact for large negative x. */
  public static Tensor logSigmoid(Tensor x) {
    return x.neg().softplus().neg();
  }

  /** {@code relu6(x + 3)/6}: a sigmoid of straight lines. */
  public static Tensor hardSigmoid(Tensor x) {
    return relu6(x.add(3)).div(6);
  }

  /** {@code 0} up to −1, {@code (x + 1)/2} to 1, {@code 1} from there. */
  public static Tensor sparseSigmoid(Tensor x) {
    // The slope at −1 and 1 is 0.
    Tensor middle = Tensor.where(x.less(1), x.add(1).mul(0.5), x.onesLike());
    return Tensor.where(x.lessEqual(-1), x.zerosLike(), middle);
  }

  /** The hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    return x.tanh();
  }

  /** {@code x} between −1 and 1. */
  public static Tensor hardTanh(Tensor x) {
    return Ops.clip(x, -1, 1);
  }

  /** {@code x − tanh(x)}. */
  public static Tensor tanhShrink(Tensor x) {
    return x.sub(x.tanh());
  }

  /** {@code x / (1 + |x|)}. */
  public static Tensor softsign(Tensor x) {
    return x.div(x.abs().add(1));
  }

  // ---- gated ----

  /** {@code x · sigmoid(x)}, also called swish. */
  public static Tensor silu(Tensor x) {
    return x.mul(x.sigmoid());
  }

  /** {@code x · sigmoid(beta·x)}. */
  public static Tensor silu(Tensor x, double beta) {
    return x.mul(x.mul(beta).sigmoid());
  }

  /** {@code x · hardSigmoid(x)}, also called hard swish. */
  public static Tensor hardSilu(Tensor x) {
    return x.mul(hardSigmoid(x));
  }

  /** {@code x · tanh(softplus(x))}. */
  public static Tensor mish(Tensor x) {
    return x.mul(x.softplus().tanh());
  }

  /**
   * {@code x · Φ(x)}, Φ the normal distribution, by the error function: the default of activations
   * and of {@code tf.nn}. Only {@code keras.ops} approximates if it is not told.
   */
  public static Tensor gelu(Tensor x) {
    return gelu(x, false);
  }

  /**
   * {@code x · Φ(x)}.
   *
   * @param approximate takes {@code 0.5·(1 + tanh(√(2/π)·(x + 0.044715·x³)))} for Φ
   */
  public static Tensor gelu(Tensor x, boolean approximate) {
    Tensor phi =
        approximate
            ? x.add(x.square().mul(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI)).tanh()
            : x.mul(Math.sqrt(0.5)).erf();
    return x.mul(0.5).mul(phi.add(1));
  }

  /** The first half of an axis times the sigmoid of the second. */
  public static Tensor glu(Tensor x, int axis) {
    if (x.shape().dim(axis) % 2 != 0 && !Composition.isOpen(x, axis)) {
      throw new ShapeException(
          "glu: axis %d of the shape %s must have an even length.".formatted(axis, x.shape()));
    }
    List<Tensor> halves = Ops.split(x, 2, axis);
    return halves.get(0).mul(halves.get(1).sigmoid());
  }

  // ---- shrinkage ----

  /** {@code x} where {@code |x| > threshold}, else 0. */
  public static Tensor hardShrink(Tensor x, double threshold) {
    return Tensor.where(x.abs().greater(threshold), x, x.zerosLike());
  }

  /** {@code x} moved by the threshold towards 0, and 0 where that passes it. */
  public static Tensor softShrink(Tensor x, double threshold) {
    Tensor above = Tensor.where(x.greater(threshold), x.sub(threshold), x.zerosLike());
    return Tensor.where(x.less(-threshold), x.add(threshold), above);
  }

  // ---- distributions over an axis ----

  /** Positive numbers that sum to 1 over the last axis: {@code eˣ / Σ eˣ}. */
  public static Tensor softmax(Tensor x) {
    return Engine.run(new SoftmaxOp(false), x);
  }

  /** Positive numbers that sum to 1 over an axis: {@code eˣ / Σ eˣ}. */
  public static Tensor softmax(Tensor x, int axis) {
    return onLastAxis(x, axis, Nn::softmax);
  }

  /** Positive numbers that sum to 1 over these axes, or over all. */
  public static Tensor softmax(Tensor x, int[] axes) {
    return over(x, axes, Nn::softmax);
  }

  /** The logarithm of {@link #softmax(Tensor, int[])}. */
  public static Tensor logSoftmax(Tensor x, int[] axes) {
    return over(x, axes, Nn::logSoftmax);
  }

  /** Makes one row of several axes. */
  private static Tensor over(Tensor x, int[] axes, Rowwise function) {
    if (Composition.isOpen(x)) {
      return Composition.of("softmax", x.spec(), in -> over(in[0], axes, function), x);
    }
    if (axes.length == 0) {
      return function.apply(x.reshape(-1)).reshape(x.shape());
    }
    int[] last = new int[axes.length];
    Arrays.setAll(last, i -> x.rank() - axes.length + i);
    Tensor moved = Ops.moveaxis(x, axes, last);
    Shape rows = moved.shape().slice(0, x.rank() - axes.length).append(-1);
    return Ops.moveaxis(
        function.apply(moved.reshape(rows.dims())).reshape(moved.shape()), last, axes);
  }

  /** The logarithm of {@link #softmax(Tensor)}, {@code x − ln Σ eˣ}. */
  public static Tensor logSoftmax(Tensor x) {
    return Engine.run(new SoftmaxOp(true), x);
  }

  /** The logarithm of {@link #softmax(Tensor, int)}. */
  public static Tensor logSoftmax(Tensor x, int axis) {
    return onLastAxis(x, axis, Nn::logSoftmax);
  }

  /**
   * {@code max(x − τ, 0)} along an axis, with a threshold that leaves many zeros (Martins and
   * Astudillo, <i>From Softmax to Sparsemax</i>).
   *
   * <p>Of the k largest, which are those that stay above 0, the paper takes {@code τ = (Σ x −
   * 1)/k}, so that the results sum to 1. Keras takes the sum of their running sums instead of the
   * last of these, which is the same for k = 1 only; models give what they do there.
   */
  public static Tensor sparsemax(Tensor x, int axis) {
    return onLastAxis(x, axis, Nn::sparsemax);
  }

  private static Tensor sparsemax(Tensor x) {
    if (Composition.isOpen(x, -1)) {
      return Composition.of("sparsemax", in -> sparsemax(in[0]), x);
    }
    Tensor sorted = Ops.sort(x, -1, true);
    Tensor sums = Ops.cumsum(sorted, -1);
    Tensor places = Engine.beside(x, () -> Ops.range(1, x.shape().dim(-1) + 1)).cast(x.dtype());
    Tensor stays = sorted.greater(sums.sub(1).div(places));
    Tensor count = Ops.sum(stays.cast(x.dtype()), true, -1);
    Tensor zero = Engine.beside(x, () -> Tensor.full(x.dtype(), 0));
    Tensor total = Ops.sum(Tensor.where(stays, sums, zero), true, -1);
    return x.sub(total.sub(1).div(count)).maximum(0);
  }

  private interface Rowwise {
    Tensor apply(Tensor x);
  }

  private static Tensor onLastAxis(Tensor x, int axis, Rowwise function) {
    int at = x.shape().axis(axis);
    if (at == x.rank() - 1) {
      return function.apply(x);
    }
    return Ops.swapaxes(function.apply(Ops.swapaxes(x, at, -1)), at, -1);
  }

  // ---- lengths ----

  /** {@code Σx²/2}: weight decay by hand. */
  public static Tensor l2Loss(Tensor x) {
    return Ops.sum(x.square()).div(2);
  }

  /** {@code x} divided by its Euclidean length over these axes: {@code x/√max(Σx², 1e-12)}. */
  public static Tensor l2Normalize(Tensor x, int... axes) {
    return x.mul(Ops.sum(x.square(), true, axes).maximum(1e-12).rsqrt());
  }

  /**
   * {@code x} divided by its norm of this order over these axes, or over all; norms below 1e-7
   * count as that.
   *
   * @see Ops#norm(Tensor, double, int...)
   */
  public static Tensor normalize(Tensor x, double order, int... axes) {
    if (order == 2) {
      // The limit comes before the root, which has no gradient at 0.
      return x.mul(Ops.sum(x.square(), true, axes).maximum(1e-14).rsqrt());
    }
    return x.div(Ops.norm(x, order, true, axes).maximum(1e-7));
  }

  // ---- classes and images ----

  /**
   * Ones at the class numbers in the second axis (of a vector: the first), zeros elsewhere: {@code
   * (batch, numbers)} gives {@code (batch, classes)}; float32.
   */
  public static Tensor multiHot(Tensor inputs, int numClasses) {
    return multiHot(inputs, numClasses, -1, DType.FLOAT32);
  }

  /** As {@link #multiHot(Tensor, int)}, with the axis of the classes where one-hot puts it. */
  public static Tensor multiHot(Tensor inputs, int numClasses, int axis, DType dtype) {
    return Ops.max(Ops.oneHot(inputs, numClasses, axis, dtype), inputs.rank() > 1 ? 1 : 0);
  }

  /**
   * The peak signal-to-noise ratio of all elements in dB, {@code 10·log₁₀(maxVal² / mean((x1 −
   * x2)²))}; infinite for equals. {@link Image#psnr} gives one per image.
   */
  public static Tensor psnr(Tensor x1, Tensor x2, double maxVal) {
    if (!x1.shape().agrees(x2.shape())) {
      throw new ShapeException(
          "psnr: the shapes must be equal, but are %s and %s.".formatted(x1.shape(), x2.shape()));
    }
    Tensor error = Ops.mean(x1.sub(x2).square());
    return Ops.log10(error).mul(-10).add(20 * Math.log10(maxVal));
  }
}
