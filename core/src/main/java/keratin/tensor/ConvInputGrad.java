package keratin.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link ConvOp} by its input: {@code dy (batch, places…, filters)} with {@code
 * kernel (size…, channels/groups, filters)} gives {@code (batch, lengths…, channels)}. Every
 * element of dy adds a multiple of the kernel to the output.
 *
 * @param lengths the spatial lengths of the convolution's input
 */
public record ConvInputGrad(Window window, int groups, Ints lengths) implements Fused {
  /** For a convolution of this shape. */
  static ConvInputGrad of(Window window, int groups, Shape x) {
    Shape spatial = x.slice(1, x.rank() - 1);
    return new ConvInputGrad(window, groups, Ints.of(spatial.dims()));
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "dy, kernel");
    Expect.floating(label(), "dy", in[0]);
    Expect.sameType(label(), "dy", in[0], "kernel", in[1]);
    Shape dy = in[0].shape();
    Shape kernel = in[1].shape();
    ConvOp.checkKernel(label(), window, kernel);
    Shape x = input(dy.rank() == 0 ? Shape.UNKNOWN : dy.dim(0), kernel.dim(-2) * groups);
    window.checkPlaces(label(), x, dy);
    int filters = dy.dim(-1);
    if (filters != kernel.dim(-1) && filters != Shape.UNKNOWN || kernel.dim(-1) % groups != 0) {
      throw new ShapeException(
          "%s: dy %s has %d filters, but the kernel %s has %d in %d groups."
              .formatted(label(), dy, filters, kernel, kernel.dim(-1), groups));
    }
    return new Spec[] {in[0].as(x)};
  }

  private Shape input(int batch, int channels) {
    return Shape.of(lengths.toArray()).prepend(batch).append(channels);
  }

  /** A product per element of the window, added where the element lay. */
  @Override
  public Tensor[] decompose(Tensor[] in) {
    if (ConvOp.isHalf(in[0])) {
      return new Tensor[] {ConvOp.inFloat32(this, in)};
    }
    Tensor dy = in[0];
    Tensor kernel = in[1];
    int channels = kernel.shape().dim(-2);
    int filters = kernel.shape().dim(-1) / groups;
    Shape x = input(dy.shape().dim(0), channels * groups);
    if (groups > 1 && channels > 1) {
      ConvInputGrad one = new ConvInputGrad(window, 1, lengths);
      Tensor[] parts = new Tensor[groups];
      for (int g = 0; g < groups; g++) {
        int from = g * filters;
        parts[g] = Engine.run(one, dy.slice(-1, from, filters), kernel.slice(-1, from, filters));
      }
      return new Tensor[] {Engine.run(new Concat(x.rank() - 1), parts)};
    }
    Shape places = dy.shape().with(-1, channels * groups);
    Tensor[] parts = new Tensor[window.count()];
    if (groups > 1) {
      Tensor grouped = dy.reshape(dy.shape().with(-1, groups).append(filters));
      Tensor[] factors = ConvOp.factors(kernel, filters);
      Arrays.setAll(parts, p -> grouped.mul(factors[p]).sum(-1));
    } else {
      Tensor rows = ConvOp.rows(dy);
      Tensor stack = kernel.reshape(parts.length, channels, filters);
      for (int p = 0; p < parts.length; p++) {
        Tensor factor = stack.slice(0, p, 1).reshape(channels, filters);
        parts[p] = rows.matmul(factor, false, true).reshape(places);
      }
    }
    return new Tensor[] {window.gathered(parts, x)};
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
    return new @Nullable Tensor[] {
      wanted[0] ? Engine.run(new ConvOp(window, groups), dy[0], in[1]) : null,
      wanted[1] ? Engine.run(new ConvKernelGrad(window, groups), dy[0], in[0]) : null
    };
  }
}
