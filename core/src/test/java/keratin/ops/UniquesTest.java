package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UniquesTest {
  @Test
  void sortedOrAsFound() {
    Tensor x = Tensor.of(new int[][] {{3, 1}, {2, 1}});
    Ops.UniqueSlices sorted = Ops.unique(x, true, null, null, null);
    assertThat(sorted.values().toIntArray()).containsExactly(1, 2, 3);
    assertThat(sorted.index().toIntArray()).containsExactly(1, 2, 0);
    assertThat(sorted.inverse().shape()).isEqualTo(x.shape());
    assertThat(sorted.inverse().toIntArray()).containsExactly(2, 0, 1, 0);
    assertThat(sorted.counts().toIntArray()).containsExactly(2, 1, 1);
    assertThat(Ops.unique(x, false, null, null, null).values().toIntArray())
        .containsExactly(3, 1, 2);
  }

  @Test
  void slicesInTheOrderOfTheirElements() {
    Tensor x = Tensor.of(new float[][] {{1, 0, 1}, {0, 5, 0}});
    Ops.UniqueSlices columns = Ops.unique(x, true, -1, null, null);
    assertThat(columns.values().toFloatArray()).containsExactly(0, 1, 5, 0);
    assertThat(columns.inverse().toIntArray()).containsExactly(1, 0, 1);
  }

  @Test
  void cutAndFilledUp() {
    Tensor x = Tensor.of(new long[] {3, 1, 2, 1});
    Ops.UniqueSlices filled = Ops.unique(x, true, null, 5, -1.0);
    assertThat(filled.values().toLongArray()).containsExactly(1, 2, 3, -1, -1);
    assertThat(filled.counts().toIntArray()).containsExactly(2, 1, 1, 0, 0);
    assertThat(Ops.unique(x, true, null, 2, null).values().toLongArray()).containsExactly(1, 2);
  }

  @Test
  void nanIsNeverTheSameAndZerosAre() {
    Tensor x = Tensor.of(new double[] {Double.NaN, 0, -0.0, Double.NaN});
    Ops.UniqueSlices found = Ops.unique(x, true, null, null, null);
    assertThat(found.values().toDoubleArray()).containsExactly(0, Double.NaN, Double.NaN);
    assertThat(found.counts().toIntArray()).containsExactly(2, 1, 1);
  }

  @Test
  void valuesAndInverseGiveTheTensorBack() {
    long seed = 5;
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      int[] data = random.ints(4 * random.nextInt(30), -3, 4).toArray();
      Tensor x = Tensor.of(data, Shape.of(data.length / 4, 4));
      Ops.UniqueSlices rows = Ops.unique(x, true, 0, null, null);
      assertThat(rows.values().gather(rows.inverse(), 0).toIntArray())
          .as("seed %d", seed)
          .containsExactly(data);
      assertThat(Arrays.stream(rows.counts().toIntArray()).sum()).isEqualTo(data.length / 4);
    }
  }
}
