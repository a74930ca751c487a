package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import keratin.memory.Raw;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DgemmTest {
  private static final int[] SIZES = {0, 1, 3, 13, 17, 207};

  private final SplittableRandom random = new SplittableRandom(8);
  private Arena arena = Arena.ofConfined();
  private int threads;

  @BeforeEach
  void open() {
    arena = Arena.ofConfined();
    threads = Pool.threads();
  }

  @AfterEach
  void close() {
    Pool.setThreads(threads);
    arena.close();
  }

  @Test
  void agreesWithThePlainLoop() {
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int k : SIZES) {
          check(m, n, k, (m + n) % 2 != 0, (n + k) % 2 != 0, (m + k) % 3 - 1);
          check(m, n, k, (m + k) % 2 == 0, n % 3 == 0, 0);
        }
      }
    }
  }

  @Test
  void agreesOverSeveralCacheBlocks() {
    assumeTrue(Tier.vector(), Tier.reason());
    check(70, 2100, 5, false, false, 0);
    check(5, 33, 600, true, false, 1);
    check(300, 40, 520, false, true, -1);
    check(1, 2051, 300, true, true, 0);
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    int m = 200;
    int n = 130;
    int k = 300;
    long a = doubles(m * k);
    long b = doubles(k * n);
    long one = doubles(m * n);
    long two = doubles(m * n);
    Pool.setThreads(1);
    Gemm.dgemm(false, true, m, n, k, a, b, one, 0);
    Pool.setThreads(2);
    Gemm.dgemm(false, true, m, n, k, a, b, two, 0);
    assertThat(read(two, m * n)).isEqualTo(read(one, m * n));
  }

  @Test
  void batchesStepByTheirStrides() {
    int count = 9;
    int m = 12;
    int n = 7;
    int k = 20;
    long a = doubles(count * m * k);
    long b = doubles(k * n);
    long together = doubles(count * m * n);
    long apart = doubles(count * m * n);
    Gemm.dgemmBatched(false, false, count, m, n, k, a, m * k, b, 0, together, m * n, 0);
    for (int i = 0; i < count; i++) {
      Gemm.dgemm(false, false, m, n, k, a + 8L * i * m * k, b, apart + 8L * i * m * n, 0);
    }
    assertThat(read(together, count * m * n)).isEqualTo(read(apart, count * m * n));
  }

  private void check(int m, int n, int k, boolean transA, boolean transB, double beta) {
    long a = doubles(m * k);
    long b = doubles(k * n);
    long c = doubles(m * n);
    long expected = doubles(m * n);
    Raw.copy(c, expected, 8L * m * n);
    Gemm.dgemm(transA, transB, m, n, k, a, b, c, beta);
    ScalarGemm.dgemm(transA, transB, 0, m, m, n, k, a, b, expected, beta);
    for (int i = 0; i < m * n; i++) {
      // |a|, |b| < 1: each of the two sums is off by at most k roundings of a sum below k + 1.
      double bound = 2 * (k + 1.0) * (k + 1.0) * 0x1p-53;
      double got = Raw.getDouble(c + 8L * i);
      double want = Raw.getDouble(expected + 8L * i);
      if (!(Math.abs(got - want) <= bound)) {
        assertThat(got)
            .as("(%d, %d) x (%d, %d) %s %s beta %s at %d", m, k, k, n, transA, transB, beta, i)
            .isEqualTo(want);
      }
    }
  }

  private long doubles(int count) {
    long address = arena.allocate(Math.max(64, 8L * count), 64).address();
    for (int i = 0; i < count; i++) {
      Raw.setDouble(address + 8L * i, random.nextDouble(-1, 1));
    }
    return address;
  }

  private static double[] read(long address, int count) {
    double[] values = new double[count];
    Raw.copy(address, values, 0, count);
    return values;
  }
}
