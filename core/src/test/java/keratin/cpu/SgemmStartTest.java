package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import keratin.memory.Raw;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first products of a process and the later ones must have the same bits. */
class SgemmStartTest {
  @BeforeEach
  void needsVectors() {
    assumeTrue(Tier.vector(), Tier.reason());
  }

  @Test
  void hasTheBitsOfTheKernels() {
    SplittableRandom random = new SplittableRandom(3);
    int rows = 2 * SgemmKernel.ROWS;
    int columns = SgemmKernel.COLUMNS;
    int depth = 70;
    try (Arena arena = Arena.ofConfined()) {
      MicroKernel kernel = VectorMicroKernel.INSTANCE;
      long panel = arena.allocate(4L * depth * columns, 64).address();
      long a = floats(arena, random, rows * depth);
      long b = floats(arena, random, columns * depth);
      for (int width : new int[] {columns, columns - 3, SgemmKernel.LANES, 3}) {
        for (int high : new int[] {1, SgemmKernel.ROWS, rows - 1}) {
          for (int flags = 0; flags < 4; flags++) {
            boolean transB = (flags & 1) != 0;
            long rowA = (flags & 2) != 0 ? 4 : 4 * depth;
            long stepA = (flags & 2) != 0 ? 4 * rows : 4;
            long rowB = transB ? 4 * depth : 4 * columns;
            for (int k : new int[] {1, 7, depth}) {
              for (float beta : new float[] {0, 1, -0.3f}) {
                float[] old = values(random, high * width);
                long one = arena.allocate(4L * old.length, 64).address();
                long two = arena.allocate(4L * old.length, 64).address();
                Raw.copy(old, 0, one, old.length);
                Raw.copy(old, 0, two, old.length);
                long rowC = 4L * width;
                SgemmStart.panel(transB, high, width, k, a, rowA, stepA, b, rowB, one, rowC, beta);
                kernel.pack(transB, b, rowB, k, width, panel);
                kernel.multiply(a, rowA, stepA, high, panel, k, width, two, rowC, beta);
                assertThat(read(one, old.length)).isEqualTo(read(two, old.length));
              }
            }
          }
        }
      }
    }
  }

  private static float[] values(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static float[] read(long address, int count) {
    float[] values = new float[count];
    Raw.copy(address, values, 0, count);
    return values;
  }

  private static long floats(Arena arena, SplittableRandom random, int count) {
    long address = arena.allocate(4L * count, 64).address();
    for (int i = 0; i < count; i++) {
      Raw.setFloat(address + 4L * i, (float) random.nextDouble(-1, 1));
    }
    return address;
  }
}
