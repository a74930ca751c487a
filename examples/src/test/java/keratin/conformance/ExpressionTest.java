package keratin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import keratin.memory.Memory;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  private static double at(double x, String formula) {
    return Memory.tidy(
        () -> {
          try {
            return Expression.value(formula, Map.of("x", Tensor.of((float) x))).doubleValue();
          } catch (Unknown e) {
            throw e;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void bindsAsWritten() {
    assertThat(at(2, "1 + 2*x^2 - x/4")).isEqualTo(8.5);
    assertThat(at(2, "-x**2 + (1 - x) * 3")).isEqualTo(-7);
    assertThat(at(0.5, "x*sin(x)")).isCloseTo(0.5 * Math.sin(0.5), within(1e-6));
  }

  @Test
  void aNameAloneIsAFunctionOfX() {
    assertThat(at(-2, "abs")).isEqualTo(2);
    assertThat(at(3, "tf.square(x)")).isEqualTo(9);
  }

  @Test
  void whatItCannotReadIsUnknown() {
    assertThatThrownBy(() -> at(1, "x +")).isInstanceOf(Unknown.class);
    assertThatThrownBy(() -> at(1, "frobnicate(x)")).isInstanceOf(Unknown.class);
    assertThatThrownBy(() -> at(1, "x y")).hasMessage("unknown formula x y");
  }
}
