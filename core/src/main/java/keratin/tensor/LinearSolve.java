package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The x with {@code a · x = b}, {@code (…, n, n)} and {@code (…, n, k)}, by elimination with row
 * exchanges. Gradients: {@code db = a⁻ᵀ · dx} and {@code da = −db · xᵀ}.
 *
 * @param transpose solves {@code aᵀ · x = b}
 */
public record LinearSolve(boolean transpose) implements MatrixOp {
  @Override
  public String label() {
    return "solve";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    return Matrices.solution(label(), in);
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor db = Engine.run(new LinearSolve(!transpose), in[0], dy[0]);
    return new @Nullable Tensor[] {matrixGradient(out[0], db, transpose), db};
  }

  static Tensor matrixGradient(Tensor x, Tensor db, boolean transpose) {
    Tensor product = transpose ? x.matmul(db, false, true) : db.matmul(x, false, true);
    return product.neg();
  }
}
