package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
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
  void hasTheBitsOfTheKernel() {
    SplittableRandom random = new SplittableRandom(3);
    int rows = SgemmKernel.ROWS;
    int depth = 70;
    try (Arena arena = Arena.ofConfined()) {
      long a = floats(arena, random, rows * depth);
      long panel = floats(arena, random, SgemmKernel.COLUMNS * depth);
      for (boolean wide : new boolean[] {true, false}) {
        int n = wide ? SgemmKernel.COLUMNS : SgemmKernel.LANES;
        for (int high = 1; high <= rows; high++) {
          for (boolean transposed : new boolean[] {true, false}) {
            long row = transposed ? 4 : 4 * depth;
            long step = transposed ? 4 * rows : 4;
            for (int k : new int[] {1, 7, depth}) {
              float[] kernel = new float[rows * SgemmKernel.COLUMNS];
              float[] start = new float[rows * SgemmKernel.COLUMNS];
              Arrays.fill(start, Float.NaN);
              SgemmKernel.multiply(wide, a, row, step, high, panel, k, kernel);
              SgemmStart.multiply(wide, a, row, step, high, panel, k, start);
              assertThat(Arrays.copyOf(start, high * n)).isEqualTo(Arrays.copyOf(kernel, high * n));
            }
          }
        }
      }
    }
  }

  private static long floats(Arena arena, SplittableRandom random, int count) {
    long address = arena.allocate(4L * count, 64).address();
    for (int i = 0; i < count; i++) {
      Raw.setFloat(address + 4L * i, (float) random.nextDouble(-1, 1));
    }
    return address;
  }
}
