package keratin.activations;

import java.util.List;
import java.util.function.UnaryOperator;
import keratin.config.Kind;
import keratin.ops.Nn;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The activation functions, by name and as functions.
 *
 * <p>All work on tensors of any shape, element by element unless they say otherwise, and keep the
 * shape.
 *
 * @see <a href="https://keras.io/api/layers/activations/">keras.activations</a>
 */
public final class Activations {
  /*
   * Written as Keras writes them for TensorFlow, kinks and ties included: which branch the point
   * itself belongs to decides the gradient there.
   */

  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  /** Options that hold an activation; null stands for {@code "linear"}. */
  public static final Kind<ActivationFunction> KIND =
      new Kind<>("an activation", Activations::get, ActivationFunction::name);

  /**
   * Under this key a softmax or sigmoid ties its input, the logits, to its output ({@link
   * Tensor#attach}), so that a cross-entropy can use the exact formula where probabilities round to
   * 0 or 1.
   */
  public static final Object LOGITS = new Object();

  private Activations() {}

  /** Makes a function known under a name. */
  public static void register(String name, ActivationFunction function) {
    KnownActivations.add(name, function);
  }

  /** The known names. */
  public static List<String> names() {
    return KnownActivations.names();
  }

  /**
   * An activation from its name, or from itself; null is {@code "linear"}.
   *
   * @throws IllegalArgumentException listing near names
   */
  public static ActivationFunction get(@Nullable Object source) {
    return KnownActivations.get(source);
  }

  /** The name of an activation: what a config holds of it. */
  public static String serialize(ActivationFunction activation) {
    return activation.name();
  }

  /**
   * The activation that a config holds.
   *
   * @throws IllegalArgumentException listing near names
   */
  public static ActivationFunction deserialize(@Nullable Object config) {
    return get(config);
  }

  /** {@code x} itself. */
  public static Tensor linear(Tensor x) {
    return x;
  }

  /** {@code max(x, 0)}; its derivative at 0 is 0. */
  public static Tensor relu(Tensor x) {
    return x.relu();
  }

  /**
   * A rectifier with a slope below and a ceiling: {@code maxValue} where x ≥ maxValue, {@code x}
   * from the threshold on, {@code negativeSlope · (x − threshold)} below it.
   *
   * @param maxValue the ceiling; null for none
   */
  public static Tensor relu(
      Tensor x, double negativeSlope, @Nullable Double maxValue, double threshold) {
    if (negativeSlope != 0 && maxValue == null && threshold == 0) {
      return leakyRelu(x, negativeSlope);
    }
    Tensor y;
    if (threshold != 0) {
      y = Tensor.where(x.greater(threshold), x, constant(x, 0));
    } else if (maxValue != null && maxValue == 6) {
      y = relu6(x);
    } else {
      y = x.relu();
    }
    if (maxValue != null && !(threshold == 0 && maxValue == 6)) {
      y = clip(y, 0, maxValue);
    }
    return negativeSlope == 0 ? y : y.sub(x.neg().add(threshold).relu().mul(negativeSlope));
  }

  /** {@code x} above 0, {@code 0.2 · x} below. */
  public static Tensor leakyRelu(Tensor x) {
    return leakyRelu(x, 0.2);
  }

  /** {@code x} above 0, {@code negativeSlope · x} below. */
  public static Tensor leakyRelu(Tensor x, double negativeSlope) {
    return Tensor.where(x.greater(0), x, x.mul(negativeSlope));
  }

  /** {@code min(max(x, 0), 6)}; its derivative at 0 and at 6 is 0. */
  public static Tensor relu6(Tensor x) {
    return Tensor.where(x.greaterEqual(6), constant(x, 6), x.relu());
  }

  /** Positive numbers that sum to 1 over the last axis: {@code exp(x) / Σ exp(x)}. */
  public static Tensor softmax(Tensor x) {
    return softmax(x, -1);
  }

  /** Positive numbers that sum to 1 over {@code axis}; the output keeps its {@link #LOGITS}. */
  public static Tensor softmax(Tensor x, int axis) {
    Tensor y = alongLast(x, axis, t -> Engine.run(new SoftmaxOp(false), t));
    y.attach(LOGITS, x);
    return y;
  }

  /** {@code x − ln Σ exp(x)} over the last axis. */
  public static Tensor logSoftmax(Tensor x) {
    return logSoftmax(x, -1);
  }

  /** {@code x − ln Σ exp(x)} over {@code axis}. */
  public static Tensor logSoftmax(Tensor x, int axis) {
    return alongLast(x, axis, t -> Engine.run(new SoftmaxOp(true), t));
  }

  /** Probabilities over the last axis of which small ones are exactly 0. */
  public static Tensor sparsemax(Tensor x) {
    return sparsemax(x, -1);
  }

  /**
   * Like softmax over {@code axis}, but small results are exactly 0. With Keras' threshold, of
   * which {@link Nn#sparsemax} tells more, the results need not sum to 1.
   *
   * @see <a href="https://arxiv.org/abs/1602.02068">From Softmax to Sparsemax, 2016</a>
   */
  public static Tensor sparsemax(Tensor x, int axis) {
    return Nn.sparsemax(x, axis);
  }

  /** {@code x} above 0, {@code eˣ − 1} below. */
  public static Tensor elu(Tensor x) {
    return elu(x, 1);
  }

  /** {@code x} above 0, {@code alpha · (eˣ − 1)} below. */
  public static Tensor elu(Tensor x, double alpha) {
    Tensor y = Tensor.where(x.greaterEqual(0), x, x.minimum(0).expm1());
    return alpha == 1 ? y : Tensor.where(x.greater(0), y, y.mul(alpha));
  }

  /**
   * The self-normalising {@code scale · elu(x, alpha)}, alpha 1.67326324, scale 1.05070098.
   *
   * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., 2017</a>
   */
  public static Tensor selu(Tensor x) {
    Tensor below = x.minimum(0).expm1().mul(SELU_SCALE * SELU_ALPHA);
    return Tensor.where(x.less(0), below, x.mul(SELU_SCALE));
  }

  /** {@code max(x, 0) + exp(min(x, 0)) − 1}. */
  public static Tensor celu(Tensor x) {
    return celu(x, 1);
  }

  /** {@code max(x, 0) + alpha · (exp(min(x, 0) / alpha) − 1)}. */
  public static Tensor celu(Tensor x, double alpha) {
    return x.maximum(0).add(x.minimum(0).div(alpha).expm1().mul(alpha));
  }

  /** {@code ln(1 + eˣ)}. */
  public static Tensor softplus(Tensor x) {
    return x.softplus();
  }

  /** {@code x / (1 + |x|)}. */
  public static Tensor softsign(Tensor x) {
    return x.div(x.abs().add(1));
  }

  /** {@code (x + √(x² + 4)) / 2}. */
  public static Tensor squareplus(Tensor x) {
    return squareplus(x, 4);
  }

  /** {@code (x + √(x² + b)) / 2}. */
  public static Tensor squareplus(Tensor x, double b) {
    return x.add(x.square().add(b).sqrt()).div(2);
  }

  /** 0 up to −1, {@code (x + 1)² / 4} up to 1, then x. */
  public static Tensor sparsePlus(Tensor x) {
    Tensor bend = Tensor.where(x.less(1), x.add(1).square().mul(0.25), x);
    return Tensor.where(x.lessEqual(-1), constant(x, 0), bend);
  }

  /** {@code 1 / (1 + e⁻ˣ)}; the output keeps its {@link #LOGITS}. */
  public static Tensor sigmoid(Tensor x) {
    Tensor y = x.sigmoid();
    y.attach(LOGITS, x);
    return y;
  }

  /** {@code ln(1 / (1 + e⁻ˣ))}. */
  public static Tensor logSigmoid(Tensor x) {
    return x.neg().softplus().neg();
  }

  /** {@code relu6(x + 3) / 6}. */
  public static Tensor hardSigmoid(Tensor x) {
    return relu6(x.add(3)).div(6);
  }

  /** 0 up to −1, {@code (x + 1) / 2} up to 1, then 1. */
  public static Tensor sparseSigmoid(Tensor x) {
    Tensor slope = Tensor.where(x.greaterEqual(1), constant(x, 1), x.add(1).mul(0.5));
    return Tensor.where(x.lessEqual(-1), constant(x, 0), slope);
  }

  /** {@code x · sigmoid(x)}, also called swish. */
  public static Tensor silu(Tensor x) {
    return x.mul(x.sigmoid());
  }

  /** {@code x · hardSigmoid(x)}, also called hard swish. */
  public static Tensor hardSilu(Tensor x) {
    return x.mul(hardSigmoid(x));
  }

  /** {@code x · Φ(x)}, Φ the normal distribution: {@code x/2 · (1 + erf(x/√2))}. */
  public static Tensor gelu(Tensor x) {
    return gelu(x, false);
  }

  /**
   * {@code x · Φ(x)}.
   *
   * @param approximate by {@code tanh(√(2/π) · (x + 0.044715 x³))} instead of erf
   * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel, 2016</a>
   */
  public static Tensor gelu(Tensor x, boolean approximate) {
    Tensor twice =
        approximate
            ? x.add(x.mul(x).mul(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI)).tanh()
            : x.div(Math.sqrt(2)).erf();
    return x.mul(0.5).mul(twice.add(1));
  }

  /** {@code x · tanh(softplus(x))}. */
  public static Tensor mish(Tensor x) {
    return x.mul(x.softplus().tanh());
  }

  /** The first half of the last axis times the sigmoid of the second. */
  public static Tensor glu(Tensor x) {
    return glu(x, -1);
  }

  /**
   * {@code a · sigmoid(b)}, a and b the halves of {@code axis}, which comes out half as long.
   *
   * @throws ShapeException if the length is odd or unknown
   */
  public static Tensor glu(Tensor x, int axis) {
    int length = x.shape().dim(axis);
    if (length == Shape.UNKNOWN || length % 2 != 0) {
      throw new ShapeException(
          "glu: axis %d of the shape %s must have an even length, to be split in two."
              .formatted(axis, x.shape()));
    }
    Tensor gate = x.slice(axis, length / 2, length / 2).sigmoid();
    return x.slice(axis, 0, length / 2).mul(gate);
  }

  /** The hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    return x.tanh();
  }

  /** {@code x − tanh x}. */
  public static Tensor tanhShrink(Tensor x) {
    return x.sub(x.tanh());
  }

  /** {@code x} between −1 and 1, beyond them −1 and 1. */
  public static Tensor hardTanh(Tensor x) {
    return clip(x, -1, 1);
  }

  /** {@code x} where |x| > 0.5, else 0. */
  public static Tensor hardShrink(Tensor x) {
    return hardShrink(x, 0.5);
  }

  /** {@code x} where |x| is above the threshold, else 0. */
  public static Tensor hardShrink(Tensor x, double threshold) {
    return Tensor.where(x.abs().greater(threshold), x, constant(x, 0));
  }

  /** {@code x} moved by 0.5 towards 0, and 0 where that would cross it. */
  public static Tensor softShrink(Tensor x) {
    return softShrink(x, 0.5);
  }

  /** {@code x} moved by the threshold towards 0, and 0 where that would cross it. */
  public static Tensor softShrink(Tensor x, double threshold) {
    Tensor below = Tensor.where(x.less(-threshold), x.add(threshold), constant(x, 0));
    return Tensor.where(x.greater(threshold), x.sub(threshold), below);
  }

  /** {@code x} above the threshold, else {@code defaultValue}. */
  public static Tensor threshold(Tensor x, double threshold, double defaultValue) {
    return Tensor.where(x.greater(threshold), x, constant(x, defaultValue));
  }

  /** {@code eˣ}. */
  public static Tensor exponential(Tensor x) {
    return x.exp();
  }

  /** Within both bounds; the gradient passes at the bounds themselves. */
  private static Tensor clip(Tensor x, double low, double high) {
    return x.maximum(low).minimum(high);
  }

  private static Tensor constant(Tensor x, double value) {
    boolean fits = x.dtype().isFloating() || value == Math.rint(value);
    return Tensor.full(fits ? x.dtype() : DType.FLOAT32, value);
  }

  private static Tensor alongLast(Tensor x, int axis, UnaryOperator<Tensor> function) {
    int rank = x.rank();
    int at = x.shape().axis(axis);
    if (at == rank - 1) {
      return function.apply(x);
    }
    int[] swap = new int[rank];
    for (int i = 0; i < rank; i++) {
      swap[i] = i;
    }
    swap[at] = rank - 1;
    swap[rank - 1] = at;
    return function.apply(x.transpose(swap)).transpose(swap);
  }
}
