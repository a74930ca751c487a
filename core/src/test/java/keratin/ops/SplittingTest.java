package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SplittingTest {
  private static List<Integer> lengths(List<Tensor> parts, int axis) {
    return parts.stream().map(p -> p.shape().dim(axis)).toList();
  }

  @Test
  void partsOfEveryKind() {
    Tensor x = Ops.zeros(4, 6, 2);
    assertThat(lengths(Ops.hsplit(x, 3), 1)).containsExactly(2, 2, 2);
    assertThat(lengths(Ops.vsplit(x, new int[] {1, 3}), 0)).containsExactly(1, 2, 1);
    assertThat(lengths(Ops.dsplit(x, 2), 2)).containsExactly(1, 1);
    assertThat(lengths(Ops.arraySplit(x, 4, 1), 1)).containsExactly(2, 2, 1, 1);
    // As Python cuts: from the end, beyond the end, and backwards.
    assertThat(lengths(Ops.splitAt(x, new int[] {-1, 9, 2}, 0), 0)).containsExactly(3, 1, 0, 2);
    assertThat(lengths(Ops.hsplit(Ops.zeros(6), 2), 0)).containsExactly(3, 3);
    assertThatThrownBy(() -> Ops.vsplit(Ops.zeros(6), 2))
        .hasMessage("vsplit: x must have at least 2 axes, but its shape is (6,).");
  }

  @Test
  void axesMadeAndMoved() {
    Tensor x = Ops.zeros(2, 3, 4);
    assertThat(Ops.expandDims(x, new int[] {-1, 1}).shape().dims()).containsExactly(2, 1, 3, 4, 1);
    assertThat(Ops.moveaxis(x, new int[] {0, 1}, new int[] {-1, 0}).shape().dims())
        .containsExactly(3, 4, 2);
    assertThatThrownBy(() -> Ops.moveaxis(x, new int[] {0, 0}, new int[] {1, 2}))
        .hasMessage("moveaxis: an axis is named twice in [0, 0] to [1, 2].");
    assertThatThrownBy(() -> Ops.expandDims(x, new int[] {1, 1}))
        .hasMessageContaining("are not different places");
  }

  @Test
  void gridsByRowOrByColumn() {
    List<Tensor> vectors = List.of(Tensor.of(new int[] {1, 2}), Tensor.of(new int[] {7, 8, 9}));
    assertThat(Ops.meshgrid(vectors, "ij").getFirst().toIntArray())
        .containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(Ops.meshgrid(vectors, "xy").getFirst().toIntArray())
        .containsExactly(1, 2, 1, 2, 1, 2);
    assertThatThrownBy(() -> Ops.meshgrid(vectors, "ji")).hasMessageContaining("\"ji\"");
  }

  @Test
  void sequencesTurnedRound() {
    Tensor x = Tensor.of(new int[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor lengths = Tensor.of(new int[] {2, 3});
    assertThat(Ops.reverseSequence(x, lengths, 1, 0).toIntArray())
        .containsExactly(2, 1, 3, 6, 5, 4);
    assertThat(Ops.reverseSequence(x.transpose(), lengths, 0, 1).transpose().toIntArray())
        .containsExactly(2, 1, 3, 6, 5, 4);
    assertThatThrownBy(() -> Ops.reverseSequence(x, Tensor.of(new int[] {4, 1}), 1, 0))
        .hasMessage("reverseSequence: length 4 of row 0 is not within 0 and 3.");
  }
}
