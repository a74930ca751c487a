package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The x with {@code a · x = b} for a triangular a, {@code (…, n, n)} and {@code (…, n, k)}. The
 * other triangle of a is not read.
 *
 * @param lower whether the lower triangle is meant
 * @param transpose solves {@code aᵀ · x = b}
 */
public record TriangularSolve(boolean lower, boolean transpose) implements MatrixOp {
  @Override
  public Spec[] infer(Spec[] in) {
    return Matrices.solution(label(), in);
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor db = Engine.run(new TriangularSolve(lower, !transpose), in[0], dy[0]);
    Tensor da = LinearSolve.matrixGradient(out[0], db, transpose);
    return new @Nullable Tensor[] {lower ? Matrices.lower(da, 0) : Matrices.upper(da, 0), db};
  }
}
