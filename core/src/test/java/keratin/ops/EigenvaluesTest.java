package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Values in the order of {@code tf.linalg.eig}; see tools/golden/eigenvalues.py. */
class EigenvaluesTest {
  static Stream<Arguments> cases() {
    return Golden.cases(EigenvaluesTest.class, "/keratin/golden/eig.json").stream()
        .map(c -> Arguments.of(c.get("id").asString(), c));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void asTensorFlow(String id, JsonNode node) {
    Tensor a = Golden.tensor(node.get("a"));
    Linalg.ComplexEigen eig = Linalg.eig(a);
    // Values that lie close together are known, and their vectors even more, only so far.
    Golden.assertClose(eig.wReal(), Golden.tensor(node.get("w").get(0)), 1e-7, 1e-7);
    Golden.assertClose(eig.wImaginary(), Golden.tensor(node.get("w").get(1)), 1e-7, 1e-7);
    Tensor real = Golden.tensor(node.get("v").get(0));
    Tensor imaginary = Golden.tensor(node.get("v").get(1));
    // The phase of a vector hangs on the rounding errors of the last step.
    Tensor along = eig.vReal().mul(real).add(eig.vImaginary().mul(imaginary)).sum(0);
    Tensor across = eig.vReal().mul(imaginary).sub(eig.vImaginary().mul(real)).sum(0);
    Golden.assertClose(along.square().add(across.square()), along.onesLike(), 0, 1e-6);
  }

  @Test
  void matricesThatAreSpecial() {
    Linalg.ComplexEigen zero = Linalg.eig(Ops.zeros(3, 3));
    assertThat(zero.wReal().toFloatArray()).containsOnly(0);
    assertThat(zero.vReal().toFloatArray()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    // A rotation by a quarter: i and −i.
    Linalg.ComplexEigen turn = Linalg.eig(Tensor.of(new float[][] {{0, -1}, {1, 0}}));
    assertThat(turn.wReal().toFloatArray()).containsExactly(0, 0);
    assertThat(turn.wImaginary().toFloatArray()).containsExactly(1, -1);
    // Only one direction is kept by a shear.
    Linalg.ComplexEigen shear = Linalg.eig(Tensor.of(new double[][] {{1, 1}, {0, 1}}));
    assertThat(shear.wReal().toDoubleArray()).containsExactly(1, 1);
    assertThat(shear.vReal().get(0).abs().toDoubleArray()).containsExactly(1, 1);
    Linalg.ComplexEigen unknown = Linalg.eig(Tensor.of(new float[][] {{1, Float.NaN}, {0, 1}}));
    assertThat(unknown.wReal().toFloatArray()).containsOnly(Float.NaN);
    assertThat(Linalg.eig(Ops.zeros(0, 0)).wReal().size()).isZero();
  }
}
