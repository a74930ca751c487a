package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The lower triangular {@code L} with {@code L · Lᵀ = A}, for symmetric positive definite A. Of a
 * matrix that is not symmetric, {@code (A + Aᵀ) / 2} is taken, as JAX does.
 *
 * <p>Gradient: with {@code Φ} the lower triangle and half the diagonal, {@code S = L⁻ᵀ · Φ(Lᵀ · dL)
 * · L⁻¹} and {@code dA = (S + Sᵀ) / 2} (Murray, <a href="https://arxiv.org/abs/1602.07527">
 * Differentiation of the Cholesky decomposition</a>).
 */
public record Cholesky() implements MatrixOp {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "a");
    Matrices.expectSquare(label(), "a", in[0]);
    return new Spec[] {in[0]};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor factor = out[0];
    Tensor product = factor.matmul(dy[0], true, false);
    Tensor half = Matrices.lower(product, 0).add(Matrices.lower(product, -1)).mul(0.5);
    Tensor left = Engine.run(new TriangularSolve(true, true), factor, half);
    return new @Nullable Tensor[] {Matrices.symmetric(Matrices.divide(left, factor, true))};
  }
}
