package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** The functions of gates against Java's own, over all magnitudes. */
class GateMathTest {
  private static final int LANES = FloatMath.SPECIES.length();

  @Test
  void tanh() {
    check(FloatMath::tanhOfGate, Math::tanh, 6);
    assertThat(one(FloatMath::tanhOfGate, Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(one(FloatMath::tanhOfGate, Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(one(FloatMath::tanhOfGate, -0f)).isEqualTo(-0f);
    assertThat(one(FloatMath::tanhOfGate, Float.NaN)).isNaN();
  }

  @Test
  void sigmoid() {
    check(FloatMath::sigmoidOfGate, x -> 1 / (1 + Math.exp(-x)), 4);
    assertThat(one(FloatMath::sigmoidOfGate, Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(one(FloatMath::sigmoidOfGate, Float.NEGATIVE_INFINITY))
        .isEqualTo(0f, within(2e-35f));
    assertThat(one(FloatMath::sigmoidOfGate, Float.NaN)).isNaN();
  }

  private static float one(UnaryOperator<FloatVector> f, float x) {
    return f.apply(FloatVector.broadcast(FloatMath.SPECIES, x)).lane(0);
  }

  private static void check(
      UnaryOperator<FloatVector> f, DoubleUnaryOperator expected, double ulps) {
    float[] x = new float[LANES];
    for (float first = 1e-6f; first < 79; first *= 1.0007f) {
      for (int i = 0; i < LANES; i++) {
        x[i] = (i % 2 == 0 ? 1 : -1) * first * (1 + i * 1e-5f);
      }
      float[] y = f.apply(FloatVector.fromArray(FloatMath.SPECIES, x, 0)).toArray();
      for (int i = 0; i < LANES; i++) {
        double right = expected.applyAsDouble(x[i]);
        assertThat((double) y[i])
            .as("at %s", x[i])
            .isEqualTo(right, within(ulps * Math.ulp((float) right)));
        assertThat(Math.abs(y[i])).isLessThanOrEqualTo(1);
      }
    }
  }
}
