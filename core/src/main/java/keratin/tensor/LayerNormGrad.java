package keratin.tensor;

/**
 * The gradients of x, gamma and beta in {@link LayerNorm}, from x, gamma and dy. With {@code x̂}
 * the normalized rows and {@code g = dy · gamma}: {@code dx = (g − mean(g) − x̂ · mean(g · x̂)) /
 * √(variance + ε)}, where {@code mean(g)} falls away without centering; {@code dgamma = Σ dy · x̂}
 * and {@code dbeta = Σ dy} over the rows.
 */
public record LayerNormGrad(boolean centered, double epsilon) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 3, "x, gamma, dy");
    Expect.rank(label(), "x", in[0], 1);
    Spec features = BatchNorm.channels(label(), in[0], in[0].shape().rank() - 1);
    Expect.perChannel(label(), "gamma", in[1], features);
    Expect.sameType(label(), "x", in[0], "dy", in[2]);
    Shape shape = Expect.sameShape(label(), "x", in[0].shape(), "dy", in[2].shape());
    return new Spec[] {in[0].as(shape), features, features};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    DType type = in[0].dtype();
    Tensor x = BatchNorm.widened(in[0]);
    Tensor dy = BatchNorm.widened(in[2]);
    LayerNorm.Standard standard = LayerNorm.Standard.of(x, centered, epsilon);
    Tensor normal = standard.normal();
    Tensor g = dy.mul(BatchNorm.widened(in[1]));
    Tensor level = centered ? g.sub(LayerNorm.Standard.mean(g)) : g;
    Tensor own = level.sub(normal.mul(LayerNorm.Standard.mean(g.mul(normal))));
    Reduce overRows = new Reduce(Reduce.Kind.SUM, BatchNorm.others(x.shape(), x.rank() - 1), false);
    return new Tensor[] {
      own.mul(standard.inverse()).cast(type),
      Engine.run(overRows, dy.mul(normal)).cast(type),
      Engine.run(overRows, dy).cast(type)
    };
  }
}
