package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues in rising order and eigenvectors of symmetric matrices: {@code A · V = V · diag(w)};
 * outputs w {@code (…, n)} and V {@code (…, n, n)}, orthonormal columns. Only the lower triangle is
 * read, as TensorFlow and NumPy do.
 *
 * <p>Gradient: {@code V · (diag(dw) + F ∘ (Vᵀ dV)) · Vᵀ} with {@code F_ij = 1 / (w_j − w_i)}, what
 * belongs to the upper triangle added to the lower; equal eigenvalues count as if their vectors
 * were fixed.
 */
public record Eigh() implements MatrixOp {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "a");
    Matrices.expectSquare(label(), "a", in[0]);
    Shape shape = in[0].shape();
    return new Spec[] {in[0].as(Matrices.batch(shape, shape.dim(-1))), in[0]};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor v = out[1];
    Tensor turned = Matrices.inverseGaps(out[0]).mul(v.matmul(dy[1], true, false));
    Tensor middle = Matrices.ofDiagonal(dy[0]).add(turned);
    // Only the lower triangle is read, and stands for both.
    Tensor both = v.matmul(middle).matmul(v, false, true);
    Tensor half = Matrices.symmetric(both);
    return new @Nullable Tensor[] {Matrices.lower(half, 0).add(Matrices.lower(half, -1))};
  }
}
