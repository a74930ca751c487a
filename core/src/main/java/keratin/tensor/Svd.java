package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * {@code A = U · diag(s) · Vᵀ} with orthonormal columns in U and V, and s not negative, in falling
 * order. For A {@code (…, m, n)} and {@code k = min(m, n)} the outputs are U {@code (…, m, k)}, s
 * {@code (…, k)} and Vᵀ {@code (…, k, n)}. Every row of Vᵀ has a sum that is not negative.
 *
 * @param full extends U to {@code (…, m, m)} and Vᵀ to {@code (…, n, n)}
 */
public record Svd(boolean full) implements MatrixOp {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "a");
    Matrices.expect(label(), "a", in[0]);
    Shape shape = in[0].shape();
    int m = shape.dim(-2);
    int n = shape.dim(-1);
    int k = Matrices.shorter(m, n);
    return new Spec[] {
      in[0].as(Matrices.batch(shape, m, full ? m : k)),
      in[0].as(Matrices.batch(shape, k)),
      in[0].as(Matrices.batch(shape, full ? n : k, n))
    };
  }

  /**
   * With {@code F_ij = 1 / (s_j² − s_i²)}, {@code J = F ∘ (Uᵀ dU)} and {@code K = F ∘ (Vᵀ dV)}:
   * {@code dA = U · ((J + Jᵀ) · S + S · (K + Kᵀ) + diag(ds)) · Vᵀ}, and what of dU and dV is not
   * spanned by U and V, divided by s. Equal singular values count as if their vectors were fixed.
   *
   * @throws ShapeException if U or V has columns that A does not determine
   */
  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    int m = in[0].shape().dim(-2);
    int n = in[0].shape().dim(-1);
    if (full && m != n) {
      throw new ShapeException(
          "svd: the full factors of %s have no gradient, as the matrix does not determine all"
                  .formatted(in[0].shape())
              + " columns. Use the factors that are not full.");
    }
    Tensor u = out[0];
    Tensor v = Matrices.transpose(out[2]);
    Tensor dv = Matrices.transpose(dy[2]);
    Tensor s = out[1];
    Tensor row = s.expandDims(-2);
    Tensor gaps = Matrices.inverseGaps(s.square());
    Tensor ofU = u.matmul(dy[0], true, false);
    Tensor ofV = v.matmul(dv, true, false);
    Tensor j = gaps.mul(ofU);
    Tensor k = gaps.mul(ofV);
    Tensor middle =
        j.add(Matrices.transpose(j))
            .mul(row)
            .add(k.add(Matrices.transpose(k)).mul(s.expandDims(-1)))
            .add(Matrices.ofDiagonal(dy[1]));
    Tensor da = u.matmul(middle).matmul(out[2]);
    Tensor inverse = Matrices.safeReciprocal(row);
    if (m > n) {
      Tensor outside = dy[0].sub(u.matmul(ofU)).mul(inverse);
      da = da.add(outside.matmul(out[2]));
    } else if (n > m) {
      Tensor outside = dv.sub(v.matmul(ofV)).mul(inverse);
      da = da.add(u.matmul(outside, false, true));
    }
    return new @Nullable Tensor[] {da};
  }
}
