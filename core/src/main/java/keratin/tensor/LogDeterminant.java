package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The sign of the determinant and the logarithm of its absolute value, two outputs {@code (…)}: 0
 * and −∞ for a singular matrix. The gradient of the logarithm is {@code a⁻ᵀ}; the sign has none.
 */
public record LogDeterminant() implements MatrixOp {
  @Override
  public String label() {
    return "slogdet";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "a");
    Matrices.expectSquare(label(), "a", in[0]);
    Spec number = in[0].as(Matrices.batch(in[0].shape()));
    return new Spec[] {number, number};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor inverse = Engine.run(new LinearSolve(true), in[0], Matrices.identity(in[0]));
    return new @Nullable Tensor[] {inverse.mul(dy[1].expandDims(-1).expandDims(-1))};
  }
}
