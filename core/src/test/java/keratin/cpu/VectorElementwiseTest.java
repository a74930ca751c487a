package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import keratin.tensor.Binary;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Elementwise ops of the vector tier against the scalar tier. */
class VectorElementwiseTest {
  private static final double ULPS = 2.5;

  @ParameterizedTest
  @EnumSource(Unary.class)
  void unary(Unary op) {
    if (op.real() == null) {
      return;
    }
    SplittableRandom random = Tiers.random();
    for (int n : Tiers.SIZES) {
      double low = op.domain() == Unary.Domain.POSITIVE ? 0 : -10;
      Tiers.compare(op, ULPS, Tiers.reals(random, low, 10, n));
      Tiers.compare(op, ULPS, Tiers.reals(random, -1, 1, n));
    }
    Tiers.compare(op, ULPS, Tensor.of(Tiers.SPECIALS, Shape.of(Tiers.SPECIALS.length)));
    Tiers.compare(op, ULPS, everyExponent());
  }

  /** Floats of all magnitudes and both signs. */
  private static Tensor everyExponent() {
    int count = 1 << 17;
    float[] data = new float[count];
    for (int i = 0; i < count; i++) {
      data[i] = Float.intBitsToFloat(i * 32768 + (i * 2654435 & 32767));
    }
    return Tensor.of(data, Shape.of(count));
  }

  @ParameterizedTest
  @EnumSource(Binary.class)
  void binary(Binary op) {
    if (op.real() == null) {
      return;
    }
    SplittableRandom random = Tiers.random();
    double ulps = op == Binary.TANH_GRAD || op == Binary.SIGMOID_GRAD ? 1e6 : 1;
    for (int n : Tiers.SIZES) {
      Tensor a = Tiers.reals(random, -3, 3, n);
      Tensor b = Tiers.reals(random, -3, 3, n);
      Tiers.compare(op, ulps, a, b);
      Tiers.compare(op, ulps, a, Tiers.reals(random, -3, 3));
      Tiers.compare(op, ulps, Tiers.reals(random, -3, 3, 1), b);
    }
    int count = Tiers.SPECIALS.length;
    Tensor specials = Tensor.of(Tiers.SPECIALS, Shape.of(count));
    if (ulps == 1) {
      Tiers.compare(op, ulps, specials.reshape(count, 1), specials);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Binary.class,
      names = {"SUB", "DIV"})
  void stretching(Binary op) {
    SplittableRandom random = Tiers.random();
    int[][][] shapes = {
      {{5, 3}, {3}},
      {{3}, {5, 3}},
      {{5, 3}, {5, 1}},
      {{5, 1}, {5, 3}},
      {{5, 1}, {1, 3}},
      {{207, 33}, {33}},
      {{33, 207}, {33, 1}},
      {{300, 128}, {128}},
      {{2, 3, 4, 5}, {3, 1, 5}},
      {{2, 1, 4, 1}, {3, 1, 5}},
      {{2, 3, 4, 17}, {2, 1, 1, 17}},
      {{2, 1, 70, 17}, {1, 3, 70, 17}},
      {{0, 3}, {3}},
      {{4, 0}, {4, 1}},
      {{1, 1, 1}, {1}},
      {{7, 1, 1}, {7, 1, 9}},
    };
    for (int[][] pair : shapes) {
      Tiers.compare(op, 1, Tiers.reals(random, -3, 3, pair[0]), Tiers.reals(random, 1, 3, pair[1]));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Unary.class,
      names = {"EXP", "TANH", "SIGMOID"})
  void theResultDoesNotDependOnThePlace(Unary op) {
    Tensor x = Tiers.reals(Tiers.random(), -5, 5, 100);
    float[] all = Tiers.compare(op, ULPS, x).toFloatArray();
    for (int n = 1; n < 100; n += 7) {
      float[] part = Tiers.compare(op, ULPS, x.slice(0, 100 - n, n)).toFloatArray();
      assertThat(part).containsExactly(java.util.Arrays.copyOfRange(all, 100 - n, 100));
    }
  }
}
