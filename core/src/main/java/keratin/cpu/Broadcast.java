package keratin.cpu;

import keratin.tensor.Shape;

/** Walks a shape in row-major order and keeps the matching offsets of operands that stretch. */
final class Broadcast {
  private final int[] dims;
  private final int[] position;
  private final long[][] strides;
  private final long[] offsets;

  Broadcast(Shape shape, Shape... operands) {
    this(shape, aligned(shape, operands));
  }

  Broadcast(Shape shape, long[][] strides) {
    this.dims = shape.dims();
    this.position = new int[dims.length];
    this.strides = strides;
    this.offsets = new long[strides.length];
  }

  /** The distance between neighbours along every axis, in elements. */
  static long[] strides(Shape shape) {
    long[] strides = new long[shape.rank()];
    long stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape.dim(i);
    }
    return strides;
  }

  private static long[][] aligned(Shape shape, Shape[] operands) {
    long[][] aligned = new long[operands.length][shape.rank()];
    for (int k = 0; k < operands.length; k++) {
      long[] own = strides(operands[k]);
      int shift = shape.rank() - operands[k].rank();
      for (int i = 0; i < own.length; i++) {
        aligned[k][i + shift] = operands[k].dim(i) == 1 ? 0 : own[i];
      }
    }
    return aligned;
  }

  /** The offset of operand {@code k} in elements. */
  long at(int k) {
    return offsets[k];
  }

  void next() {
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      if (++position[axis] < dims[axis]) {
        for (int k = 0; k < offsets.length; k++) {
          offsets[k] += strides[k][axis];
        }
        return;
      }
      position[axis] = 0;
      for (int k = 0; k < offsets.length; k++) {
        offsets[k] -= strides[k][axis] * (dims[axis] - 1);
      }
    }
  }
}
