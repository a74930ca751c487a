package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The Moore–Penrose inverse {@code A⁺ = V · diag(1/s) · Uᵀ}, {@code (…, n, m)} for A {@code (…, m,
 * n)}, where singular values below {@code rcond} times the largest count as 0.
 *
 * <p>Its gradient is written with A⁺ itself, as equal singular values are no obstacle to it: {@code
 * −A⁺ᵀ·G·A⁺ᵀ + (I − A·A⁺)·Gᵀ·A⁺·A⁺ᵀ + A⁺ᵀ·A⁺·Gᵀ·(I − A⁺·A)} (Golub and Pereyra 1973), right as long
 * as the rank does not change.
 *
 * @param rcond not negative
 */
public record PseudoInverse(double rcond) implements Fused {
  @Override
  public String label() {
    return "pinv";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "a");
    Matrices.expect(label(), "a", in[0]);
    Shape shape = in[0].shape();
    return new Spec[] {in[0].as(Matrices.batch(shape, shape.dim(-1), shape.dim(-2)))};
  }

  @Override
  public boolean definesGradient() {
    return true;
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Shape shape = in[0].shape();
    if (shape.size() == 0) {
      return new Tensor[] {
        Tensor.full(in[0].dtype(), 0, Matrices.batch(shape, shape.dim(-1), shape.dim(-2)).dims())
      };
    }
    Tensor[] factors = Engine.runAll(new Svd(false), in[0]);
    Tensor s = factors[1];
    Tensor largest = SoftmaxOp.keep(Reduce.Kind.MAX, s);
    Tensor counts = s.greater(largest.mul(rcond));
    Tensor inverse = Tensor.where(counts, Matrices.safeReciprocal(s), s.zerosLike()).expandDims(-2);
    return new Tensor[] {
      Matrices.transpose(factors[2]).mul(inverse).matmul(factors[0], false, true)
    };
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor a = in[0];
    Tensor p = out[0];
    Tensor g = dy[0];
    Tensor first = p.matmul(g, true, false).matmul(p, false, true).neg();
    Tensor right = g.matmul(p.matmul(p, false, true), true, false);
    Tensor second = right.sub(a.matmul(p.matmul(right)));
    Tensor left = p.matmul(p, true, false).matmul(g, false, true);
    Tensor third = left.sub(left.matmul(p).matmul(a));
    return new @Nullable Tensor[] {first.add(second).add(third)};
  }
}
