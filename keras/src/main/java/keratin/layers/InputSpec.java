package keratin.layers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * What an input of a layer must be like; what is not said may be anything. One's own layer says so
 * where it is built, and every later call is checked:
 *
 * {@snippet :
 * final class Twice extends Layer {
 *   @Override protected void build(Shape input) {
 *     inputSpec(new InputSpec().minNdim(2).axis(-1, input.dim(-1)));
 *   }
 *
 *   @Override protected Tensor call(Tensor x, boolean training) {
 *     return x.mul(2);
 *   }
 * }
 * }
 *
 * @param dtype of the input
 * @param shape of the input, None where a length may be any
 * @param ndim how many axes it has
 * @param maxNdim how many axes it has at most
 * @param minNdim how many axes it has at least
 * @param axes lengths by axis, which may be counted from the end
 * @param allowLastAxisSqueeze whether a last axis of length 1 may be there or not
 * @param name what errors call it
 * @see <a href="https://keras.io/api/layers/base_layer/">keras.layers.InputSpec</a>
 */
public record InputSpec(
    @Nullable DType dtype,
    @Nullable Shape shape,
    @Nullable Integer ndim,
    @Nullable Integer maxNdim,
    @Nullable Integer minNdim,
    Map<Integer, Integer> axes,
    boolean allowLastAxisSqueeze,
    @Nullable String name) {
  /** Any input. */
  public InputSpec() {
    this(null, null, null, null, null, Map.of(), false, null);
  }

  /** The same of this dtype. */
  public InputSpec dtype(DType type) {
    return new InputSpec(type, shape, ndim, maxNdim, minNdim, axes, allowLastAxisSqueeze, name);
  }

  /** The same of this shape. */
  public InputSpec shape(Shape lengths) {
    return new InputSpec(
        dtype, lengths, lengths.rank(), maxNdim, minNdim, axes, allowLastAxisSqueeze, name);
  }

  /** The same with so many axes. */
  public InputSpec ndim(int count) {
    return new InputSpec(dtype, shape, count, maxNdim, minNdim, axes, allowLastAxisSqueeze, name);
  }

  /** The same with at most so many axes. */
  public InputSpec maxNdim(int count) {
    return new InputSpec(dtype, shape, ndim, count, minNdim, axes, allowLastAxisSqueeze, name);
  }

  /** The same with at least so many axes. */
  public InputSpec minNdim(int count) {
    return new InputSpec(dtype, shape, ndim, maxNdim, count, axes, allowLastAxisSqueeze, name);
  }

  /** The same with this length along an axis. */
  public InputSpec axis(int axis, int length) {
    Map<Integer, Integer> more = new TreeMap<>(axes);
    more.put(axis, length);
    return new InputSpec(dtype, shape, ndim, maxNdim, minNdim, more, allowLastAxisSqueeze, name);
  }

  /** The same, where a last axis of length 1 may be there or not. */
  public InputSpec allowLastAxisSqueeze(boolean on) {
    return new InputSpec(dtype, shape, ndim, maxNdim, minNdim, axes, on, name);
  }

  /** The same with a name for errors. */
  public InputSpec name(String text) {
    return new InputSpec(dtype, shape, ndim, maxNdim, minNdim, axes, allowLastAxisSqueeze, text);
  }

  /** Throws unless there is an input for every spec, and each is as its spec says. */
  static void check(List<InputSpec> specs, List<Tensor> xs) {
    if (specs.isEmpty()) {
      return;
    }
    if (specs.size() != xs.size()) {
      throw new TensorException(
          "The layer takes %d inputs, but %d came.".formatted(specs.size(), xs.size()));
    }
    for (int i = 0; i < xs.size(); i++) {
      specs.get(i).check(i, xs.get(i));
    }
  }

  private void check(int index, Tensor x) {
    String which = name == null ? "Input %d".formatted(index) : "Input '%s'".formatted(name);
    Shape given = x.shape();
    int rank = given.rank();
    if (dtype != null && dtype != x.dtype()) {
      throw new DTypeException(
          "%s must be %s, but is %s. Cast it: x.cast(DType.%s)"
              .formatted(which, dtype, x.spec(), dtype.name()));
    }
    require(ndim == null || allowLastAxisSqueeze || rank == ndim, which, given, "%d axes", ndim);
    require(maxNdim == null || rank <= maxNdim, which, given, "at most %d axes", maxNdim);
    require(minNdim == null || rank >= minNdim, which, given, "at least %d axes", minNdim);
    axes.forEach(
        (axis, length) ->
            require(
                -rank <= axis && axis < rank && fits(length, given.dim(axis)),
                which,
                given,
                "the length %2$d along axis %1$d",
                axis,
                length));
    if (shape != null) {
      require(fits(squeezed(shape), squeezed(given)), which, given, "the shape %s", shape);
    }
  }

  private Shape squeezed(Shape lengths) {
    int last = lengths.rank() - 1;
    return allowLastAxisSqueeze && last >= 0 && lengths.dim(last) == 1
        ? lengths.slice(0, last)
        : lengths;
  }

  private static boolean fits(Shape wanted, Shape given) {
    boolean fits = wanted.rank() == given.rank();
    for (int i = 0; fits && i < wanted.rank(); i++) {
      fits = fits(wanted.dim(i), given.dim(i));
    }
    return fits;
  }

  private static boolean fits(int wanted, int given) {
    return wanted == given || wanted == Shape.UNKNOWN || given == Shape.UNKNOWN;
  }

  private static void require(
      boolean holds, String which, Shape given, String wanted, @Nullable Object... numbers) {
    if (!holds) {
      throw new ShapeException(
          "%s must have %s, but its shape is %s."
              .formatted(which, wanted.formatted(numbers), given));
    }
  }
}
