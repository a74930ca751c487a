package keratin.ops;

import java.util.Arrays;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;

/** Diagonals of matrices and of tensors, and functions of whole matrices, as {@code tf.linalg}. */
abstract class Diagonals extends Factorisations {
  private static final double[] PADE = {
    64764752532480000.0,
    32382376266240000.0,
    7771770303897600.0,
    1187353796428800.0,
    129060195264000.0,
    10559470521600.0,
    670442572800.0,
    33522128640.0,
    1323241920.0,
    40840800.0,
    960960.0,
    16380.0,
    182.0,
    1.0
  };
  private static final double PADE_REACH = 5.4;

  /** Each doubles the digits; most are needed for eigenvalues of very different sizes. */
  private static final int ROOT_STEPS = 30;

  Diagonals() {}

  /** The k-th diagonals of the last two axes: {@code (…, m, n)} gives {@code (…, length)}. */
  public static Tensor diagPart(Tensor a, int k) {
    return Ops.diagonal(a, k, -2, -1);
  }

  /**
   * Square matrices with vectors on their main diagonals: {@code (…, n)} gives {@code (…, n, n)}.
   */
  public static Tensor matrixDiag(Tensor diagonal) {
    if (Composition.isOpen(diagonal)) {
      return Composition.of("matrix_diag", in -> matrixDiag(in[0]), diagonal);
    }
    return setDiag(zeroMatrices(diagonal), diagonal);
  }

  private static Tensor zeroMatrices(Tensor diagonal) {
    Shape shape = diagonal.shape().append(diagonal.shape().dim(-1));
    return Engine.beside(diagonal, () -> Ops.zeros(shape, diagonal.dtype()));
  }

  /** Matrices with other main diagonals. */
  public static Tensor setDiag(Tensor a, Tensor diagonal) {
    int rows = a.shape().dim(-2);
    int columns = a.shape().dim(-1);
    Shape expected = a.shape().slice(0, a.rank() - 2).append(Math.min(rows, columns));
    if (!diagonal.shape().equals(expected)) {
      throw new ShapeException(
          "setDiag: matrices %s need diagonals %s, but they are %s."
              .formatted(a.shape(), expected, diagonal.shape()));
    }
    Tensor here = Engine.beside(a, () -> Ops.eye(rows, columns, 0, DType.BOOL));
    int[][] paddings = new int[diagonal.rank()][2];
    paddings[diagonal.rank() - 1][1] = columns - Math.min(rows, columns);
    // Every row holds the whole diagonal; only the place on the diagonal is taken.
    return Tensor.where(here, Ops.pad(diagonal, paddings).expandDims(-2), a);
  }

  /** A tensor of twice the axes with these elements where both halves of an index are the same. */
  public static Tensor tensorDiag(Tensor diagonal) {
    if (Composition.isOpen(diagonal)) {
      Shape shape = diagonal.shape();
      Spec twice = diagonal.spec().as(shape.append(shape.dims()));
      return Composition.of("tensor_diag", twice, in -> tensorDiag(in[0]), diagonal);
    }
    int[] dims = Arrays.copyOf(diagonal.shape().dims(), 2 * diagonal.rank());
    System.arraycopy(dims, 0, dims, diagonal.rank(), diagonal.rank());
    return matrixDiag(diagonal.reshape(-1)).reshape(dims);
  }

  /** The elements at which both halves of an index are the same: undoes {@link #tensorDiag}. */
  public static Tensor tensorDiagPart(Tensor a) {
    int half = a.rank() / 2;
    Shape first = a.shape().slice(0, half);
    if (a.rank() % 2 != 0 || !first.equals(a.shape().slice(half, a.rank()))) {
      throw new ShapeException(
          "tensorDiagPart: both halves of the axes must be the same, but the shape is %s."
              .formatted(a.shape()));
    }
    int size = Math.toIntExact(first.size());
    return Ops.diagonal(a.reshape(size, size), 0, 0, 1).reshape(first);
  }

  /** As {@link Linalg#matrixTranspose}: of real numbers the same. */
  public static Tensor adjoint(Tensor a) {
    return Ops.swapaxes(a, -1, -2);
  }

  /** The solution X of {@code L·Lᵀ·X = B}, L the lower factor of {@link #cholesky(Tensor)}. */
  public static Tensor choleskySolve(Tensor l, Tensor b) {
    return solveTriangular(adjoint(l), solveTriangular(l, b, true), false);
  }

  /**
   * The solution of {@code A·x = b} for matrices with three diagonals.
   *
   * @param diagonals those above, on and below the main one, {@code (…, 3, n)}; the last element of
   *     the first and the first of the third do not count
   * @param rhs {@code (…, n)} or {@code (…, n, k)}
   */
  public static Tensor tridiagonalSolve(Tensor diagonals, Tensor rhs) {
    if (Composition.isOpen(diagonals, rhs)) {
      return Composition.of(
          "tridiagonal_solve", rhs.spec(), in -> tridiagonalSolve(in[0], in[1]), diagonals, rhs);
    }
    int n = diagonals.shape().dim(-1);
    Tensor above = Ops.roll(matrixDiag(diagonals.get("..., 0, :")), 1, -1);
    Tensor below = Ops.roll(matrixDiag(diagonals.get("..., 2, :")), -1, -1);
    Tensor under = Engine.beside(diagonals, () -> Ops.tri(n, n, -1).cast(diagonals.dtype()));
    Tensor matrix =
        matrixDiag(diagonals.get("..., 1, :")).add(above.mul(adjoint(under))).add(below.mul(under));
    return solve(matrix, rhs);
  }

  /**
   * The principal square root of square matrices, {@code R·R = A}, by the iteration of Denman and
   * Beavers; A has no negative eigenvalues.
   */
  public static Tensor sqrtm(Tensor a) {
    if (Composition.isOpen(a)) {
      return Composition.of("sqrtm", a.spec(), in -> sqrtm(in[0]), a);
    }
    Tensor y = a.cast(DType.FLOAT64);
    Tensor z = Engine.beside(a, () -> Ops.eye(a.shape().dim(-1)).cast(DType.FLOAT64));
    z = z.broadcastTo(y.shape());
    for (int i = 0; i < ROOT_STEPS; i++) {
      Tensor next = y.add(inv(z)).mul(0.5);
      z = z.add(inv(y)).mul(0.5);
      y = next;
    }
    return y.cast(a.dtype());
  }

  /** The eigenvalues of symmetric matrices, in rising order. */
  public static Tensor eigvalsh(Tensor a) {
    return eigh(a).w();
  }

  /**
   * The exponential of square matrices, {@code Σ Aᵏ/k!}, by Padé's approximation of order 13 with
   * scaling and squaring (Higham, <i>The Scaling and Squaring Method for the Matrix Exponential
   * Revisited</i>).
   */
  public static Tensor expm(Tensor a) {
    int n = a.shape().dim(-1);
    Tensor sums = Ops.max(Ops.sum(a.abs(), -2));
    double norm = a.size() == 0 ? 0 : sums.doubleValue();
    int squarings = norm > PADE_REACH ? Math.max(0, Math.getExponent(norm / PADE_REACH) + 1) : 0;
    Tensor x = a.mul(Math.scalb(1.0, -squarings));
    Tensor x2 = x.matmul(x);
    Tensor power = Engine.beside(a, () -> Ops.eye(n, n, 0, a.dtype()));
    Tensor even = power.mul(PADE[0]);
    Tensor odd = power.mul(PADE[1]);
    for (int i = 2; i < PADE.length; i += 2) {
      power = i == 2 ? x2 : power.matmul(x2);
      even = even.add(power.mul(PADE[i]));
      odd = odd.add(power.mul(PADE[i + 1]));
    }
    Tensor u = x.matmul(odd);
    Tensor result = solve(even.sub(u), even.add(u));
    for (int i = 0; i < squarings; i++) {
      result = result.matmul(result);
    }
    return result;
  }
}
