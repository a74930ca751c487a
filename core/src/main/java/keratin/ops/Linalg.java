package keratin.ops;

import java.util.Arrays;
import java.util.stream.IntStream;
import keratin.tensor.DType;
import keratin.tensor.EinsumOp;
import keratin.tensor.Engine;
import keratin.tensor.IndexException;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * Products of vectors, matrices and tensors, norms, factorisations, and solutions of equations.
 *
 * @see <a href="https://keras.io/api/ops/linalg/">keras.ops, linalg</a>
 */
public final class Linalg extends Diagonals {
  private Linalg() {}

  /** A batch of matrices times a batch of vectors: {@code (…, m, n) · (…, n) → (…, m)}. */
  public static Tensor matvec(Tensor a, Tensor b) {
    return a.matmul(b.expandDims(-1)).squeeze(-1);
  }

  /**
   * Einstein's summation: {@code einsum("bij,bjk->bik", a, b)}; {@code ...} stands for axes that
   * broadcast.
   *
   * @throws ShapeException if one letter has two lengths
   */
  public static Tensor einsum(String equation, Tensor... operands) {
    DType common = operands[0].dtype();
    for (Tensor operand : operands) {
      common = common == operand.dtype() ? common : DType.promote(common, operand.dtype());
    }
    Tensor[] cast = new Tensor[operands.length];
    for (int i = 0; i < cast.length; i++) {
      cast[i] = operands[i].cast(common);
    }
    return Engine.run(new EinsumOp(equation), cast);
  }

  /** The product over the last {@code axes} axes of a and the first of b. */
  public static Tensor tensordot(Tensor a, Tensor b, int axes) {
    int[] last = IntStream.range(a.rank() - axes, a.rank()).toArray();
    return tensordot(a, b, last, IntStream.range(0, axes).toArray());
  }

  /** The product over pairs of axes; those of a that remain come first, then those of b. */
  public static Tensor tensordot(Tensor a, Tensor b, int[] axesA, int[] axesB) {
    if (axesA.length != axesB.length) {
      throw new IndexException(
          "tensordot: axes come in pairs, but a has %s and b %s."
              .formatted(Arrays.toString(axesA), Arrays.toString(axesB)));
    }
    char[] left = letters('a', a.rank());
    char[] right = letters('A', b.rank());
    for (int i = 0; i < axesA.length; i++) {
      right[b.shape().axis(axesB[i])] = left[a.shape().axis(axesA[i])];
    }
    StringBuilder output = new StringBuilder();
    for (char c : left) {
      output.append(new String(right).indexOf(c) < 0 ? String.valueOf(c) : "");
    }
    for (char c : right) {
      output.append(new String(left).indexOf(c) < 0 ? String.valueOf(c) : "");
    }
    // Of truths the product is "and", the sum "or".
    boolean truths = a.dtype() == DType.BOOL && b.dtype() == DType.BOOL;
    Tensor counted = truths ? a.cast(DType.INT32) : a;
    Tensor sum = einsum(new String(left) + "," + new String(right) + "->" + output, counted, b);
    return truths ? sum.cast(DType.BOOL) : sum;
  }

  private static char[] letters(char first, int count) {
    char[] letters = new char[count];
    for (int i = 0; i < count; i++) {
      letters[i] = (char) (first + i);
    }
    return letters;
  }

  /**
   * As {@code numpy.dot}: two vectors give a number; otherwise the last axis of a meets the last
   * but one of b.
   */
  public static Tensor dot(Tensor a, Tensor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      return a.mul(b);
    }
    return tensordot(a, b, new int[] {-1}, new int[] {b.rank() == 1 ? 0 : -2});
  }

  /** Every product of an element of a with one of b: {@code (a.size, b.size)}. */
  public static Tensor outer(Tensor a, Tensor b) {
    return a.reshape(-1, 1).mul(b.reshape(1, -1));
  }

  /** The sum of the products over the last axes of both. */
  public static Tensor inner(Tensor a, Tensor b) {
    return a.rank() == 0 || b.rank() == 0
        ? a.mul(b)
        : tensordot(a, b, new int[] {-1}, new int[] {-1});
  }

  /** The last two axes exchanged. */
  public static Tensor matrixTranspose(Tensor a) {
    return Ops.swapaxes(a, -1, -2);
  }

  /** The sum of the main diagonal of the last two axes. */
  public static Tensor trace(Tensor a) {
    if (Composition.isOpen(a, -1) || Composition.isOpen(a, -2)) {
      return Composition.of("trace", in -> trace(in[0]), a);
    }
    Tensor diagonal =
        Engine.beside(a, () -> Ops.eye(a.shape().dim(-2), a.shape().dim(-1), 0, DType.BOOL));
    return Ops.sum(Tensor.where(diagonal, a, a.zerosLike()), -2, -1);
  }

  /** The sum of a diagonal of two axes; {@code offset} counts from the main one upwards. */
  public static Tensor trace(Tensor a, int offset, int axis1, int axis2) {
    return Ops.sum(Ops.diagonal(a, offset, axis1, axis2), -1);
  }

  /**
   * The elements between two diagonals, and zeros: {@code numLower} diagonals below the main one
   * and {@code numUpper} above it are kept, all where a number is negative.
   *
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/linalg/band_part">
   *     tf.linalg.band_part</a>
   */
  public static Tensor bandPart(Tensor a, int numLower, int numUpper) {
    Tensor upper = numLower < 0 ? a : Ops.triu(a, -numLower);
    return numUpper < 0 ? upper : Ops.tril(upper, numUpper);
  }

  /**
   * The Euclidean distances of the rows of two matrices: {@code (…, m, d), (…, n, d) → (…, m, n)}.
   */
  public static Tensor cdist(Tensor a, Tensor b) {
    if (a.rank() < 2 || b.rank() < 2 || a.shape().dim(-1) != b.shape().dim(-1)) {
      throw new ShapeException(
          "cdist: both must have rows of one length, but the shapes are %s and %s."
              .formatted(a.shape(), b.shape()));
    }
    return Ops.sum(a.expandDims(-2).sub(b.expandDims(-3)).square(), -1).sqrt();
  }

  /** Kronecker's product: every element of a times the whole of b, {@code a.shape · b.shape}. */
  public static Tensor kron(Tensor a, Tensor b) {
    if (Composition.isOpen(a, b)) {
      return Composition.of("kron", in -> kron(in[0], in[1]), a, b);
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] left = new int[2 * rank];
    int[] right = new int[2 * rank];
    int[] joined = new int[rank];
    for (int i = 0; i < rank; i++) {
      int own = i - (rank - a.rank());
      int other = i - (rank - b.rank());
      left[2 * i] = own < 0 ? 1 : a.shape().dim(own);
      left[2 * i + 1] = 1;
      right[2 * i] = 1;
      right[2 * i + 1] = other < 0 ? 1 : b.shape().dim(other);
      joined[i] = left[2 * i] * right[2 * i + 1];
    }
    return a.reshape(left).mul(b.reshape(right)).reshape(joined);
  }

  /** The sum of the products of all elements of two tensors of as many: their dot product. */
  public static Tensor vdot(Tensor a, Tensor b) {
    return dot(a.reshape(-1), b.reshape(-1));
  }

  // ---- norms ----

  /**
   * A tensor of length 1, and what its length was.
   *
   * @param normalized {@code x / norm}
   * @param norm with the axes that were measured kept with length 1
   */
  public record Normalized(Tensor normalized, Tensor norm) {}

  /** {@code x} divided by its Euclidean length over these axes, or over all. */
  public static Normalized normalize(Tensor x, int... axes) {
    Tensor norm = Ops.euclideanNorm(x, true, axes);
    return new Normalized(x.div(norm), norm);
  }

  /** The Euclidean length over these axes, or over all: {@code √Σx²}. */
  public static Tensor norm(Tensor x, int... axes) {
    return norm(x, false, axes);
  }

  /** As {@link #norm(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor norm(Tensor x, boolean keepDims, int... axes) {
    return Ops.euclideanNorm(reals(x), keepDims, axes);
  }

  /**
   * A norm by its order, as {@code numpy.linalg.norm}. Over one axis that of vectors, {@code
   * (Σ|x|ᵒʳᵈ)^(1/ord)}. Over two axes that of matrices: 1 and −1 for the largest and smallest
   * column sum of absolute values, ±infinity for rows, 2 and −2 for the largest and smallest
   * singular value.
   *
   * <p>Unlike {@link Ops#norm(Tensor, double, int...)}, which follows TensorFlow, no axes mean that
   * the tensor is a vector or a matrix.
   */
  public static Tensor norm(Tensor x, double ord, boolean keepDims, int... axes) {
    Tensor a = reals(x);
    int[] over = measured(a, axes);
    if (over.length == 1) {
      return Ops.norm(a, ord, keepDims, over);
    }
    if (Math.abs(ord) == 2) {
      Tensor s = singularValues(a, over);
      return kept(ord > 0 ? Ops.max(s, -1) : Ops.min(s, -1), keepDims, over);
    }
    if (Math.abs(ord) != 1 && !Double.isInfinite(ord)) {
      throw new TensorException(
          "norm: the order of a matrix norm is 1, -1, 2, -2, infinity, -infinity, \"fro\" or"
              + " \"nuc\", but is %s.".formatted(ord));
    }
    int summed = over[Math.abs(ord) == 1 ? 0 : 1];
    int compared = over[Math.abs(ord) == 1 ? 1 : 0];
    Tensor sums = Ops.sum(a.abs(), true, summed);
    Tensor result = ord > 0 ? Ops.max(sums, true, compared) : Ops.min(sums, true, compared);
    return keepDims ? result : result.squeeze(over);
  }

  /**
   * A matrix norm by its name.
   *
   * @param ord {@code "fro"} for {@code √Σx²}, {@code "nuc"} for the sum of the singular values
   */
  public static Tensor norm(Tensor x, String ord, boolean keepDims, int... axes) {
    Tensor a = reals(x);
    int[] over = measured(a, axes);
    if (over.length != 2 || !ord.equals("fro") && !ord.equals("nuc")) {
      throw new TensorException(
          "norm: \"fro\" and \"nuc\" are norms of matrices, but \"%s\" came for %d %s."
              .formatted(ord, over.length, over.length == 1 ? "axis" : "axes"));
    }
    return ord.equals("fro")
        ? Ops.euclideanNorm(a, keepDims, over)
        : kept(Ops.sum(singularValues(a, over), -1), keepDims, over);
  }

  private static int[] measured(Tensor x, int[] axes) {
    int[] over = axes.length == 0 ? IntStream.range(0, x.rank()).toArray() : axes.clone();
    if (over.length != 1 && over.length != 2) {
      throw new TensorException(
          "norm: an order needs one axis (vectors) or two (matrices), but there are %d. Name axes."
              .formatted(over.length));
    }
    Arrays.setAll(over, i -> x.shape().axis(over[i]));
    return over;
  }

  private static Tensor singularValues(Tensor x, int[] axes) {
    int[] others = IntStream.range(0, x.rank()).filter(i -> i != axes[0] && i != axes[1]).toArray();
    int[] order = Arrays.copyOf(others, x.rank());
    order[x.rank() - 2] = axes[0];
    order[x.rank() - 1] = axes[1];
    return svdvals(x.transpose(order));
  }

  private static Tensor kept(Tensor x, boolean keepDims, int[] axes) {
    Tensor result = x;
    for (int axis : keepDims ? Arrays.stream(axes).sorted().toArray() : new int[0]) {
      result = result.expandDims(axis);
    }
    return result;
  }
}
