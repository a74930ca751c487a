package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import keratin.tensor.DType;
import keratin.tensor.Reduce;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reductions of the vector tier against the scalar tier. */
class VectorReductionsTest {
  private static final int[][] SHAPES = {
    {1},
    {3},
    {17},
    {207},
    {4098},
    {70001},
    {300000},
    {5, 3},
    {3, 5},
    {128, 256},
    {207, 17},
    {4098, 7},
    {3, 4098},
    {1300, 64},
    {2, 20000},
    {9000, 10},
    {2, 3, 5},
    {4, 1, 207},
    {6, 130, 17},
    {2, 3, 4, 5},
    {3, 70, 5, 17},
    {2, 3, 2, 3, 2},
    {2, 3, 2, 3, 2, 3},
  };

  @ParameterizedTest
  @EnumSource(
      value = Reduce.Kind.class,
      names = {"SUM", "MEAN", "MAX", "MIN"})
  void everySetOfAxes(Reduce.Kind kind) {
    SplittableRandom random = Tiers.random();
    for (int[] dims : SHAPES) {
      // Positive numbers: with both signs a sum near zero has no relative accuracy to compare.
      Tensor x = Tiers.reals(random, 0.1, 1, dims);
      for (int axes = 0; axes < 1 << dims.length; axes++) {
        Tiers.compare(new Reduce(kind, axes, axes % 2 == 0), 20, x);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Reduce.Kind.class,
      names = {"SUM", "MAX", "MIN"})
  void specials(Reduce.Kind kind) {
    float inf = Float.POSITIVE_INFINITY;
    float[][] rows = {
      {1, Float.NaN, 2}, {-inf, -inf, -inf}, {inf, 1, 2}, {-0f, 0f, -0f}, {inf, -inf, 0}
    };
    Tensor x = Tensor.of(rows);
    for (int axes = 1; axes < 4; axes++) {
      Tiers.compare(new Reduce(kind, axes, false), 0, x);
    }
    Tensor empty = Tiers.reals(Tiers.random(), 0, 1, 0, 3);
    Tiers.compare(new Reduce(kind, 2, false), 0, empty);
  }

  @Test
  void sumsDoNotDependOnTheNumberOfThreads() {
    Tensor x = Tiers.reals(Tiers.random(), -1, 1, 3000, 67);
    int before = Pool.threads();
    try {
      for (int axes = 1; axes < 4; axes++) {
        Reduce op = new Reduce(Reduce.Kind.SUM, axes, false);
        float[][] results = new float[3][];
        for (int threads = 1; threads <= 3; threads++) {
          Pool.setThreads(threads);
          results[threads - 1] = Tiers.run(new CpuBackend(Tier.VECTOR), op, x).toFloatArray();
        }
        assertThat(results[1]).containsExactly(results[0]);
        assertThat(results[2]).containsExactly(results[0]);
      }
    } finally {
      Pool.setThreads(before);
    }
  }

  @Test
  void longSumsStayAccurate() {
    Tensor x = Tensor.full(DType.FLOAT32, 0.1f, 1 << 24);
    // Adding one by one would be wrong in the second digit.
    double expected = (1 << 24) * (double) 0.1f;
    assertThat(x.sum().doubleValue()).isCloseTo(expected, within(1e-6 * expected));
    double column = x.reshape(1 << 20, 16).sum(0).toDoubleArray()[3];
    assertThat(column).isCloseTo(expected / 16, within(1e-6 * expected));
  }
}
