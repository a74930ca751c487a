package keratin.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A window that moves over the spatial axes of {@code (batch, spatial…, channels)}: what
 * convolutions and pooling have in common.
 *
 * @param size its length along every spatial axis
 * @param strides how far it moves
 * @param dilations the distance between neighbours inside it
 * @param same true to pad with zeros so that a stride of 1 keeps the lengths, as TensorFlow does:
 *     the odd element of padding comes last
 * @param pads elements of padding before and after every axis, {@code before, after, before, …};
 *     zeros with {@code same}, which depends on the lengths
 */
public record Window(Ints size, Ints strides, Ints dilations, boolean same, Ints pads) {
  private static final int MOST = 1 << 24;

  /** Refuses lengths below 1, negative padding, and what no memory holds. */
  public Window {
    if (size.length() != strides.length()
        || size.length() != dilations.length()
        || pads.length() != 2 * size.length()) {
      throw new ShapeException(
          "window: size %s, strides %s and dilations %s must be of one length, and padding %s of twice it."
              .formatted(size, strides, dilations, pads));
    }
    long count = 1;
    for (int i = 0; i < size.length(); i++) {
      if (size.get(i) < 1 || strides.get(i) < 1 || dilations.get(i) < 1) {
        throw new ShapeException(
            "window: size %s, strides %s and dilations %s must be at least 1."
                .formatted(size, strides, dilations));
      }
      count *= size.get(i);
      long span = (size.get(i) - 1L) * dilations.get(i) + 1;
      if (count > MOST || span > MOST || Math.max(pads.get(2 * i), pads.get(2 * i + 1)) > MOST) {
        throw new ShapeException(
            "window: size %s with dilations %s and padding %s is too large; %d elements are the most."
                .formatted(size, dilations, pads, MOST));
      }
      if (pads.get(2 * i) < 0 || pads.get(2 * i + 1) < 0) {
        throw new ShapeException(
            "window: the padding (%d, %d) of spatial axis %d is negative. Use a slice to cut."
                .formatted(pads.get(2 * i), pads.get(2 * i + 1), i));
      }
      if (same && pads.get(2 * i) + pads.get(2 * i + 1) > 0) {
        throw new ShapeException(
            "window: padding is either \"same\" or numbers, but both came: %s.".formatted(pads));
      }
    }
  }

  /** A window without padding, or with that of "same". */
  public Window(Ints size, Ints strides, Ints dilations, boolean same) {
    this(size, strides, dilations, same, Ints.of(new int[2 * size.length()]));
  }

  /** The number of spatial axes. */
  public int rank() {
    return size.length();
  }

  /** The elements that the window spans along an axis. */
  public int span(int axis) {
    return (size.get(axis) - 1) * dilations.get(axis) + 1;
  }

  /** How many places the window takes on an axis of this length. */
  public int places(int axis, int length) {
    if (length == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    int stride = strides.get(axis);
    if (same) {
      return Math.ceilDiv(length, stride);
    }
    int moves = length + pads.get(2 * axis) + pads.get(2 * axis + 1) - span(axis);
    return moves < 0 ? 0 : moves / stride + 1;
  }

  /** The padding before and after an axis of this length. */
  public int[] padding(int axis, int length) {
    if (!same) {
      return new int[] {pads.get(2 * axis), pads.get(2 * axis + 1)};
    }
    int total = Math.max(0, (places(axis, length) - 1) * strides.get(axis) + span(axis) - length);
    return new int[] {total / 2, total - total / 2};
  }

  /** How many elements of an axis of this length lie under the window at each of its places. */
  public int[] counts(int axis, int length) {
    int[] counts = new int[places(axis, length)];
    int before = padding(axis, length)[0];
    for (int place = 0; place < counts.length; place++) {
      for (int k = 0; k < size.get(axis); k++) {
        int at = place * strides.get(axis) + k * dilations.get(axis) - before;
        counts[place] += at >= 0 && at < length ? 1 : 0;
      }
    }
    return counts;
  }

  /** The shape with every spatial axis replaced by the number of places. */
  Shape places(String op, Shape x) {
    if (x.rank() != rank() + 2) {
      throw new ShapeException(
          "%s: with %d spatial axes x must be (batch, %schannels), but its shape is %s."
              .formatted(op, rank(), "length, ".repeat(rank()), x));
    }
    Shape out = x;
    for (int i = 0; i < rank(); i++) {
      int length = x.dim(i + 1);
      out = out.with(i + 1, places(i, length));
      int padding = pads.get(2 * i) + pads.get(2 * i + 1);
      if (!same && length != Shape.UNKNOWN && length + padding < span(i)) {
        throw new ShapeException(
            ("%s: the window spans %d elements, but axis %d of the shape %s has %d%s.\n"
                    + "  Use a smaller window, or padding \"same\".")
                .formatted(
                    op,
                    span(i),
                    i + 1,
                    x,
                    length,
                    padding == 0 ? "" : " and %d of padding".formatted(padding)));
      }
    }
    return out;
  }

  /** The shape that the windows of {@code y} must have come from, where lengths are known. */
  void checkPlaces(String op, Shape x, Shape y) {
    Shape places = places(op, x);
    boolean fits = y.rank() == places.rank();
    for (int i = 0; fits && i <= rank(); i++) {
      int length = y.dim(i);
      fits = length == places.dim(i) || length == Shape.UNKNOWN || places.dim(i) == Shape.UNKNOWN;
    }
    if (!fits) {
      throw new ShapeException(
          "%s: the window takes %s places on %s, but dy is %s."
              .formatted(op, places.slice(1, rank() + 1), x, y));
    }
  }

  /** {@code x} with the padding. */
  Tensor padded(Tensor x, double value) {
    Ints before = padding(x.shape(), 0);
    Ints after = padding(x.shape(), 1);
    boolean any = Arrays.stream(before.toArray()).sum() + Arrays.stream(after.toArray()).sum() > 0;
    return any ? Engine.run(new Pad(before, after, value), x) : x;
  }

  /** The padding of all axes of the shape, before (side 0) or after (1). */
  private Ints padding(Shape x, int side) {
    int[] padding = new int[x.rank()];
    for (int i = 0; i < rank(); i++) {
      padding[i + 1] = padding(i, x.dim(i + 1))[side];
    }
    return Ints.of(padding);
  }

  /**
   * For every element of the window, in row-major order, what lies under it at all places: shape
   * {@code (batch, places…, channels)} each.
   *
   * @param x padded
   * @param places the shape of the result
   */
  Tensor[] views(Tensor x, Shape places) {
    Tensor[] views = new Tensor[count()];
    Ints steps = steps();
    int[] lengths = places.with(0, x.shape().dim(0)).with(-1, x.shape().dim(-1)).dims();
    boolean whole = views.length == 1 && Arrays.equals(lengths, x.shape().dims());
    for (int p = 0; p < views.length; p++) {
      views[p] = whole ? x : Engine.run(new Slice(begin(p), Ints.of(lengths), steps), x);
    }
    return views;
  }

  /**
   * The transpose of {@link #padded} and {@link #views}: adds every part where its view came from;
   * what fell into the padding is lost.
   *
   * @param parts one per element of the window, {@code (batch, places…, channels)}; null for zeros
   * @param x the shape of the result
   */
  Tensor gathered(@Nullable Tensor[] parts, Shape x) {
    Ints before = padding(x, 0);
    Shape padded = x;
    for (int i = 1; i <= rank(); i++) {
      padded = padded.with(i, before.get(i) + x.dim(i) + padding(x, 1).get(i));
    }
    Ints steps = steps();
    Tensor sum = null;
    for (int p = 0; p < parts.length; p++) {
      Tensor part = parts[p];
      if (part != null) {
        boolean whole = part.shape().equals(padded);
        Tensor spread = whole ? part : Engine.run(new SliceScatter(begin(p), steps, padded), part);
        sum = sum == null ? spread : sum.add(spread);
      }
    }
    if (sum == null) {
      throw new IllegalStateException("a window of no elements");
    }
    return padded.equals(x)
        ? sum
        : Engine.run(new Slice(before, Ints.of(x.dims()), Ints.repeat(1, x.rank())), sum);
  }

  /** How many elements are under the window. */
  public int count() {
    int count = 1;
    for (int i = 0; i < rank(); i++) {
      count *= size.get(i);
    }
    return count;
  }

  private Ints steps() {
    int[] steps = new int[rank() + 2];
    Arrays.fill(steps, 1);
    for (int i = 0; i < rank(); i++) {
      steps[i + 1] = strides.get(i);
    }
    return Ints.of(steps);
  }

  /** Where element {@code p} of the window is at the first place. */
  private Ints begin(int p) {
    int[] begin = new int[rank() + 2];
    int rest = p;
    for (int i = rank() - 1; i >= 0; i--) {
      begin[i + 1] = rest % size.get(i) * dilations.get(i);
      rest /= size.get(i);
    }
    return Ints.of(begin);
  }
}
