package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import keratin.autograd.GradientCheck;
import keratin.autograd.GradientTape;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.IndexException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The values of the requirements' rows, and the error texts. */
class OpsTest {
  private static int[] dims(Tensor x) {
    return x.shape().dims();
  }

  @Test
  @Tag("A1")
  void creation() {
    assertThat(Ops.zeros(2, 3).spec()).hasToString("(2, 3) float32");
    assertThat(Ops.ones(Shape.of(2), DType.INT8).toIntArray()).containsExactly(1, 1);
    assertThat(Ops.fill(Shape.of(2, 2), 9).spec()).hasToString("(2, 2) int32");
    assertThat(Ops.fill(Shape.of(2), 0.5).toFloatArray()).containsExactly(0.5f, 0.5f);
    assertThat(Ops.full(Shape.of(2), 3).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Ops.range(10).toIntArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(Ops.range(5, 0, -2).toIntArray()).containsExactly(5, 3, 1);
    assertThat(Ops.range(0.0, 1, 0.25).toFloatArray()).containsExactly(0, 0.25f, 0.5f, 0.75f);
    assertThat(Ops.range(3, 3).spec()).hasToString("(0,) int32");
    assertThat(Ops.linspace(0, 1, 5).toFloatArray()).containsExactly(0, 0.25f, 0.5f, 0.75f, 1);
    assertThat(Ops.linspace(0, 10, 1).toFloatArray()).containsExactly(0);
    assertThat(Ops.linspace(0, 10, 5, false, DType.INT32).toIntArray())
        .containsExactly(0, 2, 4, 6, 8);
    assertThat(Ops.eye(2, 3, 1, DType.INT32).toIntArray()).containsExactly(0, 1, 0, 0, 0, 1);
    assertThat(Ops.eye(3).toFloatArray()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    assertThat(Ops.tri(2, 3, 0).toIntArray()).containsExactly(1, 0, 0, 1, 1, 0);
    assertThat(Ops.convertToTensor(List.of(1, 2), DType.FLOAT64).spec())
        .hasToString("(2,) float64");
    assertThat(Ops.zeros(4, 5, 6).size()).isEqualTo(120);
    assertThat(Ops.fullLike(Ops.range(3), 7))
        .hasToString("tf.Tensor([7 7 7], shape=(3,), dtype=int32)");
  }

  @Test
  @Tag("A1")
  void oneHot() {
    Tensor labels = Tensor.of(new int[] {0, 2, -1, 5});
    assertThat(Ops.oneHot(labels, 3).toFloatArray())
        .containsExactly(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    Tensor first = Ops.oneHot(labels, 3, 0, DType.BOOL);
    assertThat(dims(first)).containsExactly(3, 4);
    assertThat(first.slice(0, 2, 1).toBooleanArray()).containsExactly(false, true, false, false);
    assertThat(dims(Ops.oneHot(Tensor.of(1), 10))).containsExactly(10);
  }

  @Test
  @Tag("A3")
  void castsAndTests() {
    assertThat(Ops.isTensor(Ops.ones(1))).isTrue();
    assertThat(Ops.isTensor(new float[1])).isFalse();
    assertThat(Ops.cast(Tensor.of(new double[] {-1.7, 2.9}), "int32").toIntArray())
        .containsExactly(-1, 2);
    assertThat(Ops.cast(Tensor.of(new int[] {0, 7}), DType.BOOL).toBooleanArray())
        .containsExactly(false, true);
    assertThat(Ops.cast(Tensor.of(new boolean[] {true, false}), DType.INT32).toIntArray())
        .containsExactly(1, 0);
  }

  @Test
  @Tag("A8")
  void shapes() {
    Tensor x = Ops.zeros(4, 28, 28, 3);
    assertThat(dims(Ops.reshape(x, 4, -1, 3))).containsExactly(4, 784, 3);
    assertThat(Ops.reshape(x, 4, -1, 3).address()).isEqualTo(x.address());
    assertThat(dims(Ops.transpose(x, 0, 3, 1, 2))).containsExactly(4, 3, 28, 28);
    assertThat(dims(Ops.expandDims(x, -1))).containsExactly(4, 28, 28, 3, 1);
    assertThat(dims(Ops.squeeze(Ops.zeros(1, 2, 1, 3), 0))).containsExactly(2, 1, 3);
    assertThat(dims(Ops.swapaxes(x, 1, -1))).containsExactly(4, 3, 28, 28);
    assertThat(dims(Ops.moveaxis(Ops.zeros(2, 3, 4), 0, -1))).containsExactly(3, 4, 2);
    assertThat(dims(Ops.ravel(x))).containsExactly(9408);
  }

  @Test
  @Tag("A9")
  void broadcasting() {
    Tensor x = Ops.ones(4, 32, 32, 3);
    for (int[] shape : new int[][] {{3}, {32, 32, 1}, {4, 1, 1, 1}}) {
      assertThat(dims(Ops.add(x, Ops.zeros(shape)))).containsExactly(4, 32, 32, 3);
    }
    assertThatThrownBy(() -> Ops.add(x, Ops.zeros(1, 4, 1, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("add: Incompatible shapes: [4,32,32,3] vs. [1,4,1,1]");
    Tensor v = Tensor.of(new int[][] {{1, 2}});
    assertThat(Ops.tile(v, 2, 2).toIntArray()).containsExactly(1, 2, 1, 2, 1, 2, 1, 2);
    assertThat(dims(Ops.tile(Ops.range(3), 2, 1))).containsExactly(2, 3);
    assertThat(Ops.repeat(Ops.range(3), 2).toIntArray()).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(Ops.repeat(v, 2, 1).toIntArray()).containsExactly(1, 1, 2, 2);
    assertThat(Ops.repeat(Ops.range(3), new int[] {1, 0, 2}, 0).toIntArray())
        .containsExactly(0, 2, 2);
    assertThat(dims(Ops.broadcastTo(v, 3, 1, 2))).containsExactly(3, 1, 2);
  }

  @Test
  @Tag("A10")
  void arithmeticFollowsPython() {
    Tensor a = Tensor.of(new int[] {7, -7, 7, -7});
    Tensor b = Tensor.of(new int[] {2, 2, -2, -2});
    assertThat(Ops.floorDivide(a, b).toIntArray()).containsExactly(3, -4, -4, 3);
    assertThat(Ops.mod(a, b).toIntArray()).containsExactly(1, 1, -1, -1);
    assertThat(Ops.divide(a, b).toFloatArray()).containsExactly(3.5f, -3.5f, -3.5f, 3.5f);
    assertThat(Ops.mod(a.cast(DType.FLOAT32), 3).toFloatArray()).containsExactly(1, 2, 1, 2);
    assertThat(Ops.power(Tensor.of(new int[] {2, -3}), 3).toIntArray()).containsExactly(8, -27);
    Tensor log8 = Ops.divide(Ops.log(Tensor.of(8f)), Ops.log(Tensor.of(2f)));
    assertThat(log8.floatValue()).isCloseTo(3f, within(1e-6f));
    assertThat(Ops.maximum(a, 3).toIntArray()).containsExactly(7, 3, 7, 3);
    assertThat(Ops.round(Tensor.of(new float[] {0.5f, 1.5f, 2.5f})).toFloatArray())
        .containsExactly(0, 2, 2);
    assertThat(Ops.round(Tensor.of(1234.5678), 2).doubleValue()).isEqualTo(1234.57);
    assertThat(Ops.round(Tensor.of(1250), -2).intValue()).isEqualTo(1200);
    assertThat(Ops.divideNoNan(Tensor.of(3f), Tensor.of(0f)).floatValue()).isZero();
    assertThat(Ops.squaredDifference(Tensor.of(3), Tensor.of(5)).intValue()).isEqualTo(4);
    assertThat(Ops.logaddexp(Tensor.of(-1000.0), Tensor.of(-1000.0)).doubleValue())
        .isCloseTo(-1000 + Math.log(2), within(1e-12));
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(Ops.logaddexp(Tensor.of(infinity), Tensor.of(infinity)).doubleValue())
        .isEqualTo(infinity);
  }

  @Test
  @Tag("A11")
  void matrixProducts() {
    assertThat(dims(Ops.matmul(Ops.ones(4, 2, 3), Ops.ones(4, 3, 5)))).containsExactly(4, 2, 5);
    assertThat(dims(Ops.matmul(Ops.ones(4, 2, 3), Ops.ones(3, 5)))).containsExactly(4, 2, 5);
  }

  @Test
  @Tag("A12")
  void joiningAndParting() {
    Tensor x = Ops.ones(2, 4, 35, 8);
    List<Tensor> parts = Ops.split(x, new int[] {2, 2, 4}, 3);
    assertThat(parts).extracting(p -> p.shape().dim(3)).containsExactly(2, 2, 4);
    assertThat(dims(Ops.concat(3, parts))).containsExactly(2, 4, 35, 8);
    assertThat(Ops.split(x, 2, -1)).allMatch(p -> p.shape().equals(Shape.of(2, 4, 35, 4)));
    assertThat(Ops.split(x, new int[] {1, -1, 2}, 1).get(1).shape().dim(1)).isEqualTo(1);
    assertThat(dims(Ops.stack(0, x, x))).containsExactly(2, 2, 4, 35, 8);
    assertThat(dims(Ops.stack(-1, x, x))).containsExactly(2, 4, 35, 8, 2);
    assertThat(Ops.unstack(x, 3)).hasSize(8).allMatch(p -> p.shape().equals(Shape.of(2, 4, 35)));
    assertThat(Ops.concat(0, Tensor.of(new int[] {1}), Tensor.of(new float[] {2})).dtype())
        .isEqualTo(DType.FLOAT32);
    assertThatThrownBy(() -> Ops.split(x, 3, 3))
        .hasMessage(
            "split: axis 3 of the shape (2, 4, 35, 8) has length 8, which 3 equal parts do not"
                + " fill.");
    assertThatThrownBy(() -> Ops.split(x, new int[] {5, 4}, 3))
        .hasMessage("split: the lengths [5, 4] do not fill axis 3 of the shape (2, 4, 35, 8).");
    assertThatThrownBy(() -> Ops.stack(0, x, Ops.ones(2)))
        .hasMessage(
            "stack: the shapes must be equal, but tensor 0 has (2, 4, 35, 8) and tensor 1 has"
                + " (2,).");
    assertThatThrownBy(() -> Ops.concat(4, x, x))
        .isInstanceOf(IndexException.class)
        .hasMessage("axis 4 is out of range for the shape (2, 4, 35, 8), which has 4 axes");
  }

  @Test
  @Tag("A13")
  void norms() {
    assertThat(Ops.norm(Ops.ones(2, 2)).floatValue()).isEqualTo(2);
    assertThat(Ops.norm(Ops.ones(4, 28, 28, 3)).floatValue()).isCloseTo(96.99484f, within(1e-4f));
    assertThat(Ops.norm(Ops.ones(2, 2), 1).floatValue()).isEqualTo(4);
    assertThat(Ops.norm(Ops.ones(2, 2), 2, 1).toFloatArray())
        .containsExactly(1.4142135f, 1.4142135f);
    Tensor m = Tensor.of(new double[][] {{1, -7}, {-3, 4}});
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(Ops.norm(m, infinity).doubleValue()).isEqualTo(7);
    assertThat(Ops.norm(m, 1, 0, 1).doubleValue()).isEqualTo(11);
    assertThat(Ops.norm(m, infinity, 0, 1).doubleValue()).isEqualTo(8);
    assertThat(Ops.norm(m, 3, true, 0).shape()).isEqualTo(Shape.of(1, 2));
    assertThat(Ops.norm(m, 3, 0).toDoubleArray()[0]).isCloseTo(Math.cbrt(28), within(1e-12));
    assertThat(Ops.euclideanNorm(m).doubleValue()).isCloseTo(Math.sqrt(75), within(1e-12));
    assertThatThrownBy(() -> Ops.norm(m, 2, 0, 1))
        .hasMessage(
            "norm: over two axes ord is 1 or infinity, but is 2.0. For √Σx² use euclideanNorm.");
    assertThatThrownBy(() -> Ops.norm(Ops.range(3)))
        .isInstanceOf(DTypeException.class)
        .hasMessage("norm: x is int32 but must be floating. Cast it: x.cast(DType.FLOAT32)");
  }

  @Test
  @Tag("A13")
  void reductions() {
    Tensor x = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(Ops.sum(x).floatValue()).isEqualTo(21);
    assertThat(Ops.sum(x, 0).toFloatArray()).containsExactly(5, 7, 9);
    assertThat(Ops.sum(x, true, -1).shape()).isEqualTo(Shape.of(2, 1));
    assertThat(Ops.mean(x, 0, 1).floatValue()).isEqualTo(3.5f);
    assertThat(Ops.max(x, true).shape()).isEqualTo(Shape.of(1, 1));
    assertThat(Ops.min(x, 1).toFloatArray()).containsExactly(1, 4);
    assertThat(Ops.prod(x, 1).toFloatArray()).containsExactly(6, 120);
    assertThat(Ops.variance(x, 1).toFloatArray()).containsExactly(2 / 3f, 2 / 3f);
    assertThat(Ops.std(Ops.range(4)).floatValue()).isCloseTo(1.118034f, within(1e-6f));
    assertThat(Ops.any(x.greater(5), 1).toBooleanArray()).containsExactly(false, true);
    assertThat(Ops.all(x).booleanValue()).isTrue();
    assertThat(Ops.logsumexp(Tensor.of(new double[] {1000, 1000})).doubleValue())
        .isCloseTo(1000 + Math.log(2), within(1e-12));
    assertThat(Ops.logsumexp(x, 1).shape()).isEqualTo(Shape.of(2));
    assertThat(Ops.logsumexp(Ops.fullLike(x, Double.NEGATIVE_INFINITY)).doubleValue())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Ops.countNonzero(x.sub(1)).intValue()).isEqualTo(5);
    assertThat(Ops.argmax(x).intValue()).isEqualTo(5);
    assertThat(Ops.argmin(x, 1).toIntArray()).containsExactly(0, 0);
    assertThat(Ops.cumsum(x, 1).toFloatArray()).containsExactly(1, 3, 6, 4, 9, 15);
    assertThat(Ops.cumsum(x, 1, true, true).toFloatArray()).containsExactly(5, 3, 0, 11, 6, 0);
    assertThat(Ops.cumprod(x, -1).toFloatArray()).containsExactly(1, 2, 6, 4, 20, 120);
    assertThatThrownBy(() -> Ops.sum(x, 0, -2))
        .isInstanceOf(IndexException.class)
        .hasMessage("axis -2 is named twice for the shape (2, 3)");
  }

  @Test
  @Tag("A15")
  void clipping() {
    Tensor grid = Tensor.of(new float[][] {{12.217459f, 10.1498375f}, {10.84643f, 10.972536f}});
    float[] expected = {8.276167f, 6.8755493f, 7.3474245f, 7.43285f};
    float[] clipped = Ops.clipByNorm(grid, 15).toFloatArray();
    for (int i = 0; i < 4; i++) {
      assertThat(clipped[i]).isCloseTo(expected[i], within(1e-6f * expected[i]));
    }
    assertThat(Ops.clip(Ops.range(10), 2, 8).toIntArray())
        .containsExactly(2, 2, 2, 3, 4, 5, 6, 7, 8, 8);
    var all = Ops.clipByGlobalNorm(Arrays.asList(Tensor.of(new float[] {3}), null, grid), 5);
    assertThat(all.globalNorm().floatValue()).isCloseTo(22.34563f, within(1e-5f));
    assertThat(Ops.globalNorm(all.tensors()).floatValue()).isCloseTo(5, within(1e-5f));
    assertThat(all.tensors().get(1)).isNull();
    var broken = Ops.clipByGlobalNorm(List.of(Tensor.of(Float.POSITIVE_INFINITY)), 5);
    assertThat(broken.tensors().getFirst().floatValue()).isNaN();
    new GradientCheck(x -> Ops.clipByNorm(x[0], 0.5)).order(2).at(Ops.linspace(-1, 1, 6));
    try (var tape = new GradientTape()) {
      Tensor zero = Ops.zeros(3);
      tape.watch(zero);
      assertThat(tape.gradient(Ops.clipByNorm(zero, 1), zero).toFloatArray())
          .containsExactly(1, 1, 1);
    }
  }

  @Test
  @Tag("A15")
  void padding() {
    Tensor x = Tensor.of(new int[][] {{1, 2, 3}, {4, 5, 6}});
    int[][] paddings = {{1, 0}, {1, 2}};
    assertThat(dims(Ops.pad(x, paddings))).containsExactly(3, 6);
    assertThat(Ops.pad(Ops.range(2), new int[][] {{1, 1}}, 9).toIntArray())
        .containsExactly(9, 0, 1, 9);
    assertThat(Ops.pad(x, paddings, "reflect").toIntArray())
        .containsExactly(5, 4, 5, 6, 5, 4, 2, 1, 2, 3, 2, 1, 5, 4, 5, 6, 5, 4);
    assertThat(Ops.pad(x, paddings, "symmetric").toIntArray())
        .containsExactly(1, 1, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2, 4, 4, 5, 6, 6, 5);
    assertThatThrownBy(() -> Ops.pad(x, new int[][] {{2, 0}, {0, 0}}, "reflect"))
        .hasMessage(
            "pad: axis 0 of the shape (2, 3) has too few elements to mirror (2, 0) of them.");
    assertThatThrownBy(() -> Ops.pad(x, paddings, "wrap"))
        .isInstanceOf(TensorException.class)
        .hasMessage("pad: \"wrap\" is no mode. Use \"constant\", \"reflect\" or \"symmetric\".");
  }

  @Test
  @Tag("A16")
  void choosingAndGrids() {
    Tensor condition = Tensor.of(new boolean[][] {{true, false}, {false, true}});
    assertThat(Ops.where(condition).toLongArray()).containsExactly(0, 0, 1, 1);
    assertThat(Ops.where(condition, Tensor.of(1f), Tensor.of(2f)).toFloatArray())
        .containsExactly(1, 2, 2, 1);
    Tensor line = Ops.linspace(-2, 2, 5);
    List<Tensor> grid = Ops.meshgrid(line, line);
    Tensor points = Ops.stack(2, grid);
    assertThat(dims(points)).containsExactly(5, 5, 2);
    assertThat(grid.get(0).slice(0, 0, 1).toFloatArray()).containsExactly(-2, -1, 0, 1, 2);
    assertThat(grid.get(1).slice(0, 0, 1).toFloatArray()).containsExactly(-2, -2, -2, -2, -2);
  }

  @Test
  void orders() {
    Tensor x = Tensor.of(new int[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(Ops.flip(x, 1).toIntArray()).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(Ops.flip(x).toIntArray()).containsExactly(6, 5, 4, 3, 2, 1);
    assertThat(Ops.roll(x, 1, 1).toIntArray()).containsExactly(3, 1, 2, 6, 4, 5);
    assertThat(Ops.roll(x, -4, 1).toIntArray()).containsExactly(2, 3, 1, 5, 6, 4);
    assertThat(Ops.tril(x, 0).toIntArray()).containsExactly(1, 0, 0, 4, 5, 0);
    assertThat(Ops.triu(x, 1).toIntArray()).containsExactly(0, 2, 3, 0, 0, 6);
    assertThat(Ops.take(x, Tensor.of(new int[] {-1}), 0).toIntArray()).containsExactly(4, 5, 6);
  }

  @Test
  @Tag("B4")
  void customGradients() {
    Tensor x = Tensor.of(new float[] {0, 100});
    try (var outer = new GradientTape();
        var inner = new GradientTape()) {
      outer.watch(x);
      inner.watch(x);
      Tensor y =
          Memory.tidy(
              () ->
                  Ops.customGradient(
                      a -> a.exp().add(1).log(), (a, b, dy) -> dy.mul(a.sigmoid()), x));
      Tensor slope = inner.gradient(y, x);
      assertThat(slope.toFloatArray()).containsExactly(0.5f, 1);
      assertThat(outer.gradient(slope, x).toFloatArray()).containsExactly(0.25f, 0);
    }
    // The straight-through estimator hands its input through.
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = Ops.customGradient(a -> a, (a, b, dy) -> dy.mul(-1), x);
      assertThat(tape.gradient(y.mul(3), x).toFloatArray()).containsExactly(-3, -3);
    }
    Tensor w = Tensor.of(2f);
    try (var tape = new GradientTape()) {
      tape.watch(x);
      tape.watch(w);
      Tensor y =
          Ops.customGradient(
              in -> in[0].mul(in[1]),
              (in, out, dy) -> new Tensor[] {dy.mul(7), null},
              new Tensor[] {x, w});
      List<Tensor> gradients = tape.gradient(y, List.of(x, w));
      assertThat(gradients.get(0).toFloatArray()).containsExactly(7, 7);
      assertThat(gradients.get(1)).isNull();
    }
  }

  @Test
  @Tag("B4")
  void customGradientsFindTheirShapeInAModel() {
    Tensor batch = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, 3)));
    Tensor y = Ops.customGradient(a -> a.matmul(Ops.ones(3, 5)), (a, b, dy) -> dy, batch);
    assertThat(y).hasToString("<KerasTensor shape=(None, 5), dtype=float32>");
    Tensor mean = Ops.customGradient(a -> a.mean(0), (a, b, dy) -> dy, batch);
    assertThat(mean).hasToString("<KerasTensor shape=(3,), dtype=float32>");
  }

  @Test
  void whatStandsForAllAxes() {
    Tensor v = Tensor.of(new int[][] {{1}, {2}});
    assertThat(Ops.pad(v, new int[][] {{1, 0}}).toIntArray()).containsExactly(0, 0, 0, 1, 0, 2);
    assertThat(Ops.pad(v, new int[][] {{1, 0}}, "symmetric").toIntArray())
        .containsExactly(1, 1, 1, 1, 2, 2);
    assertThat(Ops.repeat(v, new int[] {2}, 0).toIntArray()).containsExactly(1, 1, 2, 2);
    assertThat(Ops.slice(v, new int[] {1, 0}, new int[] {-1, 1}).toIntArray()).containsExactly(2);
    assertThat(Ops.eye(1, 2, new int[] {2}, DType.INT32).toIntArray()).containsExactly(1, 0, 1, 0);
    assertThat(Ops.ensureShape(v, Shape.of(Shape.UNKNOWN, 1))).isSameAs(v);
    assertThatThrownBy(() -> Ops.ensureShape(v, Shape.of(2)))
        .hasMessage("ensureShape: the shape is (2, 1), but (2,) is expected.");
  }

  @Test
  void runningSumsInAnotherDtype() {
    Tensor x = Tensor.of(new double[] {1.5, 1.5, Double.NaN});
    assertThat(Ops.cumsum(x.slice(0, 0, 2), 0, DType.INT32).toIntArray()).containsExactly(1, 2);
    assertThat(Ops.cumprod(x.slice(0, 0, 2), 0, DType.BOOL))
        .hasToString("tf.Tensor([1 1], shape=(2,), dtype=int32)");
    assertThat(Ops.nancumsum(x, 0, DType.FLOAT32).toFloatArray()).containsExactly(1.5f, 3, 3);
    assertThat(Ops.nancumprod(x, 0, DType.INT32).toIntArray()).containsExactly(1, 1, 1);
  }
}
