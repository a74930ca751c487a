package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import keratin.autograd.GradientCheck;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SortingTest {
  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"BOOL", "STRING"})
  @Tag("A14")
  void everyDtypeSorts(DType type) {
    long seed = 11;
    double[] data = new Random(seed).doubles(60, type.isUnsigned() ? 0 : -99, 99).toArray();
    Tensor x = Tensor.of(data, Shape.of(3, 20)).cast(type);
    double[] expected = x.toDoubleArray();
    for (int row = 0; row < 3; row++) {
      Arrays.sort(expected, 20 * row, 20 * row + 20);
    }
    assertThat(Ops.sort(x).dtype()).isEqualTo(type);
    assertThat(Ops.sort(x).toDoubleArray()).as("seed %d", seed).containsExactly(expected);
    Tensor falling = Ops.flip(Ops.sort(x, 1, true), 1);
    assertThat(falling.toDoubleArray()).containsExactly(expected);
    assertThat(Ops.sort(x.transpose(), 0).transpose().toDoubleArray()).containsExactly(expected);
  }

  @Test
  @Tag("A14")
  void equalsKeepTheirOrder() {
    Tensor x = Tensor.of(new float[] {2, 1, 2, 1, -0f, 0f});
    assertThat(Ops.argsort(x).toIntArray()).containsExactly(4, 5, 1, 3, 0, 2);
    assertThat(Ops.argsort(x, 0, true).toIntArray()).containsExactly(0, 2, 1, 3, 4, 5);
    Tensor wide = x.cast(DType.FLOAT64);
    assertThat(Ops.argsort(wide, 0, true).toIntArray()).containsExactly(0, 2, 1, 3, 5, 4);
    Tensor broken = Tensor.of(new float[] {Float.NaN, 1, Float.NEGATIVE_INFINITY});
    assertThat(Ops.argsort(broken).toIntArray()).containsExactly(2, 1, 0);
  }

  @Test
  @Tag("A14")
  void topKAccuracyOfTheNotes() {
    Tensor prob = Tensor.of(new float[][] {{0.1f, 0.2f, 0.7f}, {0.2f, 0.7f, 0.1f}});
    Tensor target = Tensor.of(new int[] {2, 0});
    Ops.TopK top = Ops.topK(prob, 3);
    assertThat(top.indices().toIntArray()).containsExactly(2, 1, 0, 1, 0, 2);
    assertThat(top.values().toFloatArray()).containsExactly(0.7f, 0.2f, 0.1f, 0.7f, 0.2f, 0.1f);
    float[] accuracy = {0.5f, 1, 1};
    for (int k = 1; k <= 3; k++) {
      Tensor hits = Ops.inTopK(target, prob, k).cast(DType.FLOAT32);
      assertThat(hits.mean().floatValue()).isEqualTo(accuracy[k - 1]);
    }
    assertThatThrownBy(() -> Ops.topK(prob, 4))
        .hasMessage("topK: k is 4, but the last axis of the shape (2, 3) has 3 elements.");
  }

  @Test
  @Tag("A14")
  void gradientsFollowTheElements() {
    Tensor x = Tensor.of(new double[][] {{0.3, -0.6, 1.2}, {2.1, 0.4, -0.9}});
    new GradientCheck(a -> Ops.sort(a[0], 0).square()).order(2).at(x);
    new GradientCheck(a -> Ops.topK(a[0], 2).values().exp()).order(2).at(x);
    new GradientCheck(a -> Ops.median(a[0], 1).exp()).order(2).at(x);
  }

  @Test
  @Tag("A13")
  void whatOccurs() {
    Ops.Unique unique = Ops.unique(Tensor.of(new int[] {4, 2, 2, 4, 3}));
    assertThat(unique.values().toIntArray()).containsExactly(4, 2, 3);
    assertThat(unique.indices().toIntArray()).containsExactly(0, 1, 1, 0, 2);
    assertThat(unique.counts().toIntArray()).containsExactly(2, 2, 1);
    assertThat(Ops.unique(Tensor.of(new String[] {"b", "a", "b"})).values().toStringArray())
        .containsExactly("b", "a");
    assertThat(Ops.bincount(Tensor.of(new int[] {1, 1, 2, 5})).toIntArray())
        .containsExactly(0, 2, 1, 0, 0, 1);
    assertThat(Ops.bincount(Tensor.of(new int[] {1}), 4).toIntArray()).containsExactly(0, 1, 0, 0);
    Tensor weights = Tensor.of(new float[] {0.5f, 1, 2});
    assertThat(Ops.bincount(Tensor.of(new int[] {1, 0, 1}), weights, 0).toFloatArray())
        .containsExactly(1, 2.5f);
    assertThatThrownBy(() -> Ops.bincount(Tensor.of(new int[] {-1})))
        .hasMessage("bincount: x must not be negative, but holds -1.");
  }

  @Test
  void insertionPoints() {
    Tensor sorted = Tensor.of(new float[] {1, 3, 3, 5});
    Tensor values = Tensor.of(new float[] {0, 3, 6});
    assertThat(Ops.searchsorted(sorted, values, "left").toIntArray()).containsExactly(0, 1, 4);
    assertThat(Ops.searchsorted(sorted, values, "right").toIntArray()).containsExactly(0, 3, 4);
  }

  @Test
  @Tag("A13")
  void middles() {
    Tensor x = Tensor.of(new double[][] {{3, 1, 2}, {9, 7, 8}});
    assertThat(Ops.median(x).doubleValue()).isEqualTo(5);
    assertThat(Ops.median(x, 0).toDoubleArray()).containsExactly(6, 4, 5);
    assertThat(Ops.quantile(x, 0.25, 1).toDoubleArray()).containsExactly(1.5, 7.5);
    assertThat(Ops.percentile(x, 100).doubleValue()).isEqualTo(9);
    assertThat(Ops.ptp(x, 1).toDoubleArray()).containsExactly(2, 2);
    assertThat(Ops.diff(x, 1, 1).toDoubleArray()).containsExactly(-2, 1, -2, 1);
    assertThat(Ops.average(x, Tensor.of(new double[] {1, 0, 1}), 1).toDoubleArray())
        .containsExactly(2.5, 8.5);
    Tensor broken = Tensor.of(new double[] {1, Double.NaN, 3});
    assertThat(Ops.median(broken).doubleValue()).isNaN();
    assertThat(Ops.nansum(broken).doubleValue()).isEqualTo(4);
    assertThat(Ops.nanmean(broken).doubleValue()).isEqualTo(2);
    assertThat(Ops.nanvar(broken).doubleValue()).isCloseTo(1, within(1e-15));
    assertThat(Ops.nanmax(broken).doubleValue()).isEqualTo(3);
    assertThat(Ops.nanmin(Tensor.of(Double.NaN)).doubleValue()).isNaN();
    Tensor odd = Tensor.of(new double[] {Double.NaN, Double.POSITIVE_INFINITY, -5});
    assertThat(Ops.nanToNum(odd, 0, 100, -100).toDoubleArray()).containsExactly(0, 100, -5);
  }

  @Test
  void nanIsBehindAllBins() {
    Tensor x = Tensor.of(new double[] {Double.NaN, -1, 2, 9});
    assertThat(Ops.digitize(x, Tensor.of(new double[] {0, 2, 5})).toIntArray())
        .containsExactly(3, 0, 2, 3);
  }

  @Test
  void countsOfAMatrixAreAskedForAsARow() {
    assertThatThrownBy(() -> Ops.histogram(Ops.zeros(2, 3), 4))
        .hasMessage(
            "histogram: a vector is needed, but the shape is (2, 3). Use x.reshape(-1) to count all"
                + " elements.");
  }
}
