package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.data.Dataset;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.LayerContract;
import keratin.layers.Layers;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DiscretizationTest {
  @Test
  void integersMeetBoundsBetweenThem() {
    Tensor x = Tensor.of(new int[] {-1, 0, 1});
    assertArrayEquals(new int[] {0, 0, 1}, new Discretization(0.5).of(x).toIntArray());
  }

  private static Tensor data() {
    return Tensor.of(new float[] {3.5f, -1, 0.25f, 7, 2, 2, 9, -4, 1.5f, 6, 0, 8});
  }

  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Discretization(-0.5, 0.5).outputMode("one_hot"), 4)
        .vary("bin_boundaries", List.of(0.0))
        .vary("output_mode", "count")
        .elsewhere("num_bins", "epsilon", "sparse")
        .check();
  }

  @Test
  void countsTheBoundsBelow() {
    Tensor x = Tensor.of(new float[][] {{-1.5f, 0, 3.4f, 0.5f}});
    Tensor bins = new Discretization(0.0, 1.0, 2.0).of(x);
    assertEquals(DType.INT32, bins.dtype());
    assertArrayEquals(new int[] {0, 1, 3, 1}, bins.toIntArray());
    Facts.assertClose(
        Tensor.of(new float[][] {{1, 2, 0, 1}}),
        new Discretization(0.0, 1.0, 2.0).outputMode("count").of(x),
        0,
        0);
  }

  @Test
  void learnsTheBoundsOfKeras() {
    assertBounds(learned(new Discretization(3)), 0.25, 3.5);
    assertBounds(learned(new Discretization(4)), 0, 2, 6);
    assertBounds(learned(new Discretization(5)), -0.6, 1.25, 2.3, 6.6);
    Discretization rough = learned(new Discretization(4).epsilon(0.2));
    assertBounds(rough, -0.325002, 1.925, 5.449999);
    assertArrayEquals(
        new int[] {2, 0, 1, 3, 2, 2, 3, 0, 1, 3, 1, 3}, rough.of(data()).toIntArray());
  }

  private static Discretization learned(Discretization layer) {
    layer.adapt(data());
    return layer;
  }

  private static void assertBounds(Discretization layer, double... expected) {
    double[] bounds = layer.binBoundaries().stream().mapToDouble(v -> v).toArray();
    assertArrayEquals(expected, bounds, 1e-5);
  }

  @Test
  void batchesAreMerged() {
    Tensor big = Ops.arange(1000).mul(37).mod(101).cast(DType.FLOAT32);
    Discretization layer = new Discretization(4);
    layer.adapt(Dataset.fromTensorSlices(big).batch(300));
    assertArrayEquals(
        new double[] {25, 50, 75},
        layer.binBoundaries().stream().mapToDouble(v -> v).toArray(),
        0.5);
    Layer copy = Layers.get(Layers.config(layer));
    Tensor x = Tensor.of(new float[] {10, 60});
    Facts.assertClose(layer.of(x), copy.of(x), 0, 0);
  }

  @Test
  void boundsAreGivenOrLearned() {
    assertEquals(
        "Discretization has no bounds yet. Learn them: adapt(data)",
        assertThrows(IllegalStateException.class, () -> new Discretization(4).of(data()))
            .getMessage());
    assertEquals(
        "Discretization: the bounds were given, so there is nothing to learn. Give the number of"
            + " bins instead: new Discretization(10)",
        assertThrows(IllegalStateException.class, () -> new Discretization(1.0).adapt(data()))
            .getMessage());
  }
}
