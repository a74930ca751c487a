package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.autograd.GradientCheck;
import keratin.autograd.GradientTape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
  private static Tensor data() {
    return Tensor.of(new double[][] {{3, -1}, {2, 5}, {4, 0.5}, {-2, 7}});
  }

  private static Tensor ids() {
    return Tensor.of(new int[] {2, 0, 2, -1});
  }

  @Test
  void rowsOfEqualNumberBecomeOne() {
    assertThat(Ops.segmentSum(data(), ids(), 3).toDoubleArray())
        .containsExactly(2, 5, 0, 0, 7, -0.5);
    double low = -Double.MAX_VALUE;
    assertThat(Ops.segmentMax(data(), ids(), 3).toDoubleArray())
        .containsExactly(2, 5, low, low, 4, 0.5);
    assertThat(Ops.segmentMin(data(), ids(), 3).toDoubleArray())
        .containsExactly(2, 5, -low, -low, 3, -1);
    assertThat(Ops.segmentProd(data(), ids(), 3).toDoubleArray())
        .containsExactly(2, 5, 1, 1, 12, -0.5);
    assertThat(Ops.segmentMean(data(), ids(), 3).toDoubleArray())
        .containsExactly(2, 5, 0, 0, 3.5, -0.25);
  }

  @Test
  void sortedSegmentsWithoutRowsAreZero() {
    Tensor ids = Tensor.of(new int[] {0, 0, 2, 2});
    assertThat(Ops.segmentMax(data(), ids, null, true).toDoubleArray())
        .containsExactly(3, 5, 0, 0, 4, 7);
    assertThatThrownBy(() -> Ops.segmentMin(data(), ids(), null, true))
        .hasMessage(
            "segment_min: sorted is true, but segment number 0 follows 2. Leave sorted away.");
  }

  @Test
  void wrongSegments() {
    assertThatThrownBy(() -> Ops.segmentMax(data(), Tensor.of(new int[] {0, 1, 5, 0}), 3))
        .hasMessageContaining("there is a segment number 5, but there are 3 segments");
    assertThatThrownBy(() -> Ops.segmentSum(data(), Tensor.of(new int[] {0, 1}), 3))
        .hasMessageContaining("must begin with that of the segment numbers");
  }

  @Test
  void gradients() {
    Tensor x = data();
    new GradientCheck(a -> Ops.segmentMax(a[0], ids(), 3).maximum(-9).square()).order(2).at(x);
    new GradientCheck(a -> Ops.segmentMin(a[0], ids(), 3).minimum(9).square()).order(2).at(x);
    Tensor zeros = Tensor.of(new double[] {2, 0, 3, 0, 0, 5});
    Tensor ids = Tensor.of(new int[] {0, 0, 0, 1, 1, 1});
    new GradientCheck(a -> Ops.segmentProd(a[0], ids, 2).exp()).order(1).at(zeros);
    new GradientCheck(a -> Ops.segmentProd(a[0], ids, 2).square()).order(2).at(zeros.add(1));
  }

  @Test
  void equalsShareTheGradient() {
    Tensor x = Tensor.of(new float[] {1, 4, 4, 2});
    try (GradientTape tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = Ops.segmentMax(x, Tensor.of(new int[] {0, 0, 0, 0}), 1);
      assertThat(tape.gradient(y, x).toFloatArray()).containsExactly(0, 0.5f, 0.5f, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "max", "min", "mul"})
  void updatesAreJoinedInOrder(String reduction) {
    Tensor x = Tensor.of(new double[] {2, 3, 1, 1.5});
    Tensor at = Tensor.of(new int[][] {{0}, {0}, {1}});
    Tensor updates = Tensor.of(new double[] {3.5, 5, 2});
    double[] expected =
        switch (reduction) {
          case "add" -> new double[] {10.5, 5, 1, 1.5};
          case "max" -> new double[] {5, 3, 1, 1.5};
          case "min" -> new double[] {2, 2, 1, 1.5};
          default -> new double[] {35, 6, 1, 1.5};
        };
    assertThat(Ops.scatterUpdate(x, at, updates, reduction).toDoubleArray())
        .containsExactly(expected);
    new GradientCheck(a -> Ops.scatterUpdate(a[0], at, a[1], reduction).square())
        .order(2)
        .at(x, updates);
    assertThatThrownBy(() -> Ops.scatterUpdate(x, at, updates, "xor"))
        .hasMessageContaining("\"xor\" is no reduction");
  }
}
