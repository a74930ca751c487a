package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import keratin.autograd.GradientCheck;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CountsTest {
  @Test
  void partitionsAreStitchedTogether() {
    Tensor data = Tensor.of(new int[][] {{1, 2}, {3, 4}, {5, 6}});
    Tensor partitions = Tensor.of(new int[] {1, 0, 1});
    List<Tensor> parts = Ops.dynamicPartition(data, partitions, 2);
    List<Tensor> places = Ops.dynamicPartition(Ops.range(3), partitions, 2);
    assertThat(parts.get(1).toIntArray()).containsExactly(1, 2, 5, 6);
    assertThat(Ops.dynamicStitch(places, parts).toIntArray()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThatThrownBy(() -> Ops.dynamicPartition(data, partitions, 1))
        .hasMessageContaining("partitions are numbered from 0 to 0");
  }

  @Test
  void whatWasTakenForWhat() {
    Tensor labels = Tensor.of(new int[] {0, 1, 1});
    Tensor predictions = Tensor.of(new int[] {0, 1, 2});
    assertThat(Ops.confusionMatrix(labels, predictions, null).toIntArray())
        .containsExactly(1, 0, 0, 0, 1, 1, 0, 0, 0);
  }

  @Test
  void permutationsAndOrders() {
    Tensor order = Tensor.of(new int[] {2, 0, 1});
    assertThat(Ops.invertPermutation(order).toIntArray()).containsExactly(1, 2, 0);
    assertThatThrownBy(() -> Ops.invertPermutation(Tensor.of(new int[] {0, 2})))
        .hasMessageStartingWith("invertPermutation: every number");
    assertThat(Ops.isNonDecreasing(Tensor.of(new int[] {1, 1, 2})).booleanValue()).isTrue();
    assertThat(Ops.isStrictlyIncreasing(Tensor.of(new int[] {1, 1, 2})).booleanValue()).isFalse();
  }

  @Test
  void functionsOfNumbers() {
    Tensor x = Tensor.of(new double[] {0, 2});
    Tensor y = Tensor.of(new double[] {0, 4});
    assertThat(Ops.xdivy(x, y).toDoubleArray()).containsExactly(0, 0.5);
    assertThat(Ops.xlog1py(x, y).toDoubleArray()).containsExactly(0, 2 * Math.log1p(4));
    assertThat(Ops.reciprocalNoNan(y).toDoubleArray()).containsExactly(0, 0.25);
    assertThat(Ops.polyval(List.of(Tensor.of(3.0), Tensor.of(-1.0)), y).toDoubleArray())
        .containsExactly(-1, 11);
    assertThat(Ops.ndtri(Tensor.of(0.975)).doubleValue())
        .isCloseTo(1.959963984540054, within(1e-14));
    // B(2, 3) = 1/12.
    assertThat(Ops.lbeta(Tensor.of(new double[] {2, 3})).doubleValue())
        .isCloseTo(-Math.log(12), within(1e-14));
  }

  @Test
  void runningLogarithmsOfSums() {
    Tensor x = Tensor.of(new double[] {0.3, -1.2, 2, 0.4});
    double[] direct = Ops.cumsum(x.exp(), 0).log().toDoubleArray();
    assertThat(Ops.cumulativeLogsumexp(x, 0, false, false).toDoubleArray())
        .containsExactly(direct, within(1e-14));
    double[] shifted = Ops.cumulativeLogsumexp(x, 0, true, true).toDoubleArray();
    assertThat(shifted[2]).isCloseTo(0.4, within(1e-14));
    assertThat(shifted[3]).isEqualTo(-Double.MAX_VALUE);
    new GradientCheck(a -> Ops.cumulativeLogsumexp(a[0], 0, false, true)).order(2).at(x);
  }

  @Test
  void everyNumberHasABin() {
    Tensor x = Tensor.of(new double[] {-9, 0, 0.4, 0.6, 9});
    assertThat(Ops.histogramFixedWidth(x, new double[] {0, 1}, 2).toIntArray())
        .containsExactly(3, 2);
  }
}
