package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.data.Dataset;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class NormalizationTest {
  @Test
  void keepsTheContract() {
    new LayerContract(Normalization::new, 4, 3)
        .weights("mean (3,)", "variance (3,)", "count ()")
        .vary("axis", List.of(1, 2))
        .elsewhere("mean", "variance", "invert")
        .check();
  }

  @Test
  void keepsTheContractWithNumbersGiven() {
    new LayerContract(
            () -> new Normalization().mean(new double[] {1, 2, 3}).variance(new double[] {4, 1, 9}),
            3,
            3)
        .vary("axis", 1)
        .vary("mean", List.of(0.0, 0.0, 0.0))
        .vary("variance", List.of(1.0, 1.0, 1.0))
        .vary("invert", true)
        .check();
  }

  @Test
  void learnsMeanAndVariance() {
    Normalization layer = new Normalization();
    Tensor data = Tensor.of(new float[][] {{1, 2}, {3, 6}});
    layer.adapt(data);
    Facts.assertClose(Tensor.of(new float[][] {{-1, -1}, {1, 1}}), layer.of(data), 1e-6, 0);
    Normalization all = new Normalization().axis();
    all.adapt(data);
    Facts.assertClose(Tensor.full(DType.FLOAT32, 3), all.weights().get(0).value(), 1e-6, 0);
    Facts.assertClose(Tensor.full(DType.FLOAT32, 3.5), all.weights().get(1).value(), 1e-6, 0);
  }

  @Test
  void batchesCountByTheirSize() {
    Tensor data = Tensor.of(new float[][] {{1, 2}, {3, 6}, {4, 9}});
    Normalization layer = new Normalization();
    layer.adapt(List.of(data.slice(0, 0, 1), data.slice(0, 1, 2)));
    Tensor mean = Tensor.of(new float[] {8 / 3f, 17 / 3f});
    Tensor variance = Tensor.of(new float[] {1.5555556f, 8.222223f});
    Facts.assertClose(mean, layer.weights().get(0).value(), 1e-6, 0);
    Facts.assertClose(variance, layer.weights().get(1).value(), 1e-6, 0);
    Normalization again = new Normalization();
    again.adapt(Dataset.fromTensorSlices(data).batch(2));
    Facts.assertClose(mean, again.weights().get(0).value(), 1e-6, 0);
    Facts.assertClose(variance, again.weights().get(1).value(), 1e-6, 0);
  }

  @Test
  void undoesItself() {
    Tensor x = Tensor.of(new float[][] {{1, 2, 3}});
    Normalization there = new Normalization().mean(3.0).variance(2.0);
    Normalization back = new Normalization().mean(3.0).variance(2.0).invert(true);
    Facts.assertClose(x, back.of(there.of(x)), 1e-6, 1e-6);
  }

  @Test
  void wrongUsesAreNamed() {
    assertEquals(
        "Normalization: mean and variance must both be given, with one shape, but are [3.0] and"
            + " null.\n"
            + "  in Normalization \"n\"",
        assertThrows(
                TensorException.class,
                () ->
                    new Normalization().mean(3.0).name("n").of(Tensor.full(DType.FLOAT32, 0, 1, 2)))
            .getMessage());
    assertEquals(
        "Normalization: axis [3] is none of the 2 axes of (1, 2).\n  in Normalization \"n\"",
        assertThrows(
                ShapeException.class,
                () -> new Normalization().axis(3).name("n").of(Tensor.full(DType.FLOAT32, 0, 1, 2)))
            .getMessage());
    assertEquals(
        "Normalization: there is no data to learn from. Give at least one batch.",
        assertThrows(IllegalArgumentException.class, () -> new Normalization().adapt(List.of()))
            .getMessage());
  }
}
