package keratin.tensor;

import java.util.Arrays;

/**
 * The lengths of a tensor's axes, outermost first; {@code ()} is a scalar.
 *
 * <p>A length of {@link #UNKNOWN} prints as {@code None}: the batch of a model that was not called
 * yet.
 */
public final class Shape {
  /** The length of an axis that is not known yet. */
  public static final int UNKNOWN = -1;

  /** The shape of one number. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;
  private final long size;

  private Shape(int[] dims) {
    this.dims = dims;
    long product = 1;
    for (int d : dims) {
      if (d == UNKNOWN) {
        product = UNKNOWN;
        break;
      }
      if (d < 0) {
        throw new ShapeException("A shape cannot have the length %d: %s".formatted(d, text(dims)));
      }
      if (d > 0 && product > Long.MAX_VALUE / d) {
        throw new ShapeException("A shape cannot have that many elements: " + text(dims));
      }
      product *= d;
    }
    this.size = product;
  }

  /** The shape with these lengths. */
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** The number of axes. */
  public int rank() {
    return dims.length;
  }

  /** The number of elements, or {@link #UNKNOWN}. */
  public long size() {
    return size;
  }

  /** True if every length is known. */
  public boolean isKnown() {
    return size != UNKNOWN;
  }

  /**
   * The length of an axis; negative axes count from the end.
   *
   * @throws IndexException if there is no such axis
   */
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /** The lengths, as a copy. */
  public int[] dims() {
    return dims.clone();
  }

  /**
   * Turns a negative axis into the positive one it means.
   *
   * @throws IndexException if there is no such axis
   */
  public int axis(int axis) {
    int positive = axis < 0 ? axis + dims.length : axis;
    if (positive < 0 || positive >= dims.length) {
      throw new IndexException(
          "axis %d is out of range for the shape %s, which has %d %s"
              .formatted(axis, this, dims.length, dims.length == 1 ? "axis" : "axes"));
    }
    return positive;
  }

  /** This shape with one length replaced. */
  public Shape with(int axis, int length) {
    int[] changed = dims.clone();
    changed[axis(axis)] = length;
    return new Shape(changed);
  }

  /** The axes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Shape slice(int from, int to) {
    return new Shape(Arrays.copyOfRange(dims, from, to));
  }

  /** The axes of this shape followed by {@code more}. */
  public Shape append(int... more) {
    int[] joined = Arrays.copyOf(dims, dims.length + more.length);
    System.arraycopy(more, 0, joined, dims.length, more.length);
    return new Shape(joined);
  }

  /** This shape with axes of length {@code length} inserted in front. */
  public Shape prepend(int length) {
    int[] joined = new int[dims.length + 1];
    joined[0] = length;
    System.arraycopy(dims, 0, joined, 1, dims.length);
    return new Shape(joined);
  }

  /** The product of the lengths from {@code from} (inclusive) to {@code to} (exclusive). */
  public long sizeOf(int from, int to) {
    long product = 1;
    for (int i = from; i < to; i++) {
      product *= dims[i];
    }
    return product;
  }

  /**
   * The shape that {@code a} and {@code b} broadcast to, by NumPy's rule: axes are aligned at the
   * end, and a length of 1 stretches.
   *
   * @throws ShapeException naming {@code op} if they do not fit
   */
  public static Shape broadcast(String op, Shape a, Shape b) {
    if (a == b || Arrays.equals(a.dims, b.dims)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] out = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int x = i <= a.rank() ? a.dims[a.rank() - i] : 1;
      int y = i <= b.rank() ? b.dims[b.rank() - i] : 1;
      if (x == y || y == 1) {
        out[rank - i] = x;
      } else if (x == 1) {
        out[rank - i] = y;
      } else if (x == UNKNOWN || y == UNKNOWN) {
        out[rank - i] = Math.max(x, y);
      } else {
        throw new ShapeException(
            ("%s: Incompatible shapes: %s vs. %s\n"
                    + "  Axes are aligned at the end; two lengths fit if they are equal or one of"
                    + " them is 1. Here %d meets %d.")
                .formatted(op, brackets(a), brackets(b), x, y));
      }
    }
    return Arrays.equals(out, a.dims) ? a : Arrays.equals(out, b.dims) ? b : new Shape(out);
  }

  private static String brackets(Shape shape) {
    return Arrays.toString(shape.dims).replace(" ", "");
  }

  private static String text(int[] dims) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < dims.length; i++) {
      text.append(i > 0 ? ", " : "").append(dims[i] == UNKNOWN ? "None" : dims[i]);
    }
    return text.append(dims.length == 1 ? ",)" : ")").toString();
  }

  /** True if both may be the same shape: as many axes, and no two known lengths that differ. */
  public boolean agrees(Shape other) {
    boolean agree = dims.length == other.dims.length;
    for (int i = 0; agree && i < dims.length; i++) {
      agree = dims[i] == other.dims[i] || dims[i] == UNKNOWN || other.dims[i] == UNKNOWN;
    }
    return agree;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape s && Arrays.equals(dims, s.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** {@code (32, 784)}, {@code (10,)}, {@code (None, 10)}. */
  @Override
  public String toString() {
    return text(dims);
  }
}
