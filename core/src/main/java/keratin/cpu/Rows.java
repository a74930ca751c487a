package keratin.cpu;

import keratin.tensor.Shape;

/**
 * How operands that stretch to a shape lie in memory: rows of the shape, along each of which every
 * operand either runs from element to element or stands still. Axes that all operands walk alike
 * are merged, so that rows are as long as they can be.
 */
final class Rows {
  private final long[] dims;
  private final long[][] strides;
  private final boolean[] runs;
  private final int inner;
  private final long count;

  private Rows(int rank, long[] dims, long[][] strides) {
    int last = rank - 1;
    this.inner = rank == 0 ? 1 : Math.toIntExact(dims[last]);
    this.runs = new boolean[strides.length];
    this.strides = strides;
    for (int k = 0; k < strides.length; k++) {
      runs[k] = rank == 0 || strides[k][last] != 0;
    }
    this.dims = java.util.Arrays.copyOf(dims, Math.max(0, last));
    long rows = 1;
    for (long dim : this.dims) {
      rows *= dim;
    }
    this.count = rank > 0 && dims[last] == 0 ? 0 : rows;
  }

  static Rows of(Shape shape, Shape... operands) {
    int rank = shape.rank();
    long[][] strides = new long[operands.length][rank];
    for (int k = 0; k < operands.length; k++) {
      long[] own = Broadcast.strides(operands[k]);
      int shift = rank - own.length;
      for (int i = 0; i < own.length; i++) {
        strides[k][i + shift] = operands[k].dim(i) == 1 ? 0 : own[i];
      }
    }
    return merged(shape.dims(), strides);
  }

  /** Rows of a shape that one operand walks with these strides; the last axis must run. */
  private static Rows merged(int[] shape, long[][] strides) {
    long[] dims = new long[shape.length];
    int rank = 0;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 1) {
        continue;
      }
      // Kernels count the elements of a row in ints.
      boolean joins = rank > 0 && dims[rank - 1] * shape[i] <= 1 << 30;
      for (long[] stride : strides) {
        joins = joins && stride[rank - 1] == stride[i] * shape[i];
      }
      if (!joins) {
        rank++;
      }
      dims[rank - 1] = joins ? dims[rank - 1] * shape[i] : shape[i];
      for (long[] stride : strides) {
        stride[rank - 1] = stride[i];
      }
    }
    return new Rows(rank, dims, strides);
  }

  /** The length of a row. */
  int inner() {
    return inner;
  }

  /** The number of rows. */
  long count() {
    return count;
  }

  /** True if operand {@code k} has neighbours along a row, false if one element serves it all. */
  boolean runs(int k) {
    return runs[k];
  }

  /** Where operand {@code k} begins in a row, in elements. */
  long offset(int k, long row) {
    long[] stride = strides[k];
    long rest = row;
    long offset = 0;
    for (int axis = dims.length - 1; axis > 0; axis--) {
      offset += rest % dims[axis] * stride[axis];
      rest /= dims[axis];
    }
    return dims.length == 0 ? 0 : offset + rest * stride[0];
  }

  /** True if every operand's rows begin at equal distances: {@link #step}. */
  boolean isEven() {
    return dims.length == 1;
  }

  /** The distance between the beginnings of operand {@code k}'s rows, in elements. */
  long step(int k) {
    return strides[k][0];
  }

  /** Rows that together have at least {@code elements} elements. */
  long grain(long elements) {
    return Math.max(1, elements / Math.max(1, inner));
  }
}
