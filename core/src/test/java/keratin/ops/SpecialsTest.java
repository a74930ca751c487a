package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import keratin.autograd.GradientCheck;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpecialsTest {
  private static final Offset<Double> EXACT = within(2e-15);

  private static double at(java.util.function.UnaryOperator<Tensor> function, double x) {
    return function.apply(Tensor.of(x)).doubleValue();
  }

  @Test
  void erfinvUndoesErf() {
    for (double x : new double[] {-3, -0.4, 1e-9, 0.2, 1, 4.5}) {
      double error = Math.ulp(1.0) / Math.exp(-x * x) + 1e-15;
      assertThat(at(Ops::erfinv, at(Ops::erf, x))).isCloseTo(x, within(error));
    }
    assertThat(at(Ops::erfinv, 1)).isInfinite().isPositive();
    assertThat(at(Ops::erfinv, 1.5)).isNaN();
  }

  @Test
  void gammaFunctions() {
    assertThat(at(Ops::lgamma, 5)).isCloseTo(Math.log(24), EXACT);
    assertThat(at(Ops::lgamma, 0.5)).isCloseTo(Math.log(Math.PI) / 2, EXACT);
    assertThat(at(Ops::lgamma, -1.5)).isCloseTo(Math.log(4 * Math.sqrt(Math.PI) / 3), EXACT);
    assertThat(at(Ops::lgamma, -2)).isInfinite();
    // γ, and ψ(1/2) = −γ − 2 ln 2.
    assertThat(at(Ops::digamma, 1)).isCloseTo(-0.5772156649015329, EXACT);
    assertThat(at(Ops::digamma, 0.5)).isCloseTo(-1.9635100260214235, EXACT);
    assertThat(at(Ops::digamma, -0.5)).isCloseTo(0.03648997397857652, EXACT);
    assertThat(at(x -> Ops.polygamma(1, x), 1)).isCloseTo(Math.PI * Math.PI / 6, EXACT);
    Tensor x = Tensor.of(new double[] {0.4, 1.3, 6.2});
    new GradientCheck(a -> Ops.lgamma(a[0]).add(Ops.digamma(a[0]))).order(2).at(x);
    assertThatThrownBy(() -> Ops.polygamma(-1, x))
        .hasMessage("polygamma: n must not be negative, but is -1.");
  }

  @Test
  void besselFunctions() {
    assertThat(at(Ops::i0, 1)).isCloseTo(1.2660658777520082, EXACT);
    assertThat(at(Ops::i0, -40) / 1.4894774793419899e16).isCloseTo(1, EXACT);
    assertThat(Ops.i0(Tensor.of(new int[] {0})).dtype()).isEqualTo(DType.FLOAT32);
    new GradientCheck(a -> Ops.i0(a[0])).order(2).at(Tensor.of(new double[] {-2, 0, 0.3}));
  }

  @Test
  void sincIsSmoothAtZero() {
    Tensor x = Tensor.of(new double[] {0, 0.5, 1});
    assertThat(Ops.sinc(x).toDoubleArray())
        .containsExactly(new double[] {1, 2 / Math.PI, 0}, EXACT);
    assertThat(Ops.sinc(Tensor.of(0L)).dtype()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void divisorsAndMultiples() {
    Tensor a = Tensor.of(new int[] {12, -18, 0, 7, 0});
    Tensor b = Tensor.of(new int[] {8, 27, 5, 0, 0});
    assertThat(Ops.gcd(a, b).toIntArray()).containsExactly(4, 9, 5, 7, 0);
    assertThat(Ops.lcm(a, b).toIntArray()).containsExactly(24, 54, 0, 0, 0);
    assertThatThrownBy(() -> Ops.gcd(a, Tensor.of(1f)))
        .hasMessage("gcd: both must be integers, but one is float32. Cast it: x.cast(DType.INT32)");
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
  void neighbours(DType type) {
    Tensor x = Tensor.of(new double[] {1, -1, 0, 0, 2, 1}).cast(type);
    Tensor y = Tensor.of(new double[] {2, 2, 1, -1, 2, -1}).cast(type);
    double[] found = Ops.nextafter(x, y).toDoubleArray();
    double step = Ops.nextafter(x, y).sub(x).toDoubleArray()[0];
    assertThat(step).isEqualTo(epsilon(type));
    assertThat(found[1]).isEqualTo(-1 + step / 2);
    assertThat(found[2]).isPositive().isEqualTo(-found[3]);
    assertThat(found[4]).isEqualTo(2);
    assertThat(found[5]).isEqualTo(1 - step / 2);
  }

  private static double epsilon(DType type) {
    return switch (type) {
      case FLOAT16 -> 0x1p-10;
      case BFLOAT16 -> 0x1p-7;
      case FLOAT32 -> 0x1p-23;
      default -> 0x1p-52;
    };
  }

  @Test
  void castsThatStayInRange() {
    Tensor x = Tensor.of(new float[] {-3, 3e9f, 200.7f, Float.NEGATIVE_INFINITY});
    assertThat(Ops.saturateCast(x, DType.UINT8).toIntArray()).containsExactly(0, 255, 200, 0);
    assertThat(Ops.saturateCast(x, DType.INT32).toLongArray())
        .containsExactly(-3, Math.round((double) Math.nextDown(0x1p31f)), 200, -0x80000000L);
    Tensor longs = Tensor.of(new long[] {-1, 70000});
    assertThat(Ops.saturateCast(longs, DType.UINT16).toIntArray()).containsExactly(0, 65535);
    assertThat(Ops.saturateCast(Tensor.of(1e9), DType.FLOAT16).doubleValue()).isEqualTo(65504);
  }

  @Test
  void bytesReadAsAnotherType() {
    Tensor x = Tensor.of(new int[][] {{1, 0x3F800000}});
    assertThat(Ops.view(x, DType.FLOAT32).toFloatArray()).containsExactly(Float.MIN_VALUE, 1);
    assertThat(Ops.view(x, DType.UINT8).shape().dims()).containsExactly(1, 8);
    Tensor back = Ops.view(Ops.view(x, DType.UINT16), DType.INT32);
    assertThat(back.toIntArray()).containsExactly(1, 0x3F800000);
    assertThatThrownBy(() -> Ops.view(Tensor.of(new byte[3]), DType.INT16))
        .hasMessageContaining("does not fill elements of int16");
  }

  @Test
  void powersOfTwo() {
    Tensor x = Tensor.of(new float[] {1, 3, Float.POSITIVE_INFINITY, 0});
    assertThat(Ops.ldexp(x, Tensor.of(new int[] {4, -1, -300, 300})).toFloatArray())
        .containsExactly(16, 1.5f, Float.POSITIVE_INFINITY, 0);
    assertThatThrownBy(() -> Ops.ldexp(x, x))
        .hasMessageStartingWith("ldexp: both must be integers");
  }

  @Test
  void bytesOnAnAxisOfTheirOwn() {
    Tensor x = Tensor.of(new int[] {1, 258});
    Tensor bytes = Ops.bitcast(x, DType.UINT8);
    assertThat(bytes.toIntArray()).containsExactly(1, 0, 0, 0, 2, 1, 0, 0);
    assertThat(bytes.shape()).hasToString("(2, 4)");
    assertThat(Ops.bitcast(bytes, DType.INT32).toIntArray()).containsExactly(1, 258);
    assertThat(Ops.saturateCast(Tensor.of(new float[] {-3, 0, 7}), DType.BOOL))
        .hasToString("tf.Tensor([False False  True], shape=(3,), dtype=bool)");
  }
}
