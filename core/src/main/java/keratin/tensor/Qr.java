package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * {@code A = Q · R} with orthonormal columns in Q and R upper triangular, by Householder
 * reflections with LAPACK's signs. For A {@code (…, m, n)} and {@code k = min(m, n)} the outputs
 * are {@code (…, m, k)} and {@code (…, k, n)}.
 *
 * @param complete extends Q to {@code (…, m, m)} and R to {@code (…, m, n)}
 */
public record Qr(boolean complete) implements MatrixOp {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "a");
    Matrices.expect(label(), "a", in[0]);
    Shape shape = in[0].shape();
    int m = shape.dim(-2);
    int k = complete ? m : Matrices.shorter(m, shape.dim(-1));
    return new Spec[] {
      in[0].as(Matrices.batch(shape, m, k)), in[0].as(Matrices.batch(shape, k, shape.dim(-1)))
    };
  }

  /**
   * With {@code M = R · dRᵀ − dQᵀ · Q}: {@code dA = (dQ + Q · (lower(M) + strictLower(M)ᵀ)) · R⁻ᵀ}.
   * Of a wide {@code A = [X Y]} only X is factored, and {@code Y = Q · [V]} is a product.
   *
   * @throws ShapeException if Q has columns that A does not determine
   */
  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    int m = in[0].shape().dim(-2);
    int n = in[0].shape().dim(-1);
    if (complete && m > n) {
      throw new ShapeException(
          "qr: the complete factors of %s have no gradient, as the matrix does not determine all"
                  .formatted(in[0].shape())
              + " columns of Q. Use the reduced mode.");
    }
    Tensor q = out[0];
    if (m >= n) {
      return new @Nullable Tensor[] {gradient(q, out[1], dy[0], dy[1])};
    }
    Tensor beside = in[0].slice(-1, m, n - m);
    Tensor dv = dy[1].slice(-1, m, n - m);
    Tensor dq = dy[0].add(beside.matmul(dv, false, true));
    Tensor dx = gradient(q, out[1].slice(-1, 0, m), dq, dy[1].slice(-1, 0, m));
    return new @Nullable Tensor[] {Engine.run(new Concat(q.rank() - 1), dx, q.matmul(dv))};
  }

  private static Tensor gradient(Tensor q, Tensor r, Tensor dq, Tensor dr) {
    Tensor m = r.matmul(dr, false, true).sub(dq.matmul(q, true, false));
    Tensor mirrored = Matrices.lower(m, 0).add(Matrices.transpose(Matrices.lower(m, -1)));
    Tensor left = dq.add(q.matmul(mirrored));
    // left · R⁻ᵀ = (R⁻¹ · leftᵀ)ᵀ
    Tensor solved = Engine.run(new TriangularSolve(false, false), r, Matrices.transpose(left));
    return Matrices.transpose(solved);
  }
}
