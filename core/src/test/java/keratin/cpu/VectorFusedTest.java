package keratin.cpu;

import static keratin.cpu.Tiers.compareFused;
import static keratin.cpu.Tiers.reals;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import keratin.tensor.AdamUpdate;
import keratin.tensor.Affine;
import keratin.tensor.CrossEntropy;
import keratin.tensor.CrossEntropyGrad;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.RmspropUpdate;
import keratin.tensor.SgdUpdate;
import keratin.tensor.Shape;
import keratin.tensor.SigmoidCrossEntropy;
import keratin.tensor.SoftmaxGrad;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.SparseCrossEntropy;
import keratin.tensor.SparseCrossEntropyGrad;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fused ops of the vector tier against their decompositions. */
class VectorFusedTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 13, 16, 17, 207, 4098})
  void rows(int n) {
    SplittableRandom random = Tiers.random();
    for (int m : new int[] {1, 5, 33}) {
      Tensor x = reals(random, -8, 8, m, n);
      Tensor dy = reals(random, -2, 2, m, n);
      Tensor y = Engine.run(new SoftmaxOp(false), reals(random, -1, 1, m, n));
      Tensor g = reals(random, -2, 2, m);
      int[] numbers = random.ints(m, 0, n).toArray();
      Tensor labels = Tensor.of(numbers, Shape.of(m));
      compareFused(new SoftmaxOp(false), 1e-6, x);
      compareFused(new SoftmaxOp(true), 1e-6, x);
      compareFused(new SoftmaxGrad(false), 2e-6, y, dy);
      compareFused(new SoftmaxGrad(true), 2e-5, y.log(), dy);
      compareFused(new CrossEntropy(), 2e-6, x, y);
      compareFused(new CrossEntropyGrad(), 2e-6, x, y, g);
      compareFused(new SparseCrossEntropy(), 2e-6, x, labels);
      compareFused(new SparseCrossEntropy(), 2e-6, x, labels.cast(DType.INT64));
      compareFused(new SparseCrossEntropyGrad(), 2e-6, x, labels, g);
      compareFused(new SigmoidCrossEntropy(), 2e-6, x, y);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 13, 17, 207, 4098, 70001})
  void updates(int n) {
    SplittableRandom random = Tiers.random();
    Tensor w = reals(random, -1, 1, n);
    Tensor g = reals(random, -1, 1, n);
    Tensor m = reals(random, -1, 1, n);
    Tensor v = reals(random, 0.01, 1, n);
    for (int step : new int[] {1, 2, 1000}) {
      compareFused(new AdamUpdate(1e-3, 0.9, 0.999, 1e-7, step, false), 2e-6, w, g, m, v);
    }
    compareFused(new SgdUpdate(0.1, 0, false), 2e-6, w, g);
    compareFused(new SgdUpdate(0.1, 0.9, false), 2e-6, w, g, m);
    compareFused(new SgdUpdate(0.1, 0.9, true), 2e-6, w, g, m);
    compareFused(new RmspropUpdate(1e-3, 0.9, 0, 1e-7, false), 2e-6, w, g, v);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 16, 17, 256})
  void affine(int n) {
    SplittableRandom random = Tiers.random();
    for (int m : new int[] {1, 7, 128}) {
      for (int k : new int[] {1, 13, 100}) {
        Tensor x = reals(random, -1, 1, m, k);
        Tensor w = reals(random, -1, 1, k, n);
        Tensor b = reals(random, -1, 1, n);
        compareFused(new Affine(null), 1e-5, x, w, b);
        compareFused(new Affine(Unary.RELU), 1e-5, x, w, b);
        compareFused(new Affine(Unary.TANH), 1e-5, x, w, b);
        compareFused(new Affine(Unary.SIGMOID), 1e-5, x.reshape(1, m, k), w, b);
      }
    }
  }

  @Test
  void affineWithoutInputsIsTheBias() {
    Tensor x = Tensor.full(DType.FLOAT32, 0, 2, 0);
    Tensor w = Tensor.full(DType.FLOAT32, 0, 0, 3);
    Tensor b = Tensor.of(new float[] {1, -2, 3});
    Tensor y = Engine.run(new Affine(Unary.RELU), x, w, b);
    assertThat(y.toFloatArray()).containsExactly(1, 0, 3, 1, 0, 3);
  }

  @Test
  void softmaxOfSpecials() {
    float inf = Float.POSITIVE_INFINITY;
    Tensor x = Tensor.of(new float[][] {{0, -inf, 0}, {1, Float.NaN, 2}, {-inf, 5, -inf}});
    float[] y = Engine.run(new SoftmaxOp(false), x).toFloatArray();
    float nan = Float.NaN;
    assertThat(y).containsExactly(0.5f, 0, 0.5f, nan, nan, nan, 0, 1, 0);
  }
}
