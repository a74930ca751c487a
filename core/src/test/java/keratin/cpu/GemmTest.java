package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import keratin.memory.Raw;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GemmTest {
  private static final int[] SIZES = {0, 1, 3, 13, 17, 207};
  private static final float[] BETAS = {0, 1, -0.5f};

  private final SplittableRandom random = new SplittableRandom(7);
  private Arena arena = Arena.ofConfined();
  private int threads;

  @BeforeEach
  void open() {
    arena = Arena.ofConfined();
    threads = Pool.threads();
    Pool.setThreads(2);
  }

  @AfterEach
  void close() {
    Pool.setThreads(threads);
    arena.close();
  }

  /** The ways to a product of float32 matrices. */
  enum Path {
    CHOSEN {
      @Override
      void run(Product p, long c, float beta) {
        Gemm.sgemm(p.transA, p.transB, p.m, p.n, p.k, p.a, p.b, c, beta);
      }
    },
    VECTOR {
      @Override
      void run(Product p, long c, float beta) {
        assumeTrue(Tier.vector(), Tier.reason());
        run(VectorMicroKernel.INSTANCE, p, c, beta);
      }
    },
    NATIVE {
      @Override
      void run(Product p, long c, float beta) {
        assumeTrue(NativeMicroKernel.available(), NativeMicroKernel.reason());
        run(NativeMicroKernel.instance(), p, c, beta);
      }
    },
    ONEDNN {
      @Override
      void run(Product p, long c, float beta) {
        assumeTrue(OneDnn.available(), OneDnn.reason());
        long lda = p.transA ? p.m : p.k;
        long ldb = p.transB ? p.k : p.n;
        OneDnn.sgemm(p.transA, p.transB, p.m, p.n, p.k, 1, p.a, lda, p.b, ldb, beta, c, p.n);
      }
    },
    BATCHED {
      @Override
      void run(Product p, long c, float beta) {
        Gemm.sgemmBatched(p.transA, p.transB, 1, p.m, p.n, p.k, p.a, 0, p.b, 0, c, p.m * p.n, beta);
      }
    };

    abstract void run(Product product, long c, float beta);

    static void run(MicroKernel kernel, Product p, long c, float beta) {
      PanelSgemm.sgemm(kernel, p.transA, p.transB, p.m, p.n, p.k, p.a, p.b, c, beta, null);
    }
  }

  /** Two matrices of random numbers in [-1, 1). */
  private record Product(boolean transA, boolean transB, long m, long n, long k, long a, long b) {}

  @ParameterizedTest
  @EnumSource
  void agreesWithThePlainLoop(Path path) {
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int k : SIZES) {
          for (int flags = 0; flags < 4; flags++) {
            if (path != Path.CHOSEN && path != Path.BATCHED && m * n * k == 0) {
              continue; // the driver keeps empty products away from them
            }
            Product p = product((flags & 1) != 0, (flags & 2) != 0, m, n, k);
            check(path, p, BETAS[(m + n + k + flags) % 3]);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreesOverSeveralCacheBlocks(Path path) {
    check(path, product(false, false, 70, 2100, 5), 0);
    check(path, product(true, false, 5, 33, 600), 1);
    check(path, product(false, true, 300, 40, 520), -0.5f);
    check(path, product(true, true, 1, 2051, 300), 0);
    // B packed once.
    check(path, product(false, false, 500, 257, 700), 1);
    check(path, product(true, true, 401, 400, 513), 0);
    // Cut along k, in even and uneven parts.
    check(path, product(true, false, 33, 70, 4099), 1);
    check(path, product(true, false, 100, 20, 8192), -0.5f);
    check(path, product(true, false, 5, 9, 2048), 0);
  }

  private void check(Path path, Product p, float beta) {
    int size = (int) (p.m * p.n);
    float[] before = values(size);
    float[] expected = plain(p, before, beta);
    long c = floats(before);
    path.run(p, c, beta);
    // A sum of k products is off by at most k roundings of the sum of the magnitudes, in either.
    float[] magnitude = magnitudes(p, before, beta);
    for (int i = 0; i < size; i++) {
      float bound = (2 * p.k + 2) * 0x1p-24f * magnitude[i];
      float got = Raw.getFloat(c + 4L * i);
      if (!(Math.abs(got - expected[i]) <= bound)) {
        assertThat(got).as("%s beta %s element %d", p, beta, i).isEqualTo(expected[i]);
      }
    }
  }

  @Test
  void thePlainLoopIsTheDefinition() {
    long a = floats(1, 2, 3, 4, 5, 6);
    long b = floats(1, 0, -1, 2, 1, 0);
    long c = floats(10, 20, 30, 40);
    ScalarGemm.sgemm(false, false, 0, 2, 2, 2, 3, a, b, c, 0);
    assertThat(read(c, 4)).containsExactly(2, 4, 5, 10);
    ScalarGemm.sgemm(true, true, 0, 2, 2, 2, 3, a, b, c, 2);
    // a as (3, 2) transposed, b as (2, 3) transposed
    assertThat(read(c, 4)).containsExactly(-4 + 4, 5 + 8, -4 + 10, 8 + 20);
  }

  @ParameterizedTest
  @EnumSource(names = {"CHOSEN", "VECTOR", "NATIVE", "BATCHED"})
  void oldContentsAreNotReadWithoutBeta(Path path) {
    Product p = product(false, false, 17, 13, 40);
    float[] garbage = new float[17 * 13];
    Arrays.fill(garbage, Float.NaN);
    long c = floats(garbage);
    path.run(p, c, 0);
    for (float value : read(c, 17 * 13)) {
      assertThat(value).isNotNaN();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nanAndInfinityStayInTheirRowsAndColumns(Path path) {
    int m = 37;
    int n = 45;
    int k = 50;
    for (int flags = 0; flags < 4; flags++) {
      boolean transA = (flags & 1) != 0;
      boolean transB = (flags & 2) != 0;
      Product p = product(transA, transB, m, n, k);
      Raw.setFloat(p.a + 4L * (transA ? 7 * m + 36 : 36 * k + 7), Float.NaN);
      Raw.setFloat(p.b + 4L * (transB ? 44 * k + 3 : 3 * n + 44), Float.POSITIVE_INFINITY);
      long c = floats(new float[m * n]);
      path.run(p, c, 0);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          float value = Raw.getFloat(c + 4L * (i * n + j));
          if (i == 36) {
            assertThat(value).isNaN();
          } else if (j == 44) {
            assertThat(Float.isInfinite(value)).isTrue();
          } else {
            assertThat(Float.isFinite(value)).isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CHOSEN", "VECTOR", "NATIVE"})
  void anyNumberOfThreadsGivesTheSameBits(Path path) {
    int[][] shapes = {
      {128, 256, 784},
      {784, 256, 128},
      {128, 10, 256},
      {1, 700, 500},
      {700, 1, 500},
      {17, 13, 9},
      {500, 257, 700},
      {40, 70, 2500}
    };
    for (int[] shape : shapes) {
      for (int flags = 0; flags < 4; flags++) {
        Product p = product((flags & 1) != 0, (flags & 2) != 0, shape[0], shape[1], shape[2]);
        int size = shape[0] * shape[1];
        long one = floats(new float[size]);
        long more = floats(new float[size]);
        Pool.setThreads(1);
        path.run(p, one, 0);
        for (int count = 2; count <= 3; count++) {
          Pool.setThreads(count);
          path.run(p, more, 0);
          assertThat(read(more, size)).isEqualTo(read(one, size));
        }
      }
    }
  }

  @Test
  void machineCodeHasTheBitsOfTheVectorApi() {
    assumeTrue(NativeMicroKernel.available(), NativeMicroKernel.reason());
    assumeTrue(Tier.vector(), Tier.reason());
    for (int m : new int[] {4, 6, 13, 207}) {
      for (int n : new int[] {3, 8, 10, 16, 31, 207}) {
        for (int k : new int[] {1, 3, 70, 700}) {
          for (int flags = 0; flags < 4; flags++) {
            Product p = product((flags & 1) != 0, (flags & 2) != 0, m, n, k);
            float beta = BETAS[(m + n + k + flags) % 3];
            float[] before = values(m * n);
            long one = floats(before);
            long two = floats(before);
            Path.VECTOR.run(p, one, beta);
            Path.NATIVE.run(p, two, beta);
            assertThat(read(two, m * n)).as("%s beta %s", p, beta).isEqualTo(read(one, m * n));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 33, 207})
  void theEpilogueSeesEveryFinishedElementOnce(int m) {
    int n = 96;
    int k = 300;
    for (boolean transB : new boolean[] {false, true}) {
      Product p = product(false, transB, m, n, k);
      for (boolean vector : new boolean[] {false, true}) {
        if (vector && !Tier.vector()) {
          continue;
        }
        float[] expected = plain(p, new float[m * n], 0);
        long c = floats(new float[m * n]);
        var seen = new AtomicIntegerArray(m * n);
        Gemm.Epilogue addHundred =
            (row, rowEnd, column, columnEnd) -> {
              for (long i = row; i < rowEnd; i++) {
                for (long x = i * n + column; x < i * n + columnEnd; x++) {
                  seen.incrementAndGet((int) x);
                  Raw.setFloat(c + 4 * x, Raw.getFloat(c + 4 * x) + 100);
                }
              }
            };
        if (vector) {
          PanelSgemm.sgemm(
              VectorMicroKernel.INSTANCE, false, transB, m, n, k, p.a, p.b, c, 0, addHundred);
        } else {
          Gemm.sgemm(false, transB, m, n, k, p.a, p.b, c, 0, addHundred);
        }
        for (int i = 0; i < m * n; i++) {
          assertThat(seen.get(i)).isEqualTo(1);
          assertThat(Raw.getFloat(c + 4L * i)).isCloseTo(expected[i] + 100, Offset.offset(1e-3f));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 60})
  void batchesShareOperandsOverAStrideOfZero(int count) {
    int m = 13;
    int n = 17;
    int k = 11;
    Product all = product(false, false, count * m, n, k);
    long together = floats(new float[count * m * n]);
    long apart = floats(new float[count * m * n]);
    Gemm.sgemmBatched(false, false, count, m, n, k, all.a, m * k, all.b, 0, together, m * n, 0);
    for (int i = 0; i < count; i++) {
      Gemm.sgemm(false, false, m, n, k, all.a + 4L * i * m * k, all.b, apart + 4L * i * m * n, 0);
    }
    assertThat(read(together, count * m * n)).isEqualTo(read(apart, count * m * n));
  }

  private Product product(boolean transA, boolean transB, int m, int n, int k) {
    return new Product(transA, transB, m, n, k, floats(values(m * k)), floats(values(k * n)));
  }

  private float[] plain(Product p, float[] before, float beta) {
    long c = floats(before);
    ScalarGemm.sgemm(p.transA, p.transB, 0, p.m, p.m, p.n, p.k, p.a, p.b, c, beta);
    return read(c, before.length);
  }

  private float[] magnitudes(Product p, float[] before, float beta) {
    Product absolute =
        new Product(
            p.transA,
            p.transB,
            p.m,
            p.n,
            p.k,
            floats(absolute(read(p.a, (int) (p.m * p.k)))),
            floats(absolute(read(p.b, (int) (p.k * p.n)))));
    return plain(absolute, absolute(before.clone()), Math.abs(beta));
  }

  private static float[] absolute(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return values;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private long floats(float... values) {
    long address = arena.allocate(Math.max(64, 4L * values.length), 64).address();
    Raw.copy(values, 0, address, values.length);
    return address;
  }

  private static float[] read(long address, int count) {
    float[] values = new float[count];
    Raw.copy(address, values, 0, count);
    return values;
  }
}
