package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A factor and a summand per channel: {@code y = x · scale + shift}. Batch normalization with
 * statistics that are known is this.
 *
 * <p>Inputs of one floating dtype: x {@code (…, channels, …)}, scale and shift {@code (channels)};
 * output like x.
 *
 * @param axis the axis of the channels, counted from the front
 */
public record ScaleShift(int axis) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 3, "x, scale, shift");
    Spec channels = BatchNorm.channels(label(), in[0], axis);
    Expect.perChannel(label(), "scale", in[1], channels);
    Expect.perChannel(label(), "shift", in[2], channels);
    return new Spec[] {in[0]};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor x = in[0];
    Tensor scaled = x.mul(BatchNorm.spread(in[1], x.shape(), axis));
    return new Tensor[] {scaled.add(BatchNorm.spread(in[2], x.shape(), axis))};
  }

  @Override
  public boolean keepsOutput(int index) {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return vjp(in, out, dy, new boolean[] {true, true, true});
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy, boolean[] wanted) {
    Tensor g = dy[0];
    Shape shape = in[0].shape();
    Reduce sum = new Reduce(Reduce.Kind.SUM, BatchNorm.others(shape, axis), false);
    return new @Nullable Tensor[] {
      wanted[0] ? g.mul(BatchNorm.spread(in[1], shape, axis)) : null,
      wanted[1] ? Engine.run(sum, g.mul(in[0])) : null,
      wanted[2] ? Engine.run(sum, g) : null
    };
  }
}
