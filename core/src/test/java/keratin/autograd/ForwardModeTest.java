package keratin.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ForwardModeTest {
  @Test
  @Tag("B4")
  void aSineMoves() {
    ForwardMode.Jvp y = ForwardMode.jvp(Tensor::sin, Tensor.of(0.1), Tensor.of(0.2));
    assertThat(y.primals().doubleValue()).isEqualTo(Math.sin(0.1));
    assertThat(y.tangents().doubleValue()).isCloseTo(0.2 * Math.cos(0.1), within(1e-15));
  }

  @Test
  @Tag("B4")
  void theJacobianTimesTheDirection() {
    Tensor x = Tensor.of(new double[] {0.3, -0.6, 1.2});
    Tensor v = Tensor.of(new double[] {1, 2, -1});
    ForwardMode.Jvp y =
        ForwardMode.jvp(in -> in[0].exp().mul(in[1]).sum(), List.of(x, x), List.of(v, v));
    double expected = 0;
    for (int i = 0; i < 3; i++) {
      double xi = x.toDoubleArray()[i];
      expected += v.toDoubleArray()[i] * Math.exp(xi) * (1 + xi);
    }
    assertThat(y.tangents().doubleValue()).isCloseTo(expected, within(1e-14));
    assertThat(ForwardMode.jvp(a -> Tensor.of(3.0), x, v).tangents().doubleValue()).isZero();
    assertThatThrownBy(() -> ForwardMode.jvp(Tensor::exp, x, Tensor.of(1.0)))
        .hasMessage("jvp: input 0 is (3,), but its tangent is ().");
  }
}
