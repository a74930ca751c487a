package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues and eigenvectors of square matrices, which may be complex: four outputs, the real and
 * the imaginary part of w, {@code (…, n)}, and of V, {@code (…, n, n)}, whose columns have length
 * 1. The values come in no order but that of the QR algorithm, which is TensorFlow's, of two
 * conjugate ones that with the positive imaginary part first. A matrix with an element that is not
 * finite has {@code nan} everywhere. There is no gradient; that of symmetric matrices is {@link
 * Eigh}'s.
 */
public record Eig() implements MatrixOp {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "a");
    Matrices.expectSquare(label(), "a", in[0]);
    Shape shape = in[0].shape();
    Spec values = in[0].as(Matrices.batch(shape, shape.dim(-1)));
    return new Spec[] {values, values, in[0], in[0]};
  }

  @Override
  public boolean isDifferentiable() {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {null};
  }
}
