package keratin.cpu;

import static keratin.cpu.Tiers.compareFused;
import static keratin.cpu.Tiers.reals;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import keratin.tensor.BatchNorm;
import keratin.tensor.BatchNormGrad;
import keratin.tensor.Engine;
import keratin.tensor.LayerNorm;
import keratin.tensor.LayerNormGrad;
import keratin.tensor.ScaleShift;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalizations of the vector tier against their decompositions. */
class VectorNormTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 13, 16, 17, 64, 207})
  void channelsLast(int c) {
    SplittableRandom random = Tiers.random();
    for (int rows : new int[] {1, 2, 5, 33, c < 20 ? 1100 : 7}) {
      batchNorm(random, 1, rows, c);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 16, 31, 100, 1025})
  void channelsFirst(int inner) {
    SplittableRandom random = Tiers.random();
    for (int outer : new int[] {1, 3, 6}) {
      batchNorm(random, 1, outer, 5, inner);
    }
  }

  private static void batchNorm(SplittableRandom random, int axis, int... dims) {
    int c = dims[axis];
    Tensor x = reals(random, -3, 5, dims);
    Tensor dy = reals(random, -1, 1, dims);
    Tensor a = reals(random, -1, 1, c);
    Tensor b = reals(random, -1, 1, c);
    Tensor positive = reals(random, 0.5, 2, c);
    compareFused(new BatchNorm(axis, 1e-3), 1e-5, x, a, b);
    compareFused(new ScaleShift(axis), 1e-6, x, a, b);
    // Sums of many terms of both signs.
    double terms = Math.sqrt(x.size() / (double) c);
    compareFused(new BatchNormGrad(axis, 1e-3), 2e-6 * (4 + terms), x, a, b, positive, dy, a, b);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 13, 16, 17, 207, 4098})
  void rows(int n) {
    SplittableRandom random = Tiers.random();
    for (int rows : new int[] {1, 5, n < 100 ? 300 : 9}) {
      Tensor x = reals(random, -3, 5, rows, n);
      Tensor dy = reals(random, -1, 1, rows, n);
      Tensor gamma = reals(random, -1, 1, n);
      Tensor beta = reals(random, -1, 1, n);
      for (boolean centered : new boolean[] {true, false}) {
        compareFused(new LayerNorm(centered, 1e-3), 2e-5, x, gamma, beta);
        compareFused(new LayerNormGrad(centered, 1e-3), 1e-4, x, gamma, dy);
      }
    }
  }

  @Test
  void channelsFarFromZeroKeepTheirVariance() {
    SplittableRandom random = Tiers.random();
    Tensor x = reals(random, -1, 1, 5000, 16).add(10_000);
    Tensor ones = Tensor.of(new float[16]).add(1);
    Tensor[] out = Engine.runAll(new BatchNorm(1, 0), x, ones, ones);
    for (float v : out[2].toFloatArray()) {
      assertThat(v).isBetween(0.31f, 0.355f);
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    SplittableRandom random = Tiers.random();
    Tensor x = reals(random, -1, 1, 9000, 24);
    Tensor dy = reals(random, -1, 1, 9000, 24);
    Tensor a = reals(random, -1, 1, 24);
    int before = Pool.threads();
    try {
      Pool.setThreads(1);
      String alone = bits(x, dy, a);
      Pool.setThreads(3);
      assertThat(bits(x, dy, a)).isEqualTo(alone);
    } finally {
      Pool.setThreads(before);
    }
  }

  private static String bits(Tensor x, Tensor dy, Tensor a) {
    StringBuilder text = new StringBuilder();
    Tensor[] out = Engine.runAll(new BatchNorm(1, 1e-3), x, a, a);
    Tensor[] back =
        Engine.runAll(new BatchNormGrad(1, 1e-3), x, a, out[1], out[2], dy, out[1], out[2]);
    Tensor[] rows = Engine.runAll(new LayerNormGrad(true, 1e-3), x, a, dy);
    for (Tensor[] all : new Tensor[][] {out, back, rows}) {
      for (Tensor t : all) {
        text.append(java.util.Arrays.hashCode(t.toFloatArray())).append(' ');
      }
    }
    return text.toString();
  }
}
