package keratin.cpu;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import keratin.memory.Raw;

/**
 * Stands in for the vector kernels of products until they are compiled, with the same bits.
 *
 * <p>Vectors are objects to the interpreter and the first compiler: the first product of a dense
 * layer would take a second. So the kernels are run on a thread of their own until they are fast,
 * and products use a plain loop meanwhile, which compiles in milliseconds.
 */
final class SgemmStart {
  // Enough that invocations and turns of the loop together call for the last compiler soon.
  private static final int DEPTH = 24;
  private static final int ENOUGH_CALLS = 2_000;
  // Compiled, a call takes about 0.3 us; in the first compiler's code more than 50.
  private static final long FAST_NANOS = 10_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  // Read without synchronisation: seeing it late costs speed only.
  private static final boolean[] READY = new boolean[4];

  static {
    Thread.ofPlatform().daemon().name("keratin-start").start(SgemmStart::warmUp);
  }

  private SgemmStart() {}

  /** Whether the kernels for panels of that width and orientation are compiled. */
  static boolean ready(boolean wide, boolean transB) {
    return READY[(wide ? 2 : 0) + (transB ? 1 : 0)];
  }

  /**
   * What {@link VectorMicroKernel} does with a panel, as plain loops: {@code C = op(A) · op(B) +
   * beta · C} for {@code rows} rows, {@code width} columns and {@code depth} steps of k.
   *
   * @param a first element of op(A)'s part; {@code rowA} and {@code stepA} bytes from a row and
   *     from a step to the next
   * @param b first element of op(B)'s part, {@code rowB} bytes between stored rows
   * @param c first element of C's part, {@code rowC} bytes between rows
   */
  static void panel(
      boolean transB,
      long rows,
      int width,
      int depth,
      long a,
      long rowA,
      long stepA,
      long b,
      long rowB,
      long c,
      long rowC,
      float beta) {
    // Heap arrays: accesses by address are calls until the last compiler has seen them.
    float[] packed = new float[depth * width];
    pack(transB, width, depth, b, rowB, packed);
    float[] sums = new float[width];
    float[] old = new float[width];
    for (long i = 0; i < rows; i++) {
      Arrays.fill(sums, 0);
      for (int p = 0; p < depth; p++) {
        addScaled(Raw.getFloat(a + i * rowA + p * stepA), packed, p * width, sums);
      }
      if (beta != 0) {
        Raw.copy(c + i * rowC, old, 0, width);
        for (int x = 0; x < width; x++) {
          sums[x] += beta * old[x];
        }
      }
      Raw.copy(sums, 0, c + i * rowC, width);
    }
  }

  private static void pack(
      boolean transB, int width, int depth, long b, long rowB, float[] packed) {
    if (!transB) {
      for (int p = 0; p < depth; p++) {
        Raw.copy(b + p * rowB, packed, p * width, width);
      }
      return;
    }
    float[] column = new float[depth];
    for (int x = 0; x < width; x++) {
      Raw.copy(b + x * rowB, column, 0, depth);
      for (int p = 0; p < depth; p++) {
        packed[p * width + x] = column[p];
      }
    }
  }

  /** {@code y[i] += scale · x[from + i]}, rounded once. */
  private static void addScaled(float scale, float[] x, int from, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(scale, x[from + i], y[i]);
    }
  }

  private static void warmUp() {
    try (Arena arena = Arena.ofConfined()) {
      long zeros = arena.allocate(4L * DEPTH * SgemmKernel.COLUMNS, 64).address();
      long c = arena.allocate(4L * SgemmKernel.ROWS * SgemmKernel.COLUMNS, 64).address();
      long panel = arena.allocate(4L * DEPTH * SgemmKernel.COLUMNS, 64).address();
      for (boolean transB : new boolean[] {false, true}) {
        for (boolean wide : new boolean[] {true, false}) {
          READY[(wide ? 2 : 0) + (transB ? 1 : 0)] =
              becomesFast(VectorMicroKernel.panel(wide, transB, DEPTH, zeros, c, panel));
        }
      }
    }
  }

  private static boolean becomesFast(Runnable panel) {
    long start = System.nanoTime();
    int fast = 0;
    long before = start;
    for (int call = 0; fast < 8 && before - start < PATIENCE_NANOS; call++) {
      panel.run();
      long now = System.nanoTime();
      fast = now - before < FAST_NANOS ? fast + 1 : 0;
      before = now;
      if (fast == 0 && call > ENOUGH_CALLS) {
        // The compiler is at work and needs the processor more.
        LockSupport.parkNanos(1_000_000);
        before = System.nanoTime();
      }
    }
    return fast == 8;
  }
}
