package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Running sums or products along an axis.
 *
 * @param exclusive leaves each element out of its own result
 * @param reverse runs from the end
 */
public record Cumulate(Kind kind, int axis, boolean exclusive, boolean reverse)
    implements Primitive {
  /** What is accumulated. */
  public enum Kind {
    SUM,
    PROD
  }

  @Override
  public String label() {
    return kind == Kind.SUM ? "cumsum" : "cumprod";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    if (in[0].dtype() == DType.STRING) {
      throw StringMoves.notDefined(label());
    }
    if (!in[0].dtype().isNumeric()) {
      throw new DTypeException(
          "%s is not defined for %s. Cast the tensor first: x.cast(DType.INT32)"
              .formatted(label(), in[0].dtype()));
    }
    Expect.axis(label(), axis, in[0].shape());
    return new Spec[] {in[0]};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Cumulate back = new Cumulate(Kind.SUM, axis, exclusive, !reverse);
    if (kind == Kind.SUM) {
      return new @Nullable Tensor[] {Engine.run(back, dy[0])};
    }
    return new @Nullable Tensor[] {productGradient(in[0], dy[0])};
  }

  /**
   * {@code dx_i = Σ_j dy_j · Π_(k in j, k ≠ i) x_k}, as products with element {@code i} replaced by
   * 1: quadratic in the axis, but right where elements are zero, and differentiable again.
   */
  private Tensor productGradient(Tensor x, Tensor dy) {
    int length = x.shape().dim(axis);
    if (x.size() == 0) {
      return x.zerosLike();
    }
    Tensor[] parts = new Tensor[length];
    int[] ones = new int[x.shape().rank()];
    java.util.Arrays.fill(ones, 1);
    ones[axis] = length;
    for (int i = 0; i < length; i++) {
      boolean[] here = new boolean[length];
      boolean[] reached = new boolean[length];
      for (int j = 0; j < length; j++) {
        here[j] = j == i;
        boolean included = reverse ? j <= i : j >= i;
        reached[j] = included && !(exclusive && j == i);
      }
      Tensor mask = Tensor.of(here).reshape(ones);
      Tensor without = Engine.run(this, Tensor.where(mask, x.onesLike(), x));
      Tensor counted = Tensor.of(reached).reshape(ones).cast(x.dtype());
      parts[i] =
          Engine.run(new Reduce(Reduce.Kind.SUM, 1 << axis, true), without.mul(counted).mul(dy));
    }
    return Engine.run(new Concat(axis), parts);
  }
}
