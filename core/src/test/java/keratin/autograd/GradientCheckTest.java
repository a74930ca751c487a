package keratin.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B3")
class GradientCheckTest {
  private final Tensor a = Tensor.of(new float[][] {{0.3f, -0.7f}, {1.1f, 0.2f}});
  private final Tensor b = Tensor.of(new double[][] {{0.5, 0.4}, {-0.2, 0.9}});

  @Test
  void passesWhereTheGradientIsTheSlope() {
    new GradientCheck(x -> x[0].cast(DType.FLOAT64).matmul(x[1]).tanh()).order(2).at(a, b);
    new GradientCheck(x -> x[0].gather(x[1], 0).exp()).order(2).at(a, Tensor.of(new int[] {1, 1}));
  }

  @Test
  void tellsBothNumbersWhereItIsNot() {
    GradientCheck check = new GradientCheck(x -> x[0].mul(x[0].stopGradient())).seed(3);
    assertThatThrownBy(() -> check.at(a))
        .isInstanceOf(TensorException.class)
        .hasMessageMatching(
            "The gradient of order 1 says \\S+, but differences say \\S+ \\(seed 3, step"
                + " 1\\.0E-5\\)\\.");
    GradientCheck.Slope slope = check.measure(1, a);
    assertThat(slope.slope() / slope.gradient()).isBetween(1.999999, 2.000001);
  }

  @Test
  void findsAWrongSecondOrder() {
    // The first order is right; its own gradient was cut.
    GradientCheck.Function f =
        x -> x[0].mul(3).stopGradient().mul(x[0]).mul(x[0]).add(x[0].pow(3).mul(-1).stopGradient());
    assertThatThrownBy(() -> new GradientCheck(f).order(2).at(a)).hasMessageContaining("order");
  }
}
