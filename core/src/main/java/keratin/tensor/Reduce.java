package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Many elements to one, over a set of axes.
 *
 * @param axes bit {@code i} is set if axis {@code i} is reduced
 * @param keepDims keeps reduced axes with length 1
 */
public record Reduce(Kind kind, int axes, boolean keepDims) implements Primitive {
  /** What becomes of the elements. */
  public enum Kind {
    SUM,
    MEAN,
    PROD,
    /** The largest; the gradient is split evenly among equals. */
    MAX,
    /** The smallest; the gradient is split evenly among equals. */
    MIN,
    ANY,
    ALL
  }

  @Override
  public String label() {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public Spec[] infer(Spec[] in) {
    DType type = in[0].dtype();
    if (type == DType.STRING) {
      throw StringMoves.notDefined(label());
    }
    boolean logical = kind == Kind.ANY || kind == Kind.ALL;
    if (logical ? type != DType.BOOL : !type.isNumeric()) {
      throw new DTypeException(
          "%s is not defined for %s. Cast the tensor first: x.cast(DType.%s)"
              .formatted(label(), type, logical ? "BOOL" : "INT32"));
    }
    Shape shape = in[0].shape();
    // A mean of no reals is NaN, which integers do not have.
    boolean needsSome =
        kind == Kind.MAX || kind == Kind.MIN || kind == Kind.MEAN && type.isInteger();
    if (needsSome && shape.isKnown() && shape.size() == 0) {
      for (int i = 0; i < shape.rank(); i++) {
        if ((axes >> i & 1) == 1 && shape.dim(i) == 0) {
          throw new ShapeException(
              "%s: axis %d of the shape %s is empty, and nothing has no %s."
                  .formatted(label(), i, shape, label()));
        }
      }
    }
    return new Spec[] {in[0].as(Axes.reduced(shape, axes, keepDims))};
  }

  @Override
  public boolean isDifferentiable() {
    return kind != Kind.ANY && kind != Kind.ALL;
  }

  @Override
  public boolean keepsInput(int index) {
    return kind != Kind.SUM && kind != Kind.MEAN;
  }

  @Override
  public boolean keepsOutput(int index) {
    return kind != Kind.SUM && kind != Kind.MEAN;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor x = in[0];
    Shape kept = Axes.reduced(x.shape(), axes, true);
    Tensor g = dy[0].reshape(kept);
    Tensor dx =
        switch (kind) {
          case SUM -> g.broadcastTo(x.shape());
          case MEAN -> {
            double count = Math.max(1, x.size() / Math.max(1, kept.size()));
            yield g.mul(1 / count).broadcastTo(x.shape());
          }
          case MAX, MIN -> {
            Tensor ties = x.equal(out[0].reshape(kept)).cast(x.dtype());
            Tensor count = Engine.run(new Reduce(Kind.SUM, axes, true), ties);
            yield ties.div(count).mul(g);
          }
          case PROD -> productOfOthers(x).mul(g);
          case ANY, ALL -> throw new IllegalStateException(label());
        };
    return new @Nullable Tensor[] {dx};
  }

  /** For every element the product of the others, exact where some are zero. */
  private Tensor productOfOthers(Tensor x) {
    int rank = x.shape().rank();
    int[] order = new int[rank];
    int count = 0;
    long reduced = 1;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < rank; i++) {
        if ((axes >> i & 1) == pass) {
          order[count++] = i;
          reduced *= pass == 1 ? x.shape().dim(i) : 1;
        }
      }
    }
    Transpose front = new Transpose(Ints.of(order));
    Tensor moved = Engine.run(front, x);
    Tensor rows = moved.reshape((int) (x.size() / Math.max(1, reduced)), (int) reduced);
    Tensor before = Engine.run(new Cumulate(Cumulate.Kind.PROD, 1, true, false), rows);
    Tensor after = Engine.run(new Cumulate(Cumulate.Kind.PROD, 1, true, true), rows);
    return Engine.run(front.inverse(), before.mul(after).reshape(moved.shape()));
  }
}
