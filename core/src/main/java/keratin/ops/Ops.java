package keratin.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import keratin.tensor.CustomOp;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Functions of tensors, under the names of {@code keras.ops} and, where that has none, of {@code
 * tf}. The common ones are methods of {@link Tensor} too.
 *
 * <p>Axes may count from the end. Reductions without axes take all of them.
 *
 * {@snippet :
 * Tensor x = Ops.linspace(-6, 6, 10);
 * Tensor both = Ops.stack(0, x, Ops.exp(x));      // (2, 10)
 * Tensor mean = Ops.mean(both, true, 1);          // (2, 1)
 * }
 *
 * @see <a href="https://keras.io/api/ops/">keras.ops</a>
 */
public final class Ops extends Aliases {
  private Ops() {}

  // ---- products ----

  /**
   * The matrix product over the last two axes; the axes before them broadcast. A vector is a row on
   * the left and a column on the right.
   */
  public static Tensor matmul(Tensor a, Tensor b) {
    if (a.rank() > 1 && b.rank() > 1 || a.rank() == 0 || b.rank() == 0) {
      return a.matmul(b);
    }
    Tensor rows = a.rank() == 1 ? a.expandDims(0) : a;
    Tensor columns = b.rank() == 1 ? b.expandDims(1) : b;
    Tensor product = b.rank() == 1 ? rows.matmul(columns).squeeze(-1) : rows.matmul(columns);
    return a.rank() == 1 ? product.squeeze(b.rank() == 1 ? -1 : -2) : product;
  }

  // ---- clipping by length ----

  /**
   * {@code x} shortened to the Euclidean length {@code clipNorm} where it is longer, measured over
   * these axes or over all.
   */
  public static Tensor clipByNorm(Tensor x, double clipNorm, int... axes) {
    Tensor squares = sum(x.square(), true, axes);
    Tensor positive = squares.greater(0);
    // The root of 0 has no gradient; where() alone would pass its nan on.
    Tensor safe = Tensor.where(positive, squares, squares.onesLike());
    Tensor length = Tensor.where(positive, safe.sqrt(), squares);
    return x.mul(clipNorm).div(length.maximum(clipNorm));
  }

  /** {@code √Σx²} over all elements of all tensors; null is passed over. */
  public static Tensor globalNorm(List<? extends @Nullable Tensor> tensors) {
    Tensor sum = null;
    for (Tensor tensor : tensors) {
      if (tensor != null) {
        Tensor part = sum(tensor.square());
        sum = sum == null ? part : sum.add(part);
      }
    }
    return sum == null ? Tensor.of(0f) : sum.sqrt();
  }

  /**
   * What {@link #clipByGlobalNorm} gives.
   *
   * @param tensors the shortened tensors, null where one was null
   * @param globalNorm the length before
   */
  public record ClippedByGlobalNorm(List<@Nullable Tensor> tensors, Tensor globalNorm) {}

  /**
   * All tensors shortened by one factor, so that {@link #globalNorm} of them is at most {@code
   * clipNorm}.
   */
  public static ClippedByGlobalNorm clipByGlobalNorm(
      List<? extends @Nullable Tensor> tensors, double clipNorm) {
    Tensor norm = globalNorm(tensors);
    // 1/norm − 1/norm is 0, and nan if the norm is infinite: a broken gradient must stay visible.
    Tensor scale = norm.reciprocal().minimum(1 / clipNorm).mul(clipNorm);
    Tensor visible = scale.add(norm.sub(norm));
    List<@Nullable Tensor> clipped = new ArrayList<>();
    for (Tensor tensor : tensors) {
      clipped.add(tensor == null ? null : tensor.mul(visible.cast(tensor.dtype())));
    }
    return new ClippedByGlobalNorm(clipped, norm);
  }

  // ---- gradients ----

  /** The same numbers, through which no gradient flows. */
  public static Tensor stopGradient(Tensor x) {
    return x.stopGradient();
  }

  /** The gradient of a function with several inputs. */
  @FunctionalInterface
  public interface Backward {
    /**
     * Gradients of the inputs, null for those without.
     *
     * @param in the inputs of the call
     * @param out its output
     * @param dy the gradient of the output, of its shape
     */
    @Nullable Tensor[] apply(Tensor[] in, Tensor out, Tensor dy);
  }

  /** The gradient of a function with one input. */
  @FunctionalInterface
  public interface BackwardOfOne {
    /** The gradient of the input, from the input, the output and the output's gradient. */
    Tensor apply(Tensor x, Tensor y, Tensor dy);
  }

  /**
   * {@code forward(x)}, with {@code backward} as its gradient.
   *
   * <p>Read tensors in {@code backward} through its arguments: they outlive the scope of the call,
   * others that {@code forward} made may be gone. Written in ops, it has gradients itself.
   *
   * {@snippet :
   * // ln(1 + eˣ), whose gradient would be inf / inf for large x
   * Tensor y = Ops.customGradient(
   *     a -> a.exp().add(1).log(), (a, b, dy) -> dy.mul(a.sigmoid()), x);
   * }
   */
  public static Tensor customGradient(
      UnaryOperator<Tensor> forward, BackwardOfOne backward, Tensor x) {
    return customGradient(
        in -> forward.apply(in[0]),
        (in, out, dy) -> new Tensor[] {backward.apply(in[0], out, dy)},
        new Tensor[] {x});
  }

  /** {@code forward(in)}, with {@code backward} as its gradient. */
  public static Tensor customGradient(
      Function<Tensor[], Tensor> forward, Backward backward, Tensor[] in) {
    return Engine.run(new WithGradient(forward, backward), in);
  }

  private record WithGradient(Function<Tensor[], Tensor> function, Backward backward)
      implements CustomOp {
    @Override
    public String label() {
      return "custom_gradient";
    }

    @Override
    public Tensor[] forward(Tensor[] in) {
      return new Tensor[] {function.apply(in)};
    }

    @Override
    public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
      return backward.apply(in, out[0], dy[0]);
    }
  }
}
