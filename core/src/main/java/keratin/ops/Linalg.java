package keratin.ops;

import java.util.Arrays;
import java.util.stream.IntStream;
import keratin.tensor.DType;
import keratin.tensor.EinsumOp;
import keratin.tensor.Engine;
import keratin.tensor.IndexException;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Products of vectors, matrices and tensors.
 *
 * @see <a href="https://keras.io/api/ops/linalg/">keras.ops, linalg</a>
 */
public final class Linalg {
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
    return einsum(new String(left) + "," + new String(right) + "->" + output, a, b);
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
    Tensor diagonal =
        Engine.beside(a, () -> Ops.eye(a.shape().dim(-2), a.shape().dim(-1), 0, DType.BOOL));
    return Ops.sum(Tensor.where(diagonal, a, a.zerosLike()), -2, -1);
  }
}
