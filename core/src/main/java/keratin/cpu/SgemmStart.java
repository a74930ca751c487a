package keratin.cpu;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import keratin.memory.Raw;

/**
 * Stands in for {@link SgemmKernel} until that is compiled, with the same bits.
 *
 * <p>Vectors are objects to the interpreter and the first compiler: the first product of a dense
 * layer would take a second. So the kernels are run on a thread of their own until they are fast,
 * and products use a plain loop meanwhile, which compiles in milliseconds.
 */
final class SgemmStart {
  // Enough that invocations and turns of the loop together call for the last compiler soon.
  private static final int DEPTH = 24;
  private static final int ENOUGH_CALLS = 2_000;
  // Compiled, a call takes 0.1 to 0.2 us; in the first compiler's code more than 50.
  private static final long FAST_NANOS = 10_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  // Read without synchronisation: seeing it late costs speed only.
  private static boolean wideReady;
  private static boolean narrowReady;

  static {
    Thread.ofPlatform().daemon().name("keratin-start").start(SgemmStart::warmUp);
  }

  private SgemmStart() {}

  /** Whether the kernel of that width is compiled. */
  static boolean ready(boolean wide) {
    return wide ? wideReady : narrowReady;
  }

  /** {@link SgemmKernel#multiply} as a plain loop. */
  static void multiply(
      boolean wide, long a, long row, long step, int high, long panel, int depth, float[] tile) {
    int n = wide ? SgemmKernel.COLUMNS : SgemmKernel.LANES;
    Arrays.fill(tile, 0);
    // Heap arrays: accesses by address are calls until the last compiler has seen them.
    float[] b = new float[depth * n];
    Raw.copy(panel, b, 0, b.length);
    for (int r = 0; r < high; r++) {
      for (int p = 0; p < depth; p++) {
        addScaled(Raw.getFloat(a + r * row + p * step), b, p * n, tile, r * n, n);
      }
    }
  }

  /** {@code y[to + i] += scale · x[from + i]}, rounded once. */
  private static void addScaled(float scale, float[] x, int from, float[] y, int to, int n) {
    for (int i = 0; i < n; i++) {
      y[to + i] = Math.fma(scale, x[from + i], y[to + i]);
    }
  }

  private static void warmUp() {
    try (Arena arena = Arena.ofConfined()) {
      long zeros = arena.allocate(4L * (DEPTH + 1) * SgemmKernel.COLUMNS, 64).address();
      wideReady = becomesFast(true, zeros);
      narrowReady = becomesFast(false, zeros);
    }
  }

  private static boolean becomesFast(boolean wide, long zeros) {
    float[] tile = new float[SgemmKernel.ROWS * SgemmKernel.COLUMNS];
    long start = System.nanoTime();
    int fast = 0;
    long before = start;
    for (int call = 0; fast < 8 && before - start < PATIENCE_NANOS; call++) {
      SgemmKernel.multiply(wide, zeros, 4, 4, SgemmKernel.ROWS, zeros, DEPTH, tile);
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
