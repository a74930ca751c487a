package keratin.tensor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The largest or the mean under a window that moves over {@code (batch, spatial…, channels)}.
 *
 * <p>Of several largest the first, in row-major order of the window, gets the gradient. A mean
 * counts no padding.
 */
public record PoolOp(Kind kind, Window window) implements Fused {
  /** What becomes of the elements under the window. */
  public enum Kind {
    MAX,
    AVERAGE
  }

  @Override
  public String label() {
    return kind.name().toLowerCase(Locale.ROOT) + "_pool";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "x");
    Expect.floating(label(), "x", in[0]);
    return new Spec[] {in[0].as(window.places(label(), in[0].shape()))};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    boolean max = kind == Kind.MAX;
    if (!max && ConvOp.isHalf(in[0])) {
      return new Tensor[] {ConvOp.inFloat32(this, in)};
    }
    Shape places = window.places(label(), in[0].shape());
    Tensor x = window.padded(in[0], max ? Double.NEGATIVE_INFINITY : 0);
    Tensor y = null;
    for (Tensor view : window.views(x, places)) {
      y = y == null ? view : max ? y.maximum(view) : y.add(view);
    }
    if (y == null) {
      throw new IllegalStateException("a window of no elements");
    }
    return new Tensor[] {max ? y : y.div(counts(window, in[0].shape(), x.dtype()))};
  }

  /** How many elements of {@code x} lie under the window at every place: {@code (places…, 1)}. */
  static Tensor counts(Window window, Shape x, DType type) {
    Tensor product = Tensor.full(type, 1);
    int rank = window.rank();
    for (int i = 0; i < rank; i++) {
      int[] counts = window.counts(i, x.dim(i + 1));
      Shape shape = Shape.of(Ints.repeat(1, rank + 1).toArray()).with(i, counts.length);
      product = product.mul(Tensor.of(counts, shape).cast(type));
    }
    return product;
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
    Shape x = in[0].shape();
    return new @Nullable Tensor[] {
      kind == Kind.MAX
          ? Engine.run(new MaxPoolGrad(window), in[0], dy[0])
          : Engine.run(AveragePoolGrad.of(window, x), dy[0])
    };
  }
}
