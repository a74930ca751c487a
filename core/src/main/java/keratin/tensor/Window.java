package keratin.tensor;

import java.util.Arrays;

/**
 * A window that moves over the spatial axes of {@code (batch, spatial…, channels)}: what
 * convolutions and pooling have in common.
 *
 * @param size its length along every spatial axis
 * @param strides how far it moves
 * @param dilations the distance between neighbours inside it
 * @param same true to pad with zeros so that a stride of 1 keeps the lengths, as TensorFlow does:
 *     the odd element of padding comes last
 */
public record Window(Ints size, Ints strides, Ints dilations, boolean same) {
  /** Refuses lengths below 1. */
  public Window {
    if (size.length() != strides.length() || size.length() != dilations.length()) {
      throw new ShapeException(
          "window: size %s, strides %s and dilations %s must be of one length."
              .formatted(size, strides, dilations));
    }
    for (int i = 0; i < size.length(); i++) {
      if (size.get(i) < 1 || strides.get(i) < 1 || dilations.get(i) < 1) {
        throw new ShapeException(
            "window: size %s, strides %s and dilations %s must be at least 1."
                .formatted(size, strides, dilations));
      }
    }
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
    return same
        ? (length + stride - 1) / stride
        : Math.max(0, (length - span(axis) + stride) / stride);
  }

  /** The padding before and after an axis of this length. */
  public int[] padding(int axis, int length) {
    if (!same) {
      return new int[2];
    }
    int total = Math.max(0, (places(axis, length) - 1) * strides.get(axis) + span(axis) - length);
    return new int[] {total / 2, total - total / 2};
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
      if (!same && length != Shape.UNKNOWN && length < span(i)) {
        throw new ShapeException(
            ("%s: the window spans %d elements, but axis %d of the shape %s has %d.\n"
                    + "  Use a smaller window, or padding \"same\".")
                .formatted(op, span(i), i + 1, x, length));
      }
    }
    return out;
  }

  /** {@code x} with the padding. */
  Tensor padded(Tensor x, double value) {
    int[] before = new int[x.rank()];
    int[] after = new int[x.rank()];
    boolean any = false;
    for (int i = 0; i < rank(); i++) {
      int[] padding = padding(i, x.shape().dim(i + 1));
      before[i + 1] = padding[0];
      after[i + 1] = padding[1];
      any |= padding[0] + padding[1] > 0;
    }
    return any ? Engine.run(new Pad(Ints.of(before), Ints.of(after), value), x) : x;
  }

  /**
   * For every element of the window, in row-major order, what lies under it at all places: shape
   * {@code (batch, places…, channels)} each.
   *
   * @param x padded
   * @param places the shape of the result
   */
  Tensor[] views(Tensor x, Shape places) {
    int count = 1;
    for (int i = 0; i < rank(); i++) {
      count *= size.get(i);
    }
    Tensor[] views = new Tensor[count];
    int[] steps = new int[x.rank()];
    Arrays.fill(steps, 1);
    for (int i = 0; i < rank(); i++) {
      steps[i + 1] = strides.get(i);
    }
    int[] lengths = places.with(0, x.shape().dim(0)).with(-1, x.shape().dim(-1)).dims();
    boolean whole = count == 1 && Arrays.equals(lengths, x.shape().dims());
    for (int p = 0; p < count; p++) {
      int[] begin = new int[x.rank()];
      int rest = p;
      for (int i = rank() - 1; i >= 0; i--) {
        begin[i + 1] = rest % size.get(i) * dilations.get(i);
        rest /= size.get(i);
      }
      views[p] =
          whole ? x : Engine.run(new Slice(Ints.of(begin), Ints.of(lengths), Ints.of(steps)), x);
    }
    return views;
  }
}
