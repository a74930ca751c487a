package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.SplittableRandom;
import keratin.memory.Raw;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MicroKernelTest {
  private static final float[] BETAS = {0, 1, -0.5f, -0f};

  private final SplittableRandom random = new SplittableRandom(11);

  enum Made {
    VECTOR,
    NATIVE;

    MicroKernel kernel() {
      if (this == VECTOR) {
        assumeTrue(Tier.vector(), Tier.reason());
        return VectorMicroKernel.INSTANCE;
      }
      assumeTrue(NativeMicroKernel.available(), NativeMicroKernel.reason());
      return NativeMicroKernel.instance();
    }
  }

  /** Room for a matrix against the beginning or end of pages, beyond which nothing is mapped. */
  private static final class Guarded {
    private static final long PAGE = 16 * 1024;
    private static final int PAGES = 16;
    private final long first;

    Guarded() {
      long all =
          MachineCode.call(
              MachineCode.system("mmap"), 0, (PAGES + 2) * PAGE, 0, 0x22, -1, 0, 0, 0, 0);
      assertThat(all).isNotEqualTo(-1);
      first = all + PAGE;
      assertThat(
              (int)
                  MachineCode.call(
                      MachineCode.system("mprotect"), first, PAGES * PAGE, 3, 0, 0, 0, 0, 0, 0))
          .isZero();
    }

    long place(boolean atEnd, float[] values) {
      long bytes = 4L * values.length;
      assertThat(bytes).isLessThanOrEqualTo(PAGES * PAGE);
      long address = atEnd ? first + PAGES * PAGE - bytes : first;
      Raw.copy(values, 0, address, values.length);
      return address;
    }

    void free() {
      MachineCode.call(
          MachineCode.system("munmap"), first - PAGE, (PAGES + 2) * PAGE, 0, 0, 0, 0, 0, 0, 0);
    }
  }

  /** A read or write outside ends the process, so that no assertion is needed. */
  @ParameterizedTest
  @EnumSource
  void staysInsideItsMemory(Made made) {
    MicroKernel kernel = made.kernel();
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    assumeTrue(Processor.possible());
    Guarded guardA = new Guarded();
    Guarded guardB = new Guarded();
    Guarded guardC = new Guarded();
    Guarded guardPanel = new Guarded();
    for (int width : new int[] {1, 3, kernel.lanes(), kernel.lanes() + 1, kernel.columns()}) {
      for (int rows : new int[] {1, 2, kernel.rows(), kernel.rows() + 1, 3 * kernel.rows() - 1}) {
        for (int depth : new int[] {1, 2, 3, 4, 5, 8, 31}) {
          for (int flags = 0; flags < 16; flags++) {
            boolean transA = (flags & 1) != 0;
            boolean transB = (flags & 2) != 0;
            boolean atEnd = (flags & 4) != 0;
            float beta = BETAS[(width + rows + depth) % 4];
            float[] a = values(rows * depth);
            float[] b = values(depth * width);
            float[] c = values(rows * width);
            long placeA = guardA.place(atEnd, a);
            long placeB = guardB.place(atEnd, b);
            long placeC = guardC.place(atEnd, c);
            long panel = guardPanel.place(atEnd, new float[depth * kernel.padded(width)]);
            kernel.pack(transB, placeB, 4L * (transB ? depth : width), depth, width, panel);
            long rowA = 4L * (transA ? 1 : depth);
            long stepA = 4L * (transA ? rows : 1);
            if ((flags & 8) != 0 && !transA) {
              kernel.multiply(
                  placeA, rowA, rows, panel, depth, width, placeC, 4L * width, beta, placeB);
            } else {
              kernel.multiply(
                  placeA, rowA, stepA, rows, panel, depth, width, placeC, 4L * width, beta);
            }
            float[] got = new float[rows * width];
            Raw.copy(placeC, got, 0, got.length);
            assertThat(got)
                .as("%d rows, %d columns, %d steps, %d, beta %s", rows, width, depth, flags, beta)
                .isEqualTo(plain(transA, transB, rows, width, depth, a, b, c, beta));
          }
        }
      }
    }
    guardA.free();
    guardB.free();
    guardC.free();
    guardPanel.free();
  }

  @ParameterizedTest
  @EnumSource
  void packsAllPanelsAtOnce(Made made) {
    MicroKernel kernel = made.kernel();
    int depth = 5;
    try (Arena arena = Arena.ofConfined()) {
      for (int columns : new int[] {3, kernel.columns(), 2 * kernel.columns() + 1, 70}) {
        float[] b = values(depth * columns);
        long place = floats(arena, b);
        long panelBytes = 4L * depth * kernel.columns() + 64;
        int count = Math.ceilDiv(columns, kernel.columns());
        long together = floats(arena, new float[(int) (count * panelBytes / 4)]);
        long alone = floats(arena, new float[depth * kernel.columns()]);
        kernel.packRows(place, 4L * columns, depth, columns, together, panelBytes);
        for (int i = 0; i < count; i++) {
          int from = i * kernel.columns();
          int width = Math.min(kernel.columns(), columns - from);
          kernel.pack(false, place + 4L * from, 4L * columns, depth, width, alone);
          float[] expected = new float[depth * kernel.padded(width)];
          float[] got = new float[expected.length];
          Raw.copy(alone, expected, 0, got.length);
          Raw.copy(together + i * panelBytes, got, 0, got.length);
          assertThat(got).as("panel %d of %d columns", i, columns).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void segmentsAreOneRow(Made made) {
    MicroKernel kernel = made.kernel();
    try (Arena arena = Arena.ofConfined()) {
      for (int rows : new int[] {1, kernel.rows(), 2 * kernel.rows() + 3}) {
        for (int segments : new int[] {1, 2, 9}) {
          for (int depth : new int[] {1, 4, 7, 64}) {
            for (int width : new int[] {5, kernel.columns()}) {
              int all = segments * depth;
              float[] a = values(rows * all);
              float[] b = values(all * width);
              float[] c = values(rows * width);
              long panel = arena.allocate(4L * all * kernel.padded(width), 64).address();
              kernel.pack(false, floats(arena, b), 4L * width, all, width, panel);
              long pointers = pointers(arena, kernel.rows(), a, rows, segments, depth);
              long placeC = floats(arena, c);
              kernel.multiply(pointers, segments, rows, panel, depth, width, placeC, 4L * width, 1);
              float[] got = new float[rows * width];
              Raw.copy(placeC, got, 0, got.length);
              assertThat(got)
                  .as("%d rows of %d segments of %d, %d columns", rows, segments, depth, width)
                  .isEqualTo(plain(false, false, rows, width, all, a, b, c, 1));
            }
          }
        }
      }
    }
  }

  /** Puts every segment somewhere, in an order of its own. */
  private static long pointers(
      Arena arena, int strip, float[] a, int rows, int segments, int depth) {
    int strips = (rows + strip - 1) / strip;
    long pointers = arena.allocate(8L * strips * segments * strip, 8).address();
    for (int row = rows - 1; row >= 0; row--) {
      for (int s = 0; s < segments; s++) {
        int from = (row * segments + s) * depth;
        long place = floats(arena, Arrays.copyOfRange(a, from, from + depth));
        int index = ((row / strip) * segments + s) * strip + row % strip;
        Raw.setLong(pointers + 8L * index, place);
      }
    }
    return pointers;
  }

  /** Sums of fused products in the order of k: the bits that every kernel must have. */
  private static float[] plain(
      boolean transA,
      boolean transB,
      int rows,
      int width,
      int depth,
      float[] a,
      float[] b,
      float[] c,
      float beta) {
    float[] result = new float[rows * width];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        float sum = 0;
        for (int p = 0; p < depth; p++) {
          float left = a[transA ? p * rows + i : i * depth + p];
          sum = Math.fma(left, b[transB ? j * depth + p : p * width + j], sum);
        }
        result[i * width + j] = beta == 0 ? sum : sum + beta * c[i * width + j];
      }
    }
    return result;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static long floats(Arena arena, float[] values) {
    long address = arena.allocate(4L * values.length, 64).address();
    Raw.copy(values, 0, address, values.length);
    return address;
  }
}
