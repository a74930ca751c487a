package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import keratin.autograd.GradientCheck;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RangesTest {
  private static Tensor start() {
    return Tensor.of(new double[] {0, 10});
  }

  private static Tensor stop() {
    return Tensor.of(new double[] {1, 20});
  }

  @Test
  void rowsBetweenTensors() {
    assertThat(Ops.linspace(start(), stop(), 3).toDoubleArray())
        .containsExactly(0, 10, 0.5, 15, 1, 20);
    Tensor last = Ops.linspace(start(), stop(), 2, false, -1);
    assertThat(last.toDoubleArray()).containsExactly(0, 0.5, 10, 15);
    assertThat(Ops.linspace(start(), stop(), 0).shape()).isEqualTo(Shape.of(0, 2));
    assertThat(Ops.linspaceWithStep(start(), stop(), 3, true, 0).step().toDoubleArray())
        .containsExactly(0.5, 5);
    assertThat(Ops.linspace(Tensor.of(0), Tensor.of(10), 4, true, DType.INT32, 0).toIntArray())
        .containsExactly(0, 3, 6, 10);
    new GradientCheck(a -> Ops.linspace(a[0], a[1], 4, true, 0).exp()).order(2).at(start(), stop());
  }

  @Test
  void rowsOfPowersAndRatios() {
    Tensor tens = Ops.logspace(Tensor.of(0.0), Tensor.of(3.0), 4, true, 10, 0);
    assertThat(tens.toDoubleArray()).containsExactly(new double[] {1, 10, 100, 1000}, within(1e-9));
    Tensor ratios = Ops.geomspace(Tensor.of(-1.0), Tensor.of(-8.0), 4, true, DType.FLOAT64, 0);
    assertThat(ratios.toDoubleArray())
        .containsExactly(new double[] {-1, -2, -4, -8}, within(1e-12));
    assertThatThrownBy(() -> Ops.geomspace(Tensor.of(-1.0), Tensor.of(1.0), 4, true, 0))
        .hasMessageStartingWith("geomspace: start and stop must have one sign");
  }

  @Test
  void positionsOfRaveledElements() {
    Tensor at = Tensor.of(new int[] {0, 7, 11});
    assertThat(Ops.unravelIndex(at, Shape.of(3, 4)).get(0).toIntArray()).containsExactly(0, 1, 2);
    assertThat(Ops.unravelIndex(at, Shape.of(3, 4)).get(1).toIntArray()).containsExactly(0, 3, 3);
  }

  @Test
  void polynomialsAndWindows() {
    assertThat(Ops.vander(Tensor.of(new int[] {2, 3}), 3, false).toIntArray())
        .containsExactly(4, 2, 1, 9, 3, 1);
    float[] window = Ops.kaiser(5, 4).toFloatArray();
    assertThat(window[2]).isEqualTo(1);
    assertThat(window[0]).isCloseTo(0.08848f, within(1e-5f)).isEqualTo(window[4]);
  }

  @Test
  void histogramsAndCorrelations() {
    Tensor x = Tensor.of(new double[] {0, 0.1, 0.5, 0.9, 1, 7});
    Ops.Histogram h = Ops.histogram(x, 2, new double[] {0, 1});
    assertThat(h.counts().toDoubleArray()).containsExactly(2, 3);
    assertThat(h.edges().toDoubleArray()).containsExactly(0, 0.5, 1);
    assertThatThrownBy(() -> Ops.histogram(x, 0)).hasMessageStartingWith("histogram: bins must");
    Tensor a = Tensor.of(new double[] {1, 2, 3});
    Tensor b = Tensor.of(new double[] {0, 1, 0.5});
    assertThat(Ops.correlate(a, b, "full").toDoubleArray()).containsExactly(0.5, 2, 3.5, 3, 0);
    assertThat(Ops.correlate(a, b, "same").toDoubleArray()).containsExactly(2, 3.5, 3);
    assertThat(Ops.correlate(a, b, "valid").toDoubleArray()).containsExactly(3.5);
    Tensor rows = Tensor.of(new double[][] {{1, 2, 3}, {2, 4, 6}, {3, 1, -1}});
    assertThat(Ops.corrcoef(rows).get(0).toDoubleArray())
        .containsExactly(new double[] {1, 1, -1}, within(1e-12));
  }

  @Test
  void areasUnderPoints() {
    Tensor y = Tensor.of(new double[][] {{0, 2, 4}, {1, 1, 1}});
    assertThat(Ops.trapezoid(y, 0.5, 1).toDoubleArray()).containsExactly(2, 1);
    Tensor x = Tensor.of(new double[] {0, 1, 3});
    assertThat(Ops.trapezoid(y, x, 1, 1).toDoubleArray()).containsExactly(7, 3);
  }
}
