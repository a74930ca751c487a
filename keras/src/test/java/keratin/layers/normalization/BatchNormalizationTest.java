package keratin.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BatchNormalizationTest {
  private static LayerContract contract() {
    return new LayerContract(BatchNormalization::new, 4, 3);
  }

  @Test
  void keepsTheContract() {
    Map<String, Object> renorm = Map.of("renorm", true);
    contract()
        .weights("gamma (3,)", "beta (3,)", "moving_mean (3,)", "moving_variance (3,)")
        .vary("axis", 1)
        .vary("momentum", 0.5)
        .vary("epsilon", 0.1)
        .vary("center", false)
        .vary("scale", false)
        .vary("beta_initializer", "ones")
        .vary("gamma_initializer", "zeros")
        .vary("moving_mean_initializer", "ones")
        .vary("moving_variance_initializer", "zeros")
        .vary("beta_regularizer", "l2", Map.of("beta_initializer", "ones"))
        .vary("gamma_regularizer", "l1")
        .vary("beta_constraint", "unit_norm", Map.of("beta_initializer", "ones"))
        .vary("gamma_constraint", "unit_norm")
        .accept("synchronized", true)
        .vary("renorm", true)
        .vary("renorm_clipping", Map.of("rmax", 0.1, "rmin", 0.1, "dmax", 0.0), renorm)
        .vary("renorm_momentum", 0.5, renorm)
        .check();
  }

  @Test
  void normalizesByTheBatchAndLetsTheAveragesFollow() {
    BatchNormalization layer = new BatchNormalization().momentum(0.75).epsilon(0);
    Tensor x = Tensor.of(new float[][] {{1, 10}, {3, 30}});
    Facts.assertClose(Tensor.of(new float[][] {{-1, -1}, {1, 1}}), layer.of(x, true), 1e-6, 0);
    Facts.assertClose(Tensor.of(new float[] {0.5f, 5}), layer.movingMean(), 1e-6, 0);
    // The batch's variances are 1 and 100: squares are divided by 2, not by 1.
    Facts.assertClose(Tensor.of(new float[] {1, 25.75f}), layer.movingVariance(), 1e-6, 0);
    Facts.assertClose(
        Tensor.of(new float[][] {{0.5f, 0.985329f}, {2.5f, 4.926646f}}), layer.of(x), 1e-6, 0);
  }

  @Test
  void frozenItInfers() {
    BatchNormalization layer = new BatchNormalization();
    Tensor x = Tensor.of(new float[][] {{1, 10}, {3, 30}});
    layer.trainable(false);
    Facts.assertClose(layer.of(x), layer.of(x, true), 0, 0);
    Facts.assertClose(Tensor.of(new float[2]), layer.movingMean(), 0, 0);
  }

  @Test
  void whatAMaskLeavesOutDoesNotCount() {
    BatchNormalization layer = new BatchNormalization().momentum(0);
    Tensor x = Tensor.of(new float[][][] {{{1}, {3}, {Float.NaN}}});
    Tensor mask = Tensor.of(new boolean[][] {{true, true, false}});
    Tensor y = layer.of(Mask.attach(x, mask), true);
    Facts.assertClose(Tensor.of(new float[] {2}), layer.movingMean(), 1e-6, 0);
    Facts.assertClose(Tensor.of(new float[] {1}), layer.movingVariance(), 1e-6, 0);
    Facts.assertClose(Tensor.of(new float[] {-0.9995f}), y.get("0, 0"), 1e-4, 0);
    assertSame(mask, Mask.of(y));
  }

  @Test
  void halvesAreSummedInFloats() {
    Tensor x =
        RandomOps.normal(Shape.of(300, 2), 300, 2, DType.FLOAT32, Seed.of(5)).cast(DType.FLOAT16);
    BatchNormalization layer = new BatchNormalization().dtype(DType.FLOAT16).momentum(0);
    Tensor y = layer.of(x, true);
    assertEquals(DType.FLOAT16, y.dtype());
    Facts.assertClose(
        Tensor.of(new float[] {300, 300}), layer.movingMean().cast(DType.FLOAT32), 1e-2, 0);
    Facts.assertClose(
        Tensor.of(new float[] {4, 4}), layer.movingVariance().cast(DType.FLOAT32), 0.2, 0);
  }

  @Test
  void renormTrainsByMovingAverages() {
    BatchNormalization layer = new BatchNormalization().renorm(true).epsilon(0);
    Tensor x = Tensor.of(new float[][] {{1}, {3}});
    layer.of(x);
    layer.setWeights(
        List.of(
            Tensor.of(new float[] {1}),
            Tensor.of(new float[] {0}),
            Tensor.of(new float[] {0}),
            Tensor.of(new float[] {1}),
            Tensor.of(new float[] {1}),
            Tensor.of(new float[] {1}),
            Tensor.of(new float[] {2})));
    Facts.assertClose(Tensor.of(new float[][] {{0}, {1}}), layer.of(x, true), 1e-6, 1e-6);
  }

  @Test
  void errorsNameWhatDoesNotFit() {
    assertEquals(
        "BatchNormalization needs to know the number of channels, but axis -1 of the input (None,"
            + " None) has no length. Give it one.",
        assertThrows(
                ShapeException.class,
                () -> new BatchNormalization().buildFor(Shape.of(Shape.UNKNOWN, Shape.UNKNOWN)))
            .getMessage());
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    assertEquals(
        "batch_normalization: the mask must have one axis less than the inputs, but the mask is"
            + " (1, 2) and the inputs are (1, 2).\n  in BatchNormalization \"bn\"",
        assertThrows(
                ShapeException.class,
                () ->
                    new BatchNormalization()
                        .name("bn")
                        .of(Mask.attach(x, Tensor.of(new boolean[][] {{true, true}}))))
            .getMessage());
    assertEquals(
        "BatchNormalization: renorm_clipping must be a map of bounds or null, but {rmid=1.0}"
            + " came.\n  The bounds are rmin, rmax and dmax, each of which may be left out; there"
            + " is no rmid.",
        assertThrows(
                IllegalArgumentException.class,
                () -> new BatchNormalization().renormClipping(Map.of("rmid", 1.0)))
            .getMessage());
  }
}
