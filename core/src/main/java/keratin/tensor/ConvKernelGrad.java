package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link ConvOp} by its kernel: {@code x (batch, spatial…, channels)} with {@code
 * dy (batch, places…, filters)} gives {@code (size…, channels/groups, filters)}, the sum over batch
 * and places of what lies under each element of the window times dy.
 */
public record ConvKernelGrad(Window window, int groups) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "x, dy");
    Expect.floating(label(), "x", in[0]);
    Expect.sameType(label(), "x", in[0], "dy", in[1]);
    Shape x = in[0].shape();
    Shape dy = in[1].shape();
    window.checkPlaces(label(), x, dy);
    if (x.dim(-1) % groups != 0 || dy.dim(-1) % groups != 0) {
      throw new ShapeException(
          "%s: %d groups must divide the channels of x %s and the filters of dy %s."
              .formatted(label(), groups, x, dy));
    }
    int[] size = window.size().toArray();
    return new Spec[] {in[0].as(Shape.of(size).append(x.dim(-1) / groups, dy.dim(-1)))};
  }

  /** A product per element of the window. */
  @Override
  public Tensor[] decompose(Tensor[] in) {
    if (ConvOp.isHalf(in[0])) {
      return new Tensor[] {ConvOp.inFloat32(this, in)};
    }
    Tensor x = in[0];
    Tensor dy = in[1];
    int channels = x.shape().dim(-1) / groups;
    int filters = dy.shape().dim(-1) / groups;
    Shape kernel = Shape.of(window.size().toArray()).append(channels, filters * groups);
    if (groups > 1 && channels > 1) {
      ConvKernelGrad one = new ConvKernelGrad(window, 1);
      Tensor[] parts = new Tensor[groups];
      for (int g = 0; g < groups; g++) {
        Tensor share = dy.slice(-1, g * filters, filters);
        parts[g] = Engine.run(one, x.slice(-1, g * channels, channels), share);
      }
      return new Tensor[] {Engine.run(new Concat(kernel.rank() - 1), parts)};
    }
    Shape places = window.places(label(), x.shape());
    Tensor[] views = window.views(window.padded(x, 0), places);
    Tensor rows = ConvOp.rows(dy);
    Tensor grouped = rows.reshape(rows.shape().dim(0), groups, filters);
    Tensor[] parts = new Tensor[views.length];
    for (int p = 0; p < parts.length; p++) {
      Tensor view = ConvOp.rows(views[p]);
      parts[p] =
          groups > 1
              ? view.expandDims(-1).mul(grouped).sum(0).expandDims(0)
              : view.matmul(rows, true, false).expandDims(0);
    }
    return new Tensor[] {Engine.run(new Concat(0), parts).reshape(kernel)};
  }

  @Override
  public boolean definesGradient() {
    return true;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return vjp(in, out, dy, new boolean[] {true, true});
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy, boolean[] wanted) {
    ConvInputGrad byInput = ConvInputGrad.of(window, groups, in[0].shape());
    return new @Nullable Tensor[] {
      wanted[0] ? Engine.run(byInput, in[1], dy[0]) : null,
      wanted[1] ? Engine.run(new ConvOp(window, groups), in[0], dy[0]) : null
    };
  }
}
