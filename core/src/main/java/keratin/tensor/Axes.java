package keratin.tensor;

/** Sets of axes as bit masks: comparable, and free to pass around. */
public final class Axes {
  private Axes() {}

  /** The mask of these axes of {@code shape}; no axes at all means all of them. */
  static int mask(Shape shape, int... axes) {
    if (axes.length == 0) {
      return all(shape);
    }
    int mask = 0;
    for (int axis : axes) {
      int bit = 1 << shape.axis(axis);
      if ((mask & bit) != 0) {
        throw new IndexException("axis %d is named twice for the shape %s".formatted(axis, shape));
      }
      mask |= bit;
    }
    return mask;
  }

  static int all(Shape shape) {
    return (1 << shape.rank()) - 1;
  }

  /** The shape that remains when the axes in {@code mask} are reduced away or to 1. */
  static Shape reduced(Shape shape, int mask, boolean keepDims) {
    int[] dims = shape.dims();
    int count = 0;
    for (int i = 0; i < shape.rank(); i++) {
      if ((mask >> i & 1) == 0) {
        dims[count++] = shape.dim(i);
      } else if (keepDims) {
        dims[count++] = 1;
      }
    }
    return Shape.of(java.util.Arrays.copyOf(dims, count));
  }
}
