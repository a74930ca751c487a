package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import keratin.autograd.GradientCheck;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DiagonalsTest {
  private static Tensor matrix() {
    return Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
  }

  @Test
  void diagonalsTakenAndSet() {
    assertThat(Linalg.diagPart(matrix(), 1).toDoubleArray()).containsExactly(2, 6);
    Tensor other = Linalg.setDiag(matrix(), Tensor.of(new double[] {-1, -2}));
    assertThat(other.toDoubleArray()).containsExactly(-1, 2, 3, 4, -2, 6);
    Tensor tall = Linalg.setDiag(matrix().transpose(), Tensor.of(new double[] {-1, -2}));
    assertThat(tall.transpose().toDoubleArray()).containsExactly(-1, 2, 3, 4, -2, 6);
    assertThatThrownBy(() -> Linalg.setDiag(matrix(), Tensor.of(new double[] {1})))
        .hasMessage("setDiag: matrices (2, 3) need diagonals (2,), but they are (1,).");
  }

  @Test
  void diagonalsOfTensors() {
    Tensor x = matrix();
    Tensor wide = Linalg.tensorDiag(x);
    assertThat(wide.shape().dims()).containsExactly(2, 3, 2, 3);
    assertThat(wide.get(1, 2, 1, 2).doubleValue()).isEqualTo(6);
    assertThat(Linalg.tensorDiagPart(wide).toDoubleArray()).containsExactly(x.toDoubleArray());
    assertThat(Linalg.matrixDiag(x).shape().dims()).containsExactly(2, 3, 3);
  }

  @Test
  void theExponentialOfARotation() {
    double angle = 9;
    Tensor turn = Tensor.of(new double[][] {{0, -angle}, {angle, 0}});
    assertThat(Linalg.expm(turn).toDoubleArray())
        .containsExactly(
            new double[] {Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)},
            within(1e-13));
    new GradientCheck(a -> Linalg.expm(a[0]))
        .order(2)
        .at(Tensor.of(new double[][] {{0.2, -0.4}, {0.7, 0.1}}));
  }

  @Test
  void solutionsByCholesky() {
    Tensor a = Tensor.of(new double[][] {{4, 1}, {1, 3}});
    Tensor b = Tensor.of(new double[][] {{1}, {2}});
    Tensor x = Linalg.choleskySolve(Linalg.cholesky(a), b);
    assertThat(a.matmul(x).toDoubleArray()).containsExactly(new double[] {1, 2}, within(1e-14));
  }

  @Test
  void cosinesAndTheirInverse() {
    Tensor x = matrix();
    assertThat(Signal.idct(Signal.dct(x, "ortho"), "ortho").toDoubleArray())
        .containsExactly(x.toDoubleArray(), within(1e-14));
    assertThat(Signal.idct(Signal.dct(x, null), null).div(6).toDoubleArray())
        .containsExactly(x.toDoubleArray(), within(1e-14));
    assertThat(Signal.fftshift(Ops.range(5)).toIntArray()).containsExactly(3, 4, 0, 1, 2);
    assertThat(Signal.ifftshift(Signal.fftshift(Ops.range(5))).toIntArray())
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(Signal.overlapAndAdd(Ops.ones(3, 4), 2).toFloatArray())
        .containsExactly(1, 1, 2, 2, 2, 2, 1, 1);
  }
}
