package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import keratin.autograd.GradientCheck;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RearrangingTest {
  private static Tensor numbers(int... dims) {
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    return Ops.range(size).cast(DType.FLOAT64).reshape(dims);
  }

  @Test
  void windowsOfAnImage() {
    Tensor y = Nn.unfold(numbers(1, 1, 2, 3), 2);
    assertThat(y.shape().dims()).containsExactly(1, 4, 2);
    assertThat(y.toDoubleArray()).containsExactly(0, 1, 1, 2, 3, 4, 4, 5);
  }

  @Test
  void foldAddsWhatUnfoldRepeats() {
    int[] kernel = {3, 2};
    int[] one = {1};
    int[] padding = {1, 0};
    int[] stride = {2, 1};
    Tensor x = numbers(2, 3, 5, 4);
    Tensor blocks = Nn.unfold(x, kernel, one, padding, stride);
    Tensor times = Nn.unfold(x.onesLike(), kernel, one, padding, stride);
    int[] size = {5, 4};
    Tensor back = Nn.fold(blocks, size, kernel, one, padding, stride);
    Tensor counts = Nn.fold(times, size, kernel, one, padding, stride);
    assertThat(back.toDoubleArray()).containsExactly(x.mul(counts).toDoubleArray());
    new GradientCheck(a -> Nn.unfold(a[0], kernel, new int[] {2}, one, one).square())
        .order(2)
        .at(numbers(1, 1, 5, 4));
    assertThatThrownBy(() -> Nn.unfold(x, 9))
        .hasMessage("unfold: a window of 9 elements, 1 apart, does not fit into 5.");
  }

  @Test
  void depthAndSpaceUndoEachOther() {
    Tensor x = numbers(2, 4, 6, 3);
    assertThat(Nn.spaceToDepth(x, 2).shape().dims()).containsExactly(2, 2, 3, 12);
    assertThat(Nn.depthToSpace(Nn.spaceToDepth(x, 2), 2).toDoubleArray())
        .containsExactly(x.toDoubleArray());
    Tensor first = x.transpose(0, 3, 1, 2);
    assertThat(Nn.spaceToDepth(first, 2, "channels_first").toDoubleArray())
        .containsExactly(Nn.spaceToDepth(x, 2).transpose(0, 3, 1, 2).toDoubleArray());
    assertThatThrownBy(() -> Nn.depthToSpace(x, 2)).hasMessageContaining("3 channels do not fill");
  }

  @Test
  void batchAndSpaceUndoEachOther() {
    Tensor x = numbers(2, 3, 4, 2);
    int[] block = {2, 2};
    int[][] border = {{1, 0}, {0, 0}};
    Tensor y = Nn.spaceToBatch(x, block, border);
    assertThat(y.shape().dims()).containsExactly(8, 2, 2, 2);
    assertThat(Nn.batchToSpace(y, block, border).toDoubleArray())
        .containsExactly(x.toDoubleArray());
    assertThatThrownBy(() -> Nn.spaceToBatch(x, block, new int[2][2]))
        .hasMessageContaining("which blocks of 2 do not fill");
  }

  @Test
  void axesByName() {
    Tensor x = numbers(4, 6);
    assertThat(Ops.rearrange(x, "a b -> b a").toDoubleArray())
        .containsExactly(x.transpose().toDoubleArray());
    Tensor patches = Ops.rearrange(x, "(h p) (w q) -> (h w) p q", Map.of("p", 2, "q", 3));
    assertThat(patches.shape().dims()).containsExactly(4, 2, 3);
    assertThat(patches.get(1).toDoubleArray()).containsExactly(3, 4, 5, 9, 10, 11);
    assertThatThrownBy(() -> Ops.rearrange(x, "(h p) w -> h p w"))
        .hasMessage("rearrange: give the length of \"h\" or \"p\" in \"(h p) w -> h p w\".");
    assertThatThrownBy(() -> Ops.rearrange(x, "a b -> a c"))
        .hasMessage("rearrange: both sides of \"a b -> a c\" must name the same axes.");
  }
}
