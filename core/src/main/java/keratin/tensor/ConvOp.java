package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A convolution as neural networks mean it (the kernel is not flipped): {@code x (batch, spatial…,
 * channels)} with {@code kernel (size…, channels/groups, filters)} gives {@code (batch, places…,
 * filters)}.
 *
 * <p>It is linear in x and in the kernel, so its gradients, {@link ConvInputGrad} and {@link
 * ConvKernelGrad}, are convolutions again, and each has the other two for gradients.
 *
 * @param groups the channels are split into so many groups, each of which is convolved by its share
 *     of the filters
 */
public record ConvOp(Window window, int groups) implements Fused {
  @Override
  public String label() {
    return "conv";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "x, kernel");
    Expect.floating(label(), "x", in[0]);
    Expect.sameType(label(), "x", in[0], "kernel", in[1]);
    Shape x = in[0].shape();
    Shape kernel = in[1].shape();
    Shape places = window.places(label(), x);
    checkKernel(label(), window, kernel);
    int channels = x.dim(-1);
    if (channels != Shape.UNKNOWN && channels != kernel.dim(-2) * groups
        || kernel.dim(-1) % groups != 0) {
      throw new ShapeException(
          ("conv: x %s has %d channels, but the kernel %s with %d %s is for %d channels and a"
                  + " multiple of %d filters.")
              .formatted(
                  x,
                  channels,
                  kernel,
                  groups,
                  groups == 1 ? "group" : "groups",
                  kernel.dim(-2) * groups,
                  groups));
    }
    return new Spec[] {in[0].as(places.with(-1, kernel.dim(-1)))};
  }

  /** A kernel has the window's lengths, then channels and filters. */
  static void checkKernel(String op, Window window, Shape kernel) {
    boolean sizes = kernel.rank() == window.rank() + 2;
    for (int i = 0; sizes && i < window.rank(); i++) {
      sizes = kernel.dim(i) == window.size().get(i) || kernel.dim(i) == Shape.UNKNOWN;
    }
    if (!sizes) {
      throw new ShapeException(
          "%s: the kernel must begin with %s and end with channels and filters, but is %s."
              .formatted(op, window.size(), kernel));
    }
  }

  /** What lies under the window beside each other in rows, then one matrix product. */
  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor x = in[0];
    Tensor kernel = in[1];
    if (isHalf(x)) {
      return new Tensor[] {inFloat32(this, in)};
    }
    int channels = kernel.shape().dim(-2);
    int filters = kernel.shape().dim(-1) / groups;
    if (groups == 1) {
      return new Tensor[] {product(x, kernel)};
    }
    if (channels == 1) {
      return new Tensor[] {depthwise(x, kernel, filters)};
    }
    ConvOp one = new ConvOp(window, 1);
    Tensor[] parts = new Tensor[groups];
    for (int g = 0; g < groups; g++) {
      Tensor share = kernel.slice(-1, g * filters, filters);
      parts[g] = Engine.run(one, x.slice(-1, g * channels, channels), share);
    }
    return new Tensor[] {Engine.run(new Concat(x.rank() - 1), parts)};
  }

  private Tensor product(Tensor x, Tensor kernel) {
    Shape places = window.places(label(), x.shape());
    Tensor[] views = window.views(window.padded(x, 0), places);
    Tensor rows = views.length == 1 ? views[0] : Engine.run(new Concat(x.rank() - 1), views);
    int length = rows.shape().dim(-1);
    int filters = kernel.shape().dim(-1);
    Tensor product = rows(rows).matmul(kernel.reshape(length, filters));
    return product.reshape(places.with(-1, filters));
  }

  /** A group per channel: products without sums over channels, so no matrices. */
  private Tensor depthwise(Tensor x, Tensor kernel, int multiplier) {
    Shape places = window.places(label(), x.shape());
    Tensor[] views = window.views(window.padded(x, 0), places);
    Tensor[] factors = factors(kernel, multiplier);
    Tensor sum = null;
    for (int p = 0; p < views.length; p++) {
      Tensor part = views[p].expandDims(-1).mul(factors[p]);
      sum = sum == null ? part : sum.add(part);
    }
    if (sum == null) {
      throw new IllegalStateException("a window of no elements");
    }
    return sum.reshape(places.with(-1, groups * multiplier));
  }

  /** A depthwise kernel cut into a {@code (channels, multiplier)} per element of the window. */
  static Tensor[] factors(Tensor kernel, int multiplier) {
    int channels = kernel.shape().dim(-1) / multiplier;
    int count = Math.toIntExact(kernel.shape().sizeOf(0, kernel.rank() - 1));
    Tensor all = kernel.reshape(count, channels, multiplier);
    Tensor[] factors = new Tensor[count];
    for (int p = 0; p < count; p++) {
      factors[p] = all.slice(0, p, 1).reshape(channels, multiplier);
    }
    return factors;
  }

  /** All axes but the last as one. */
  static Tensor rows(Tensor x) {
    int count = Math.toIntExact(x.shape().sizeOf(0, x.rank() - 1));
    return x.reshape(count, x.shape().dim(-1));
  }

  /** Sums of many products would lose their digits in 16 bits or fewer. */
  static boolean isHalf(Tensor x) {
    return x.dtype().isFloating() && x.dtype().bytes() < 4;
  }

  static Tensor inFloat32(Op op, Tensor[] in) {
    Tensor[] wide = new Tensor[in.length];
    for (int i = 0; i < in.length; i++) {
      wide[i] = in[i].cast(DType.FLOAT32);
    }
    return Engine.run(op, wide).cast(in[0].dtype());
  }

  @Override
  public boolean definesGradient() {
    return true;
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
    ConvInputGrad byInput = ConvInputGrad.of(window, groups, in[0].shape());
    return new @Nullable Tensor[] {
      wanted[0] ? Engine.run(byInput, dy[0], in[1]) : null,
      wanted[1] ? Engine.run(new ConvKernelGrad(window, groups), in[0], dy[0]) : null
    };
  }
}
