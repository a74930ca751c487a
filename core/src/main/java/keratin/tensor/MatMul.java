package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Matrix products over the last two axes; the axes before them broadcast.
 *
 * <p>{@code (…, m, k) · (…, k, n) → (…, m, n)}; either side may be read transposed. Where {@code b}
 * is one matrix, all rows of {@code a} go through it in a single product.
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Primitive {
  @Override
  public String label() {
    return "matmul";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Shape a = in[0].shape();
    Shape b = in[1].shape();
    if (in[0].dtype() != in[1].dtype()) {
      throw new DTypeException(
          "matmul: a is %s but b is %s. Cast one of them.".formatted(in[0].dtype(), in[1].dtype()));
    }
    if (in[0].dtype() == DType.STRING) {
      throw StringMoves.notDefined(label());
    }
    if (!in[0].dtype().isNumeric()) {
      throw new DTypeException("matmul is not defined for %s.".formatted(in[0].dtype()));
    }
    if (a.rank() < 2 || b.rank() < 2) {
      throw new ShapeException(
          "matmul: both sides need at least two axes, but a is %s and b is %s.\n".formatted(a, b)
              + "  Give a vector a second axis: v.expandDims(0) or v.expandDims(1)");
    }
    int m = a.dim(transposeA ? -1 : -2);
    int k = a.dim(transposeA ? -2 : -1);
    int inner = b.dim(transposeB ? -1 : -2);
    int n = b.dim(transposeB ? -2 : -1);
    if (k != inner && k != Shape.UNKNOWN && inner != Shape.UNKNOWN) {
      throw new ShapeException(
          "matmul: a %s%s has inner dimension %d but b %s%s has %d"
              .formatted(
                  a,
                  transposeA ? " transposed" : "",
                  k,
                  b,
                  transposeB ? " transposed" : "",
                  inner));
    }
    Shape batch = Shape.broadcast(label(), a.slice(0, a.rank() - 2), b.slice(0, b.rank() - 2));
    return new Spec[] {in[0].as(batch.append(m, n))};
  }

  @Override
  public boolean keepsOutput(int index) {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return vjp(in, out, dy, new boolean[] {true, true});
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy, boolean[] wanted) {
    Tensor g = dy[0];
    return new @Nullable Tensor[] {
      wanted[0] ? gradientA(in[1], g) : null, wanted[1] ? gradientB(in[0], in[1], g) : null
    };
  }

  private Tensor gradientA(Tensor b, Tensor g) {
    return transposeA
        ? Engine.run(new MatMul(transposeB, true), b, g)
        : Engine.run(new MatMul(false, !transposeB), g, b);
  }

  private Tensor gradientB(Tensor a, Tensor b, Tensor g) {
    if (b.shape().rank() == 2 && a.shape().rank() > 2 && !transposeA) {
      // One matrix for every batch: one long product instead of many that are summed afterwards.
      a = a.reshape(-1, a.shape().dim(-1));
      g = g.reshape(-1, g.shape().dim(-1));
    }
    return transposeB
        ? Engine.run(new MatMul(true, transposeA), g, a)
        : Engine.run(new MatMul(!transposeA, false), a, g);
  }
}
