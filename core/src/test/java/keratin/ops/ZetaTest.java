package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import keratin.autograd.GradientCheck;
import keratin.autograd.GradientTape;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import keratin.tensor.Zeta;
import keratin.testing.Golden;
import org.junit.jupiter.api.Test;

/** Values are TensorFlow's, in float64. */
class ZetaTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  @Test
  void zeta() {
    Tensor x = Tensor.of(new double[][] {{2}, {3.5}});
    Tensor q = Tensor.of(new double[] {0.5, 1, 7});
    Golden.assertClose(
        Ops.zeta(x, q),
        Tensor.of(
            new double[][] {
              {4.93480220054468, 1.6449340668482266, 0.15354517795933756},
              {11.620804663441898, 1.1267338673170566, 0.003681929219641927}
            }),
        1e-12,
        0);
  }

  @Test
  void zetaAtItsPolesAndBeyond() {
    Tensor x = Tensor.of(new double[] {1, 0.5, 2, 2, 2.5});
    Tensor q = Tensor.of(new double[] {1, 1, 0, -1.5, -1.5});
    Golden.assertClose(
        Ops.zeta(x, q), Tensor.of(new double[] {INF, NAN, INF, 9.379246711730957, NAN}), 1e-7, 0);
  }

  @Test
  void polygamma() {
    Tensor a = Tensor.of(new double[][] {{0}, {1}, {2}});
    Tensor x = Tensor.of(new double[] {0.5, 1, 7});
    Golden.assertClose(
        Ops.polygamma(a, x),
        Tensor.of(
            new double[][] {
              {-1.9635100260214227, -0.5772156649015323, 1.8727843350984674},
              {4.93480220054468, 1.6449340668482266, 0.15354517795933756},
              {-16.828796644234316, -2.404113806319188, -0.023530472985855234}
            }),
        1e-12,
        0);
    Tensor wrong = Tensor.of(new double[] {-1, 1.5});
    assertThat(Ops.polygamma(wrong, Tensor.of(new double[] {2, 2})).toDoubleArray())
        .containsExactly(NAN, NAN);
  }

  @Test
  void slopesAreThoseBySecondArgument() {
    Tensor x = Tensor.of(new double[] {2, 3});
    Tensor q = Tensor.of(new double[] {1.5, 2});
    try (GradientTape tape = new GradientTape()) {
      tape.watch(x);
      tape.watch(q);
      var slopes = tape.gradient(Ops.zeta(x, q), List.of(x, q));
      assertThat(slopes.get(0)).isNull();
      Golden.assertClose(
          slopes.get(1),
          Tensor.of(new double[] {-0.8287966442343201, -0.24696970113341465}),
          1e-12,
          0);
    }
    new GradientCheck(in -> Ops.zeta(x, in[0]).sum()).order(2).at(q);
    Tensor a = Tensor.of(new double[] {1, 2});
    new GradientCheck(in -> Ops.polygamma(a, in[0]).sum()).order(2).at(q);
  }

  @Test
  void integersMustBeCast() {
    Tensor whole = Tensor.of(new int[] {2});
    assertThatThrownBy(() -> Engine.run(new Zeta(), whole, whole))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("zeta: x is int32 but must be floating");
    assertThat(Ops.zeta(whole, whole).dtype()).isEqualTo(DType.FLOAT32);
  }
}
