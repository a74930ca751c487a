package keratin.tensor;

/**
 * A convolution as neural networks mean it (the kernel is not flipped): {@code x (batch, spatial…,
 * channels)} with {@code kernel (size…, channels/groups, filters)} gives {@code (batch, places…,
 * filters)}.
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
    boolean sizes = kernel.rank() == window.rank() + 2;
    for (int i = 0; sizes && i < window.rank(); i++) {
      sizes = kernel.dim(i) == window.size().get(i) || kernel.dim(i) == Shape.UNKNOWN;
    }
    if (!sizes) {
      throw new ShapeException(
          "conv: the kernel must begin with %s and end with channels and filters, but is %s."
              .formatted(window.size(), kernel));
    }
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

  /** What lies under the window beside each other in rows, then one matrix product. */
  @Override
  public Tensor[] decompose(Tensor[] in) {
    Shape places = window.places(label(), in[0].shape());
    Tensor x = window.padded(in[0], 0);
    Tensor kernel = in[1];
    if (groups == 1) {
      return new Tensor[] {product(x, kernel, places)};
    }
    int channels = kernel.shape().dim(-2);
    int filters = kernel.shape().dim(-1) / groups;
    if (channels == 1) {
      return new Tensor[] {depthwise(x, kernel, places, filters)};
    }
    Tensor[] parts = new Tensor[groups];
    for (int g = 0; g < groups; g++) {
      Tensor group = x.slice(-1, g * channels, channels);
      parts[g] = product(group, kernel.slice(-1, g * filters, filters), places);
    }
    return new Tensor[] {Engine.run(new Concat(x.rank() - 1), parts)};
  }

  private Tensor product(Tensor x, Tensor kernel, Shape places) {
    Tensor[] views = window.views(x, places);
    Tensor rows = views.length == 1 ? views[0] : Engine.run(new Concat(x.rank() - 1), views);
    int length = rows.shape().dim(-1);
    int filters = kernel.shape().dim(-1);
    int count = Math.toIntExact(rows.shape().sizeOf(0, rows.rank() - 1));
    Tensor product = rows.reshape(count, length).matmul(kernel.reshape(length, filters));
    return product.reshape(places.with(-1, filters));
  }

  /** A group per channel: products without sums over channels, so no matrices. */
  private Tensor depthwise(Tensor x, Tensor kernel, Shape places, int multiplier) {
    Tensor[] views = window.views(x, places);
    Tensor factors = kernel.reshape(views.length, groups, multiplier);
    int[] dims = places.with(-1, groups).append(multiplier).dims();
    Tensor sum = null;
    for (int p = 0; p < views.length; p++) {
      Tensor factor = factors.slice(0, p, 1).reshape(groups, multiplier);
      Tensor part =
          multiplier == 1
              ? views[p].mul(factor.reshape(groups))
              : views[p].expandDims(-1).mul(factor);
      sum = sum == null ? part : sum.add(part);
    }
    Tensor y = sum == null ? Tensor.full(x.dtype(), 0, dims) : sum;
    return y.reshape(places.with(-1, groups * multiplier));
  }
}
