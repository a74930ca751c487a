package keratin.ops;

import keratin.tensor.Cholesky;
import keratin.tensor.DType;
import keratin.tensor.Eig;
import keratin.tensor.Eigh;
import keratin.tensor.Engine;
import keratin.tensor.LinearSolve;
import keratin.tensor.LogDeterminant;
import keratin.tensor.LuFactor;
import keratin.tensor.PseudoInverse;
import keratin.tensor.Qr;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Svd;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.TriangularSolve;
import org.jspecify.annotations.Nullable;

/**
 * Factorisations, inverses and solutions of linear equations. Matrices are the last two axes, the
 * axes before them a batch; integers become float32.
 */
abstract class Factorisations {
  Factorisations() {}

  static Tensor reals(Tensor x) {
    return x.dtype().isFloating() ? x : x.cast(DType.FLOAT32);
  }

  // ---- symmetric matrices ----

  /** The lower triangular L with {@code L · Lᵀ = a}, for symmetric positive definite a. */
  public static Tensor cholesky(Tensor a) {
    return cholesky(a, false);
  }

  /**
   * The Cholesky factor; {@code (a + aᵀ) / 2} is taken where a is not symmetric.
   *
   * @param upper gives {@code U = Lᵀ} with {@code Uᵀ · U = a}
   * @throws TensorException if a is not positive definite
   */
  public static Tensor cholesky(Tensor a, boolean upper) {
    Tensor lower = Engine.run(new Cholesky(), reals(a));
    return upper ? Ops.swapaxes(lower, -1, -2) : lower;
  }

  /**
   * The inverse of the matrix whose Cholesky factor is {@code a}: {@code L⁻ᵀ · L⁻¹}, or {@code U⁻¹
   * · U⁻ᵀ} for an upper factor.
   */
  public static Tensor choleskyInverse(Tensor a, boolean upper) {
    if (Composition.isOpen(a)) {
      Spec same = reals(a).spec();
      return Composition.of("cholesky_inverse", same, in -> choleskyInverse(in[0], upper), a);
    }
    Tensor inverse = Engine.run(new TriangularSolve(!upper, false), reals(a), identity(reals(a)));
    return inverse.matmul(inverse, !upper, upper);
  }

  /**
   * Eigenvalues and eigenvectors.
   *
   * @param w the values in rising order, {@code (…, n)}
   * @param v the vectors as columns of length 1, {@code (…, n, n)}
   */
  public record Eigen(Tensor w, Tensor v) {}

  /**
   * Eigenvalues and eigenvectors of symmetric matrices, of which the lower triangle is read: {@code
   * a · v = v · diag(w)}.
   */
  public static Eigen eigh(Tensor a) {
    Tensor[] out = Engine.runAll(new Eigh(), reals(a));
    return new Eigen(out[0], out[1]);
  }

  /**
   * Complex eigenvalues {@code (…, n)} and eigenvectors {@code (…, n, n)}, real and imaginary parts
   * apart.
   */
  public record ComplexEigen(Tensor wReal, Tensor wImaginary, Tensor vReal, Tensor vImaginary) {}

  /** Eigenvalues and eigenvectors of any square matrices, as complex numbers; no gradient. */
  public static ComplexEigen eig(Tensor a) {
    Tensor[] out = Engine.runAll(new Eig(), reals(a));
    return new ComplexEigen(out[0], out[1], out[2], out[3]);
  }

  /** The natural logarithm of the determinant of symmetric positive definite matrices. */
  public static Tensor logdet(Tensor a) {
    return Ops.sum(Ops.diagonal(cholesky(a), 0, -2, -1).log(), -1).mul(2);
  }

  // ---- solutions ----

  /** The inverse of square matrices. */
  public static Tensor inv(Tensor a) {
    if (Composition.isOpen(a)) {
      return Composition.of("inv", reals(a).spec(), in -> inv(in[0]), a);
    }
    return Engine.run(new LinearSolve(false), reals(a), identity(reals(a)));
  }

  /**
   * The x with {@code a · x = b}; b is {@code (…, n)} or {@code (…, n, k)}, and so is x.
   *
   * @throws TensorException if a is singular
   */
  public static Tensor solve(Tensor a, Tensor b) {
    return solved(new LinearSolve(false), a, b);
  }

  /**
   * As {@link #solve} for triangular a.
   *
   * @param lower whether the lower triangle is read, otherwise the upper
   */
  public static Tensor solveTriangular(Tensor a, Tensor b, boolean lower) {
    return solved(new TriangularSolve(lower, false), a, b);
  }

  private static Tensor solved(keratin.tensor.Op op, Tensor a, Tensor b) {
    DType type = DType.promote(reals(a).dtype(), reals(b).dtype());
    Tensor matrix = a.cast(type);
    boolean vector = b.rank() == a.rank() - 1;
    Tensor columns = vector ? b.cast(type).expandDims(-1) : b.cast(type);
    if (a.rank() > 2 || columns.rank() > 2) {
      Shape batch = Shape.broadcast(op.label(), lead(matrix.shape()), lead(columns.shape()));
      matrix = matrix.broadcastTo(batch.append(tail(matrix.shape())));
      columns = columns.broadcastTo(batch.append(tail(columns.shape())));
    }
    Tensor x = Engine.run(op, matrix, columns);
    return vector ? x.squeeze(-1) : x;
  }

  private static Shape lead(Shape shape) {
    return shape.slice(0, Math.max(0, shape.rank() - 2));
  }

  private static int[] tail(Shape shape) {
    return shape.slice(Math.max(0, shape.rank() - 2), shape.rank()).dims();
  }

  /**
   * The Moore–Penrose inverse, {@code (…, n, m)}.
   *
   * @param rcond singular values below this times the largest count as 0; null for {@code max(m,
   *     n)} times the dtype's epsilon
   */
  public static Tensor pinv(Tensor a, @Nullable Double rcond) {
    Tensor x = reals(a);
    return Engine.run(new PseudoInverse(rcond == null ? tolerance(x) : rcond), x);
  }

  /** The Moore–Penrose inverse with the default tolerance. */
  public static Tensor pinv(Tensor a) {
    return pinv(a, null);
  }

  /**
   * The x of least length among those that make {@code |a · x − b|} least; a is {@code (m, n)}, b
   * {@code (m,)} or {@code (m, k)}.
   *
   * @param rcond as {@link #pinv(Tensor, Double)} has it
   */
  public static Tensor lstsq(Tensor a, Tensor b, @Nullable Double rcond) {
    if (a.rank() != 2 || b.rank() != 1 && b.rank() != 2) {
      throw new ShapeException(
          "lstsq: a must be a matrix and b a vector or a matrix, but their shapes are %s and %s."
              .formatted(a.shape(), b.shape()));
    }
    return Ops.matmul(pinv(a, rcond), b);
  }

  /** The number of singular values above {@code max(m, n) · ε} times the largest; int32. */
  public static Tensor matrixRank(Tensor a) {
    Tensor s = svdvals(a);
    return counted(s, Ops.max(s, true, -1).mul(tolerance(reals(a))));
  }

  /**
   * The number of singular values above {@code tol}; int32.
   *
   * @param tol null for the default of {@link #matrixRank(Tensor)}
   */
  public static Tensor matrixRank(Tensor a, @Nullable Double tol) {
    if (tol == null) {
      return matrixRank(a);
    }
    Tensor s = svdvals(a);
    return counted(s, Engine.beside(s, () -> Tensor.full(s.dtype(), tol)));
  }

  private static Tensor counted(Tensor s, Tensor least) {
    return s.greater(least).cast(DType.INT32).sum(-1);
  }

  private static double tolerance(Tensor x) {
    double epsilon =
        switch (x.dtype()) {
          case FLOAT64 -> 0x1p-52;
          case FLOAT16 -> 0x1p-10;
          case BFLOAT16 -> 0x1p-7;
          case FLOAT8_E4M3FN -> 0x1p-3;
          case FLOAT8_E5M2 -> 0x1p-2;
          default -> 0x1p-23;
        };
    return Math.max(x.shape().dim(-2), x.shape().dim(-1)) * epsilon;
  }

  private static Tensor identity(Tensor a) {
    Shape shape = a.shape();
    Tensor eye = Engine.beside(a, () -> Ops.eye(shape.dim(-1), shape.dim(-1), 0, a.dtype()));
    return shape.rank() == 2 ? eye : eye.broadcastTo(shape);
  }

  // ---- determinants ----

  /** The determinant of square matrices, {@code (…)}. */
  public static Tensor det(Tensor a) {
    SignAndLog parts = slogdet(a);
    return parts.sign().mul(parts.logabsdet().exp());
  }

  /**
   * A determinant in two parts, {@code sign · exp(logabsdet)}, which cannot overflow.
   *
   * @param sign 1, −1, or 0 for a singular matrix
   * @param logabsdet the natural logarithm of the absolute value
   */
  public record SignAndLog(Tensor sign, Tensor logabsdet) {}

  /** Sign and logarithm of the determinant. */
  public static SignAndLog slogdet(Tensor a) {
    Tensor[] out = Engine.runAll(new LogDeterminant(), reals(a));
    return new SignAndLog(out[0], out[1]);
  }

  // ---- factors ----

  /**
   * Triangular factors in one matrix.
   *
   * @param lu U on and above the diagonal, below it L, whose diagonal is 1
   * @param pivots row i of the matrix is row {@code pivots[i]} of {@code L · U}; int32
   */
  public record LuFactors(Tensor lu, Tensor pivots) {}

  /** Triangular factors, with row exchanges; also for matrices that are not square. */
  public static LuFactors luFactor(Tensor a) {
    Tensor[] out = Engine.runAll(new LuFactor(), reals(a));
    return new LuFactors(out[0], out[1]);
  }

  /**
   * Triangular factors as TensorFlow names their rows.
   *
   * @param lu as in {@link LuFactors}
   * @param p row i of {@code L · U} is row {@code p[i]} of the matrix; int32
   */
  public record Lu(Tensor lu, Tensor p) {}

  /** As {@link #luFactor}, with the rows named the other way round. */
  public static Lu lu(Tensor a) {
    LuFactors factors = luFactor(a);
    return new Lu(factors.lu(), Ops.argsort(factors.pivots()));
  }

  /** {@code q · r}: orthonormal columns, and an upper triangle. */
  public record QrFactors(Tensor q, Tensor r) {}

  /** The factors {@code (…, m, k)} and {@code (…, k, n)} with {@code k = min(m, n)}. */
  public static QrFactors qr(Tensor a) {
    return qr(a, "reduced");
  }

  /**
   * {@code a = q · r}.
   *
   * @param mode {@code "reduced"}, or {@code "complete"} for q {@code (…, m, m)} and r {@code (…,
   *     m, n)}
   */
  public static QrFactors qr(Tensor a, String mode) {
    if (!mode.equals("reduced") && !mode.equals("complete")) {
      throw new TensorException(
          "qr: \"%s\" is no mode. Use \"reduced\" or \"complete\".".formatted(mode));
    }
    Tensor[] out = Engine.runAll(new Qr(mode.equals("complete")), reals(a));
    return new QrFactors(out[0], out[1]);
  }

  /**
   * {@code u · diag(s) · vh}.
   *
   * @param u orthonormal columns
   * @param s not negative, in falling order
   * @param vh orthonormal rows
   */
  public record SvdFactors(Tensor u, Tensor s, Tensor vh) {}

  /** The singular value decomposition with square u and vh, as Keras' default. */
  public static SvdFactors svd(Tensor a) {
    return svd(a, true);
  }

  /**
   * The singular value decomposition.
   *
   * @param fullMatrices false for u {@code (…, m, k)} and vh {@code (…, k, n)}, {@code k = min(m,
   *     n)}, which have gradients for every shape
   */
  public static SvdFactors svd(Tensor a, boolean fullMatrices) {
    Tensor[] out = Engine.runAll(new Svd(fullMatrices), reals(a));
    return new SvdFactors(out[0], out[1], out[2]);
  }

  /** The singular values alone, {@code (…, min(m, n))}, in falling order. */
  public static Tensor svdvals(Tensor a) {
    return svd(a, false).s();
  }
}
