package keratin.cpu;

import java.lang.foreign.Arena;
import keratin.memory.Raw;

/**
 * A few small products by a kernel, compared bit by bit with plain Java: whether this processor
 * runs the code as it was meant. Takes a few milliseconds, once.
 */
final class KernelCheck {
  private static final int DEPTH = 7;

  private KernelCheck() {}

  /** True if all results are right. */
  static boolean passes(MicroKernel kernel) {
    int lanes = kernel.lanes();
    int[] widths = {1, lanes, lanes + 3, kernel.columns()};
    for (int rows : new int[] {3, kernel.rows()}) {
      for (int width : widths) {
        for (int layout = 0; layout < 4; layout++) {
          if (!passes(kernel, rows, width, (layout & 1) != 0, (layout & 2) != 0)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean passes(
      MicroKernel kernel, int rows, int width, boolean transA, boolean transB) {
    try (Arena arena = Arena.ofConfined()) {
      long a = numbers(arena, rows * DEPTH);
      long b = numbers(arena, width * DEPTH);
      long c = arena.allocate(4L * rows * width, 64).address();
      long panel = arena.allocate(4L * DEPTH * kernel.padded(width), 64).address();
      long rowA = transA ? 4 : 4L * DEPTH;
      long stepA = transA ? 4L * rows : 4;
      long rowB = transB ? 4L * DEPTH : 4L * width;
      kernel.pack(transB, b, rowB, DEPTH, width, panel);
      kernel.multiply(a, rowA, stepA, rows, panel, DEPTH, width, c, 4L * width, 0);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < width; j++) {
          float sum = 0;
          for (int k = 0; k < DEPTH; k++) {
            long element = transB ? j * rowB + 4L * k : k * rowB + 4L * j;
            sum = Math.fma(Raw.getFloat(a + i * rowA + k * stepA), Raw.getFloat(b + element), sum);
          }
          if (sum != Raw.getFloat(c + 4L * (i * width + j))) {
            return false;
          }
        }
      }
      return true;
    }
  }

  private static long numbers(Arena arena, int count) {
    long address = arena.allocate(4L * count, 64).address();
    for (int i = 0; i < count; i++) {
      Raw.setFloat(address + 4L * i, (i * 37 % 101 - 50) / 7f);
    }
    return address;
  }
}
