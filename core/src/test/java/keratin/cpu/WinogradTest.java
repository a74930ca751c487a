package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import keratin.cpu.Winograd.Transform;
import keratin.memory.Raw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WinogradTest {
  private static final int LANES = SgemmKernel.LANES;
  private static final int PIXEL = 4 * 3 * LANES;
  private static final int LINE = 7 * PIXEL;

  private static long filled(Arena arena, SplittableRandom random) {
    int count = 6 * LINE / 4;
    long address = arena.allocate(4L * count, 64).address();
    for (int i = 0; i < count; i++) {
      Raw.setFloat(address + 4L * i, (float) random.nextDouble(-1, 1));
    }
    return address;
  }

  @ParameterizedTest
  @EnumSource
  void machineCodeHasTheBitsOfTheVectorApi(Transform transform) {
    SplittableRandom random = Tiers.random();
    try (Arena arena = Arena.ofConfined()) {
      long in = filled(arena, random);
      long a = filled(arena, random);
      long b = filled(arena, random);
      Raw.copy(a, b, 6L * LINE);
      long work = arena.allocate(Winograd.WORK, 64).address();
      Winograd.apply(transform, in, PIXEL, LINE, work, a, PIXEL, LINE, 3);
      for (int v = 0; v < 3; v++) {
        long shift = 4L * LANES * v;
        Winograd.inJava(transform, in + shift, PIXEL, LINE, work, b + shift, PIXEL, LINE);
      }
      for (int i = 0; i < 6 * LINE / 4; i++) {
        assertThat(Raw.getFloat(a + 4L * i)).as("float %d", i).isEqualTo(Raw.getFloat(b + 4L * i));
      }
    }
  }

  @Test
  void aTileByHand() {
    SplittableRandom random = Tiers.random();
    try (Arena arena = Arena.ofConfined()) {
      long x = filled(arena, random);
      long kernel = filled(arena, random);
      long values = arena.allocate(6L * LINE, 64).address();
      long weights = arena.allocate(6L * LINE, 64).address();
      long y = arena.allocate(6L * LINE, 64).address();
      long work = arena.allocate(Winograd.WORK, 64).address();
      Winograd.apply(Transform.INPUT, x, PIXEL, LINE, work, values, PIXEL, LINE, 1);
      Winograd.apply(Transform.KERNEL, kernel, PIXEL, LINE, work, weights, PIXEL, LINE, 1);
      for (int i = 0; i < 36; i++) {
        long at = i / 6 * LINE + i % 6 * PIXEL;
        float product = Raw.getFloat(values + at) * Raw.getFloat(weights + at);
        Raw.setFloat(values + at, product);
      }
      Winograd.apply(Transform.OUTPUT, values, PIXEL, LINE, work, y, PIXEL, LINE, 1);
      for (int line = 0; line < 4; line++) {
        for (int column = 0; column < 4; column++) {
          double sum = 0;
          for (int k = 0; k < 9; k++) {
            int down = line + k / 3;
            int across = column + k % 3;
            sum +=
                (double) Raw.getFloat(x + down * LINE + across * PIXEL)
                    * Raw.getFloat(kernel + k / 3 * LINE + k % 3 * PIXEL);
          }
          assertThat((double) Raw.getFloat(y + line * LINE + column * PIXEL))
              .as("seed %d", Tiers.SEED)
              .isCloseTo(sum, within(1e-5));
        }
      }
    }
  }
}
