package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import keratin.autograd.GradientCheck;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {
  private static final double NAN = Double.NaN;

  @ParameterizedTest
  @CsvSource({"linear, 2.8", "lower, 2", "higher, 4", "nearest, 2", "midpoint, 3"})
  void everyMethodBetweenTwoElements(String method, double expected) {
    // Place 0.35·4 = 1.4 of 1, 2, 4, 8, 16.
    Tensor x = Tensor.of(new double[] {16, 1, 4, 2, 8});
    Tensor q = Tensor.of(0.35);
    assertThat(Ops.quantile(x, q, method, false).doubleValue()).isCloseTo(expected, within(1e-12));
    Tensor withNan = Ops.append(Tensor.of(new double[] {NAN, NAN}), x);
    assertThat(Ops.nanquantile(withNan, q, method, false).doubleValue())
        .isCloseTo(expected, within(1e-12));
    assertThat(Ops.quantile(withNan, q, method, false).doubleValue()).isNaN();
  }

  @Test
  void shapesOfSeveralQuantiles() {
    Tensor x = Ops.reshape(Ops.range(24).cast(DType.FLOAT64), 2, 3, 4);
    Tensor q = Tensor.of(new double[] {0, 0.5});
    Tensor y = Ops.quantile(x, q, "linear", true, 0, -1);
    assertThat(y.shape().dims()).containsExactly(2, 1, 3, 1);
    assertThat(y.toDoubleArray()).containsExactly(0, 4, 8, 7.5, 11.5, 15.5);
    assertThat(Ops.percentile(x, q.mul(100), "linear", false, 0, -1).toDoubleArray())
        .containsExactly(y.toDoubleArray());
    assertThat(Ops.median(x, true).shape().dims()).containsExactly(1, 1, 1);
  }

  @Test
  void rowsOfDifferentLengths() {
    Tensor x = Tensor.of(new double[][] {{NAN, 5, 1}, {NAN, NAN, NAN}, {3, 1, 2}});
    assertThat(Ops.nanmedian(x, 1).toDoubleArray()).containsExactly(3, NAN, 2);
    assertThat(Ops.nanpercentile(x, 100, 1).toDoubleArray()).containsExactly(5, NAN, 3);
  }

  @Test
  void infinitiesThatAreNotAskedForDoNotSpoil() {
    double inf = Double.POSITIVE_INFINITY;
    Tensor x = Tensor.of(new double[] {-inf, 2, inf});
    assertThat(Ops.median(x).doubleValue()).isEqualTo(2);
    assertThat(Ops.quantile(x, 1).doubleValue()).isEqualTo(inf);
  }

  @Test
  void gradientsOfElementsAndShares() {
    Tensor x = Tensor.of(new double[][] {{0.3, -0.6, 1.2}, {2.1, 0.4, -0.9}});
    Tensor q = Tensor.of(new double[] {0.3, 0.7});
    new GradientCheck(a -> Ops.quantile(a[0], a[1], "linear", false, 1).exp()).order(2).at(x, q);
    new GradientCheck(a -> Ops.nanquantile(a[0], a[1], "linear", false).exp()).order(2).at(x, q);
  }

  @Test
  void anUnknownMethod() {
    assertThatThrownBy(
            () -> Ops.quantile(Tensor.of(new float[] {1}), Tensor.of(0.5), "cubic", true))
        .hasMessageStartingWith("quantile: \"cubic\" is no method. Use \"linear\"");
    assertThatThrownBy(() -> Ops.median(Tensor.of(new float[0])))
        .hasMessageContaining("no elements");
  }
}
