package keratin.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * Branches, loops and maps as functions. Plain Java does the same, and a tape hears both; these are
 * for programs that are carried over from Keras.
 */
abstract class Control extends Ranges {
  Control() {}

  // ---- branches ----

  /** What the first function gives if a condition holds, else what the second gives. */
  public static <T> T cond(boolean condition, Supplier<T> yes, Supplier<T> no) {
    return condition ? yes.get() : no.get();
  }

  /** As {@link #cond(boolean, Supplier, Supplier)}, for a tensor of one boolean. */
  public static <T> T cond(Tensor condition, Supplier<T> yes, Supplier<T> no) {
    return cond(condition.booleanValue(), yes, no);
  }

  /** What branch {@code index} gives of the operands; outside numbers mean the nearest branch. */
  public static <T> T switchCase(
      int index, List<? extends Function<Tensor[], T>> branches, Tensor... operands) {
    if (branches.isEmpty()) {
      throw new TensorException("switch: there is no branch.");
    }
    return branches.get(Math.clamp(index, 0, branches.size() - 1)).apply(operands);
  }

  // ---- loops ----

  /** {@code body} applied again and again, as long as the condition holds. */
  public static Tensor[] whileLoop(
      Predicate<Tensor[]> condition, UnaryOperator<Tensor[]> body, Tensor... loopVars) {
    return whileLoop(condition, body, Integer.MAX_VALUE, loopVars);
  }

  /** As {@link #whileLoop(Predicate, UnaryOperator, Tensor...)}, at most so many times. */
  public static Tensor[] whileLoop(
      Predicate<Tensor[]> condition,
      UnaryOperator<Tensor[]> body,
      int maximumIterations,
      Tensor... loopVars) {
    Tensor[] state = loopVars;
    for (int i = 0; i < maximumIterations && condition.test(state); i++) {
      state = body.apply(state);
    }
    return state;
  }

  /** One turn of {@link #foriLoop}. */
  @FunctionalInterface
  public interface LoopBody<T> {
    /** The state after turn {@code i}. */
    T apply(int i, T state);
  }

  /** The state after the turns {@code lower, …, upper − 1}. */
  public static <T> T foriLoop(int lower, int upper, LoopBody<T> body, T init) {
    T state = init;
    for (int i = lower; i < upper; i++) {
      state = body.apply(i, state);
    }
    return state;
  }

  /**
   * One step of a scan.
   *
   * @param carry what the next step gets
   * @param y what is kept of this one
   */
  public record Step<C>(C carry, Tensor y) {}

  /**
   * A scan.
   *
   * @param carry what the last step left
   * @param ys what was kept of all steps, stacked in the order of the slices
   */
  public record Scanned<C>(C carry, Tensor ys) {}

  /**
   * A function applied to the slices of {@code xs} in order, each time with what it left before.
   */
  public static <C> Scanned<C> scan(BiFunction<C, Tensor, Step<C>> f, C init, Tensor xs) {
    return scan(f, init, xs, false);
  }

  /** As {@link #scan(BiFunction, Object, Tensor)}, from the last slice to the first if reversed. */
  public static <C> Scanned<C> scan(
      BiFunction<C, Tensor, Step<C>> f, C init, Tensor xs, boolean reverse) {
    List<Tensor> slices = slices("scan", xs);
    C carry = init;
    List<Tensor> ys = new ArrayList<>();
    for (Tensor x : reverse ? slices.reversed() : slices) {
      Step<C> step = f.apply(carry, x);
      carry = step.carry;
      ys.add(step.y);
    }
    if (reverse) {
      Collections.reverse(ys);
    }
    return new Scanned<>(carry, stack(0, ys));
  }

  /** {@code associativeScan(f, elems, false, 0)}. */
  public static Tensor associativeScan(BinaryOperator<Tensor> f, Tensor elems) {
    return associativeScan(f, elems, false, 0);
  }

  /**
   * The running results of an associative function along an axis: {@code x₁, f(x₁, x₂), f(f(x₁,
   * x₂), x₃), …}, in log₂ n calls on many elements at once.
   *
   * @param f of two tensors of one shape, element by element along the axis
   * @param reverse runs from the end
   */
  public static Tensor associativeScan(
      BinaryOperator<Tensor> f, Tensor elems, boolean reverse, int axis) {
    Tensor y = reverse ? flip(elems, axis) : elems;
    int length = y.shape().dim(axis);
    // Hillis and Steele: after each round every place holds twice as many elements before it.
    for (int reach = 1; reach < length; reach *= 2) {
      Tensor joined =
          f.apply(y.slice(axis, 0, length - reach), y.slice(axis, reach, length - reach));
      y = concat(axis, y.slice(axis, 0, reach), joined);
    }
    return reverse ? flip(y, axis) : y;
  }

  // ---- maps ----

  /** A function applied to every slice along the first axis, and the results stacked. */
  public static Tensor map(UnaryOperator<Tensor> f, Tensor xs) {
    return stack(0, slices("map", xs).stream().map(f).toList());
  }

  /** As {@link #map(UnaryOperator, Tensor)}: Keras' name for a map without an order. */
  public static Tensor vectorizedMap(UnaryOperator<Tensor> f, Tensor elements) {
    return map(f, elements);
  }

  /** A function of one number made into one of tensors, element by element. */
  public static UnaryOperator<Tensor> vectorize(UnaryOperator<Tensor> f) {
    return x -> {
      Tensor flat = map(f, x.reshape(-1));
      return flat.reshape(x.shape().append(flat.shape().slice(1, flat.rank()).dims()));
    };
  }

  private static List<Tensor> slices(String op, Tensor xs) {
    if (xs.rank() == 0 || xs.shape().dim(0) == 0) {
      throw new ShapeException(
          "%s: there must be at least one slice along the first axis, but the shape is %s."
              .formatted(op, xs.shape()));
    }
    return unstack(xs);
  }

  // ---- axes by name ----

  /** {@link Einops#rearrange} without lengths. */
  public static Tensor rearrange(Tensor x, String pattern) {
    return Einops.rearrange(x, pattern, Map.of());
  }

  /**
   * Axes in another order, taken apart or joined, by names.
   *
   * {@snippet :
   * Tensor images = Ops.zeros(2, 4, 6, 3);
   * Ops.rearrange(images, "b h w c -> b (h w) c");                              // (2, 24, 3)
   * Ops.rearrange(images, "b (h p) w c -> b h w (p c)", Map.of("p", 2));   // (2, 2, 6, 6)
   * }
   *
   * @param axesLengths lengths of axes in parentheses on the left; one of a pair may be missing
   * @see <a href="https://einops.rocks/api/rearrange/">einops</a>
   */
  public static Tensor rearrange(Tensor x, String pattern, Map<String, Integer> axesLengths) {
    return Einops.rearrange(x, pattern, axesLengths);
  }
}
