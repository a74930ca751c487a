package keratin.tensor;

/** What the gradients of matrix ops are written with; matrices are the last two axes. */
final class Matrices {
  private Matrices() {}

  /** Which elements of a matrix are meant. */
  private interface Places {
    boolean has(int row, int column);
  }

  /** A batch of matrices of reals. */
  static void expect(String op, String name, Spec spec) {
    Expect.floating(op, name, spec);
    Expect.rank(op, name, spec, 2);
  }

  /** A batch of square matrices of reals, as far as the lengths are known. */
  static void expectSquare(String op, String name, Spec spec) {
    expect(op, name, spec);
    int rows = spec.shape().dim(-2);
    int columns = spec.shape().dim(-1);
    if (rows != columns && rows != Shape.UNKNOWN && columns != Shape.UNKNOWN) {
      throw new ShapeException(
          "%s: %s must be square in its last two axes, but its shape is %s."
              .formatted(op, name, spec.shape()));
    }
  }

  /** The spec of what solves {@code a · x = b}: that of b. */
  static Spec[] solution(String op, Spec[] in) {
    Expect.count(op, in, 2, "a, b");
    expectSquare(op, "a", in[0]);
    expect(op, "b", in[1]);
    Expect.sameType(op, "a", in[0], "b", in[1]);
    Shape a = in[0].shape();
    Shape b = in[1].shape();
    boolean fits = a.rank() == b.rank();
    for (int i = 0; fits && i < a.rank() - 1; i++) {
      fits = a.dim(i) == b.dim(i) || a.dim(i) == Shape.UNKNOWN || b.dim(i) == Shape.UNKNOWN;
    }
    if (!fits) {
      throw new ShapeException(
          "%s: a %s and b %s must have the same batch axes and the same number of rows."
              .formatted(op, a, b));
    }
    return new Spec[] {in[1]};
  }

  /** The lengths before the last two axes, and then these. */
  static Shape batch(Shape matrices, int... more) {
    return matrices.slice(0, matrices.rank() - 2).append(more);
  }

  /** The shorter of two lengths; unknown if either is. */
  static int shorter(int a, int b) {
    return a == Shape.UNKNOWN || b == Shape.UNKNOWN ? Shape.UNKNOWN : Math.min(a, b);
  }

  static Tensor transpose(Tensor a) {
    int[] order = new int[a.rank()];
    java.util.Arrays.setAll(order, i -> i);
    order[order.length - 1] = order.length - 2;
    order[order.length - 2] = order.length - 1;
    return a.transpose(order);
  }

  /** {@code (a + aᵀ) / 2}. */
  static Tensor symmetric(Tensor a) {
    return a.add(transpose(a)).mul(0.5);
  }

  /** The elements on and below the k-th diagonal, and zeros. */
  static Tensor lower(Tensor a, int k) {
    return only(a, (row, column) -> column - row <= k);
  }

  /** The elements on and above the k-th diagonal, and zeros. */
  static Tensor upper(Tensor a, int k) {
    return only(a, (row, column) -> column - row >= k);
  }

  /** The main diagonal, as the last axis. */
  static Tensor diagonal(Tensor a) {
    return only(a, (row, column) -> row == column).sum(-1);
  }

  /** Square matrices with these diagonals. */
  static Tensor ofDiagonal(Tensor d) {
    int n = d.shape().dim(-1);
    Tensor columns = d.expandDims(-1).broadcastTo(d.shape().append(n));
    return only(columns, (row, column) -> row == column);
  }

  /** Identity matrices for a batch of square ones. */
  static Tensor identity(Tensor like) {
    return ofDiagonal(
        Tensor.full(like.dtype(), 1, batch(like.shape(), like.shape().dim(-1)).dims()));
  }

  private static Tensor only(Tensor a, Places places) {
    int rows = a.shape().dim(-2);
    int columns = a.shape().dim(-1);
    boolean[] mask = new boolean[rows * columns];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = places.has(i / columns, i % columns);
    }
    Tensor kept = Tensor.of(mask).reshape(rows, columns);
    return Tensor.where(kept, a, Tensor.full(a.dtype(), 0));
  }

  /** {@code 1 / (w_j − w_i)} at row i and column j; 0 where that has no end. */
  static Tensor inverseGaps(Tensor w) {
    return safeReciprocal(w.expandDims(-2).sub(w.expandDims(-1)));
  }

  /** {@code 1 / x}, but 0 for 0. */
  static Tensor safeReciprocal(Tensor x) {
    Tensor zero = x.equal(0);
    Tensor inverse = Tensor.where(zero, x.onesLike(), x).reciprocal();
    return Tensor.where(zero, x.zerosLike(), inverse);
  }

  /** {@code x · a⁻¹} for a triangular a. */
  static Tensor divide(Tensor x, Tensor a, boolean lower) {
    // (a⁻ᵀ xᵀ)ᵀ
    return transpose(Engine.run(new TriangularSolve(lower, true), a, transpose(x)));
  }
}
