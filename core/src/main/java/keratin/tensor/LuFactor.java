package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Triangular factors by elimination with row exchanges: row i of {@code a} is row {@code p[i]} of
 * {@code L · U}. Outputs: both factors in one {@code (…, m, n)}, L below the diagonal without its
 * ones, and p, {@code (…, m)} int32.
 */
public record LuFactor() implements MatrixOp {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "a");
    Matrices.expect(label(), "a", in[0]);
    Shape rows = Matrices.batch(in[0].shape(), in[0].shape().dim(-2));
    return new Spec[] {in[0], new Spec(DType.INT32, rows)};
  }

  /**
   * {@code dA = P · L⁻ᵀ · (lower(Lᵀ dL) + upper(dU Uᵀ)) · U⁻ᵀ} for square matrices. Rows below the
   * square are {@code L₂ = A₂ · U⁻¹}, columns beside it {@code U₂ = L⁻¹ · A₂}.
   */
  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor lu = out[0];
    int m = lu.shape().dim(-2);
    int n = lu.shape().dim(-1);
    int k = Math.min(m, n);
    Tensor square = lu.slice(-2, 0, k).slice(-1, 0, k);
    Tensor grad = dy[0].slice(-2, 0, k).slice(-1, 0, k);
    Tensor unit = Matrices.lower(square, -1).add(Matrices.identity(square));
    Tensor upper = Matrices.upper(square, 0);
    Tensor gradLower = Matrices.lower(grad, -1);
    Tensor gradUpper = Matrices.upper(grad, 0);
    Tensor rest = null;
    if (m > k) {
      Tensor below = lu.slice(-2, k, m - k);
      rest = timesInverseTransposed(dy[0].slice(-2, k, m - k), upper);
      gradUpper = gradUpper.sub(below.matmul(rest, true, false));
    } else if (n > k) {
      Tensor beside = lu.slice(-1, k, n - k);
      rest = Engine.run(new TriangularSolve(true, true), unit, dy[0].slice(-1, k, n - k));
      gradLower = gradLower.sub(rest.matmul(beside, false, true));
    }
    Tensor middle =
        Matrices.lower(unit.matmul(gradLower, true, false), -1)
            .add(Matrices.upper(gradUpper.matmul(upper, false, true), 0));
    Tensor left = Engine.run(new TriangularSolve(true, true), unit, middle);
    Tensor whole = timesInverseTransposed(left, upper);
    if (rest != null) {
      int axis = lu.rank() - (m > k ? 2 : 1);
      whole = Engine.run(new Concat(axis), whole, rest);
    }
    return new @Nullable Tensor[] {permutation(out[1], m, lu.dtype()).matmul(whole)};
  }

  /** {@code x · U⁻ᵀ}. */
  private static Tensor timesInverseTransposed(Tensor x, Tensor upper) {
    Tensor solved = Engine.run(new TriangularSolve(false, false), upper, Matrices.transpose(x));
    return Matrices.transpose(solved);
  }

  private static Tensor permutation(Tensor rows, int m, DType dtype) {
    int[] columns = new int[m];
    java.util.Arrays.setAll(columns, i -> i);
    return rows.expandDims(-1).equal(Tensor.of(columns, Shape.of(m))).cast(dtype);
  }
}
