package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import keratin.autograd.GradientCheck;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor reals(double... data) {
    return Tensor.of(data, Shape.of(data.length));
  }

  private static Tensor ints(int... data) {
    return Tensor.of(data, Shape.of(data.length));
  }

  @Test
  void remaindersOfBothKinds() {
    assertThat(Ops.fmod(ints(7, -7, 7, -7), ints(3, 3, -3, -3)).toIntArray())
        .containsExactly(1, -1, 1, -1);
    assertThat(Ops.truncatediv(ints(7, -7, 7, -7), ints(3, 3, -3, -3)).toIntArray())
        .containsExactly(2, -2, -2, 2);
    assertThat(Ops.fmod(reals(-5.5), reals(2)).toDoubleArray()).containsExactly(-1.5);
  }

  @Test
  void zerosAndNansWhereTheyWouldSpread() {
    assertThat(Ops.xlogy(reals(0, 2), reals(0, Math.E)).toDoubleArray()).containsExactly(0, 2);
    assertThat(Ops.multiplyNoNan(reals(INF, 3), reals(0, 2)).toDoubleArray()).containsExactly(0, 6);
    assertThat(Ops.fmax(reals(NAN, 1), reals(2, NAN)).toDoubleArray()).containsExactly(2, 1);
    assertThat(Ops.fmin(reals(NAN, 1), reals(2, 0)).toDoubleArray()).containsExactly(2, 0);
    assertThat(Ops.heaviside(reals(-1, 0, 1), reals(0.5)).toDoubleArray())
        .containsExactly(0, 0.5, 1);
    assertThat(Ops.signbit(reals(-1, -0.0, 0, 1)).toBooleanArray())
        .containsExactly(true, true, false, false);
    assertThat(Ops.logaddexp2(reals(3), reals(3)).toDoubleArray()[0]).isCloseTo(4, within(1e-12));
    assertThat(Ops.rad2deg(Ops.deg2rad(reals(90))).doubleValue()).isCloseTo(90, within(1e-12));
  }

  @Test
  void closeness() {
    Tensor a = reals(1, INF, NAN, -INF);
    Tensor b = reals(1 + 1e-9, INF, NAN, INF);
    assertThat(Ops.isclose(a, b, 1e-5, 1e-8, false).toBooleanArray())
        .containsExactly(true, true, false, false);
    assertThat(Ops.isclose(a, b, 1e-5, 1e-8, true).toBooleanArray())
        .containsExactly(true, true, true, false);
    assertThat(Ops.allclose(a, a, 0, 0, true).booleanValue()).isTrue();
    assertThat(Ops.isin(ints(1, 5, 2), ints(2, 1)).toBooleanArray())
        .containsExactly(true, false, true);
  }

  @Test
  void arrangements() {
    Tensor x = Ops.range(6).reshape(2, 3);
    assertThat(Ops.rot90(x, 1, 0, 1).toIntArray()).containsExactly(2, 5, 1, 4, 0, 3);
    assertThat(Ops.rot90(x, -1, 0, 1).toIntArray()).containsExactly(3, 0, 4, 1, 5, 2);
    assertThat(Ops.diagonal(x, 1, 0, 1).toIntArray()).containsExactly(1, 5);
    assertThat(Ops.diagonal(x, -1, 0, 1).toIntArray()).containsExactly(3);
    assertThat(Ops.diag(ints(1, 2), 1).toIntArray()).containsExactly(0, 1, 0, 0, 0, 2, 0, 0, 0);
    assertThat(Ops.diagflat(Tensor.of(new int[][] {{1}, {2}}), 0).toIntArray())
        .containsExactly(1, 0, 0, 2);
    assertThat(Ops.vstack(List.of(ints(1, 2), ints(3, 4))).shape()).isEqualTo(Shape.of(2, 2));
    assertThat(Ops.hstack(List.of(ints(1, 2), ints(3))).shape()).isEqualTo(Shape.of(3));
    assertThat(Ops.dstack(List.of(x, x)).shape()).isEqualTo(Shape.of(2, 3, 2));
    assertThat(Ops.cross(ints(1, 0, 0), ints(0, 1, 0)).toIntArray()).containsExactly(0, 0, 1);
    assertThatThrownBy(() -> Ops.diag(Ops.zeros(1, 1, 1), 0))
        .hasMessage("diag: x must be a vector or a matrix, but its shape is (1, 1, 1).");
  }

  @Test
  void rows() {
    assertThat(Ops.logspace(0, 2, 3, true, 10).toFloatArray()).containsExactly(1, 10, 100);
    assertThat(Ops.geomspace(-1, -8, 4, true).toFloatArray()[2]).isCloseTo(-4, within(1e-5f));
    assertThat(Ops.hanning(5).toFloatArray()[1]).isCloseTo(0.5f, within(1e-6f));
    assertThat(Ops.bartlett(3).toFloatArray()).containsExactly(0, 1, 0);
    assertThat(Ops.blackman(1).toFloatArray()[0]).isCloseTo(1, within(1e-6f));
    assertThat(Ops.round(Ops.cast(ints(1250), DType.INT64), -2).spec()).hasToString("(1,) int64");
    assertThat(Ops.matmul(ints(1, 2), Ops.range(4).reshape(2, 2)).toIntArray())
        .containsExactly(4, 7);
    assertThat(Ops.matmul(ints(1, 2), ints(3, 4)).intValue()).isEqualTo(11);
    assertThat(Ops.matmul(Ops.range(4).reshape(2, 2), ints(1, 2)).toIntArray())
        .containsExactly(2, 8);
  }

  @Test
  void sumsOfPowersBesideNothing() {
    Tensor none = Tensor.of(Double.NEGATIVE_INFINITY);
    assertThat(Ops.logaddexp(Tensor.of(2.0), none).doubleValue()).isEqualTo(2);
    assertThat(Ops.logaddexp2(none, Tensor.of(2.0)).doubleValue()).isEqualTo(2);
    new GradientCheck(a -> Ops.logaddexp(a[0], a[1]))
        .order(2)
        .at(Tensor.of(new double[] {1, 2, -3}), Tensor.of(new double[] {1, -2, 3}));
    assertThat(Ops.logsumexp(Ops.zeros(0, 3), 0).toFloatArray())
        .containsOnly(Float.NEGATIVE_INFINITY);
  }

  @Test
  void numbersTakeTheDtypeBesideThem() {
    Tensor small = Tensor.of(new int[] {1, 2}).cast(DType.INT8);
    Tensor first = Tensor.of(new boolean[] {true, false});
    assertThat(Ops.where(first, small, 7)).hasToString("tf.Tensor([1 7], shape=(2,), dtype=int8)");
    assertThat(Ops.where(first, 0.5, small).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Ops.leftShift(small, 2)).hasToString("tf.Tensor([4 8], shape=(2,), dtype=int8)");
    assertThat(Ops.rightShift(small, 1).toIntArray()).containsExactly(0, 1);
  }
}
