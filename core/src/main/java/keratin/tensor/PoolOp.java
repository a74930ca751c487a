package keratin.tensor;

import java.util.Arrays;
import java.util.Locale;

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
    Shape places = window.places(label(), in[0].shape());
    boolean max = kind == Kind.MAX;
    Tensor x = window.padded(in[0], max ? Double.NEGATIVE_INFINITY : 0);
    Tensor y = null;
    for (Tensor view : window.views(x, places)) {
      y = y == null ? view : max ? y.maximum(view) : y.add(view);
    }
    if (y == null) {
      throw new IllegalStateException("a window of no elements");
    }
    return new Tensor[] {max ? y : y.div(counts(in[0], places))};
  }

  /** How many elements lie under the window at every place: {@code (places…, 1)}. */
  private Tensor counts(Tensor x, Shape places) {
    Tensor product = null;
    int rank = window.rank();
    for (int i = 0; i < rank; i++) {
      int[] dims = new int[rank + 1];
      Arrays.fill(dims, 1);
      dims[i] = places.dim(i + 1);
      double[] counts = new double[dims[i]];
      int length = x.shape().dim(i + 1);
      int before = window.padding(i, length)[0];
      for (int place = 0; place < counts.length; place++) {
        for (int k = 0; k < window.size().get(i); k++) {
          int at = place * window.strides().get(i) + k * window.dilations().get(i) - before;
          counts[place] += at >= 0 && at < length ? 1 : 0;
        }
      }
      Tensor factor = Tensor.of(counts, Shape.of(dims)).cast(x.dtype());
      product = product == null ? factor : product.mul(factor);
    }
    return product == null ? x.onesLike() : product;
  }
}
