package keratin.cpu;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import keratin.memory.Raw;

/**
 * GFLOP/s of the matrix products of workload W1 and of a square one, for each kernel, with one
 * thread and with all.
 *
 * <p>The kernels take turns within every round, so that a busy machine slows all of them; of 201
 * rounds the tenth fastest counts. Only ratios within a line and a run mean much.
 */
public final class GemmBenchmark {
  private static final int ROUNDS = 201;
  private static final double ROUND_SECONDS = 0.0005;

  private record Shape(boolean transA, boolean transB, int m, int n, int k) {
    @Override
    public String toString() {
      return "%4d x %4d x %4d %s%s".formatted(m, k, n, transA ? "T" : "N", transB ? "T" : "N");
    }
  }

  private interface Kernel {
    void run(Shape shape, long a, long b, long c);
  }

  private static final Kernel CHOSEN =
      (s, a, b, c) -> Gemm.sgemm(s.transA, s.transB, s.m, s.n, s.k, a, b, c, 0);
  private static final Kernel VECTOR =
      (s, a, b, c) ->
          PanelSgemm.sgemm(
              VectorMicroKernel.INSTANCE, s.transA, s.transB, s.m, s.n, s.k, a, b, c, 0, null);
  private static final Kernel DOUBLE =
      (s, a, b, c) -> VectorDgemm.dgemm(s.transA, s.transB, s.m, s.n, s.k, a, b, c, 0);

  private GemmBenchmark() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    Shape[] shapes = {
      new Shape(false, false, 128, 256, 784),
      new Shape(false, false, 128, 256, 256),
      new Shape(false, false, 128, 10, 256),
      new Shape(true, false, 784, 256, 128),
      new Shape(true, false, 256, 256, 128),
      new Shape(true, false, 256, 10, 128),
      new Shape(false, true, 128, 256, 256),
      new Shape(false, true, 128, 256, 10),
      new Shape(false, false, 1, 256, 784),
      new Shape(false, false, 32, 32, 32),
      new Shape(false, false, 1024, 1024, 1024),
      // As convolutions multiply: pixels x window x filters.
      new Shape(false, false, 4096, 64, 576),
      new Shape(false, false, 4096, 128, 1152),
      new Shape(false, false, 1024, 256, 2304),
      new Shape(false, false, 1024, 512, 4608),
      new Shape(true, false, 576, 64, 4096),
      new Shape(false, true, 4096, 576, 64),
    };
    int all = Pool.threads();
    System.out.println(Tier.reason() + "; " + all + " threads; GFLOP/s, 10th of " + ROUNDS);
    System.out.printf(
        "%-22s %9s %9s %9s %9s %9s%n",
        "m x k x n", "chosen 1", "chosen " + all, "vector 1", "vector " + all, "f64 " + all);
    Kernel[] kernels = {CHOSEN, CHOSEN, VECTOR, VECTOR, DOUBLE};
    int[] threads = {1, all, 1, all, all};
    for (Shape shape : shapes) {
      double[] rates = measure(shape, kernels, threads);
      StringBuilder line = new StringBuilder("%-22s".formatted(shape));
      for (double rate : rates) {
        line.append(String.format(Locale.ROOT, " %9.1f", rate));
      }
      System.out.println(line);
    }
  }

  private static double[] measure(Shape shape, Kernel[] kernels, int[] threads) {
    double flops = 2.0 * shape.m * shape.n * shape.k;
    try (Arena arena = Arena.ofConfined()) {
      long a = operand(arena, shape.m * shape.k);
      long b = operand(arena, shape.k * shape.n);
      long c = operand(arena, shape.m * shape.n);
      double[][] seconds = new double[kernels.length][ROUNDS];
      int[] repeats = new int[kernels.length];
      for (int i = 0; i < kernels.length; i++) {
        Pool.setThreads(threads[i]);
        time(kernels[i], shape, a, b, c, 200_000_000L, Integer.MAX_VALUE);
        double once = time(kernels[i], shape, a, b, c, 20_000_000L, Integer.MAX_VALUE);
        repeats[i] = (int) Math.max(1, ROUND_SECONDS / once);
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < kernels.length; i++) {
          Pool.setThreads(threads[i]);
          kernels[i].run(shape, a, b, c);
          seconds[i][round] = time(kernels[i], shape, a, b, c, Long.MAX_VALUE, repeats[i]);
        }
      }
      double[] rates = new double[kernels.length];
      for (int i = 0; i < kernels.length; i++) {
        Arrays.sort(seconds[i]);
        rates[i] = flops / seconds[i][ROUNDS / 20] * 1e-9;
      }
      return rates;
    }
  }

  /** Seconds per call, over at most {@code repeats} calls and at least one. */
  private static double time(
      Kernel kernel, Shape shape, long a, long b, long c, long nanos, int repeats) {
    long start = System.nanoTime();
    int count = 0;
    do {
      kernel.run(shape, a, b, c);
      count++;
    } while (count < repeats && System.nanoTime() - start < nanos);
    return (System.nanoTime() - start) * 1e-9 / count;
  }

  private static long operand(Arena arena, int count) {
    SplittableRandom random = new SplittableRandom(count);
    // Room for doubles, filled with floats: read as doubles, pairs of them are ordinary numbers
    // too.
    long address = arena.allocate(8L * count, 64).address();
    for (int i = 0; i < 2 * count; i++) {
      Raw.setFloat(address + 4L * i, (float) random.nextDouble(-1, 1));
    }
    return address;
  }
}
