package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import keratin.autograd.GradientCheck;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationsTest {
  private static Tensor x() {
    return Tensor.of(new double[][] {{0.3, -0.6, 1.2}, {2.1, 0.4, -0.9}, {0.1, 0.8, 0.5}});
  }

  @Test
  void meanZeroAndVarianceOne() {
    Tensor y = Nn.layerNormalization(x(), null, null, new int[] {-1}, 0.0);
    Nn.Moments moments = Nn.moments(y, 1);
    assertThat(Ops.max(moments.mean().abs()).doubleValue()).isLessThan(1e-15);
    assertThat(Ops.max(moments.variance().sub(1).abs()).doubleValue()).isLessThan(1e-14);
    Tensor rms = Nn.rmsNormalization(x(), null, new int[] {-1}, 0.0);
    assertThat(Ops.max(Ops.mean(rms.square(), 1).sub(1).abs()).doubleValue()).isLessThan(1e-14);
  }

  @Test
  void statisticsOfOneAxis() {
    Tensor mean = Tensor.of(new double[] {1, 2, 3});
    Tensor variance = Tensor.of(new double[] {4, 9, 16});
    Tensor y = Nn.batchNormalization(x(), mean, variance, 0, mean, variance, 0);
    assertThat(y.get(1, 2).doubleValue()).isCloseTo((-0.9 - 2) / 3 * 9 + 2, within(1e-12));
  }

  @Test
  void halfPrecisionIsWideInside() {
    Tensor x = Tensor.of(new float[] {60000, 60000, 60008}).cast(DType.FLOAT16);
    assertThat(Nn.moments(x).mean().floatValue()).isEqualTo(60000);
    assertThat(Nn.layerNormalization(x, null, null).dtype()).isEqualTo(DType.FLOAT16);
  }

  @Test
  void neighbouringChannelsDampEachOther() {
    Tensor x = Tensor.of(new double[] {1, 2, 3});
    double[] y = Nn.lrn(x, 1, 1, 0.5, 0.5).toDoubleArray();
    assertThat(y[0]).isCloseTo(1 / Math.sqrt(1 + 0.5 * 5), within(1e-12));
    assertThat(y[1]).isCloseTo(2 / Math.sqrt(1 + 0.5 * 14), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"layer", "rms", "batch", "lrn", "moments"})
  void gradients(String kind) {
    Tensor v = Tensor.of(new double[] {0.7, 1.1, 0.4});
    Function<Tensor[], Tensor> f =
        switch (kind) {
          case "layer" -> a -> Nn.layerNormalization(a[0], a[1], a[1], new int[] {0}, 0.1);
          case "rms" -> a -> Nn.rmsNormalization(a[0], a[1], new int[] {1}, 0.1);
          case "batch" -> a -> Nn.batchNormalization(a[0], a[1], a[1], 1, a[1], a[1], 0.1);
          case "lrn" -> a -> Nn.lrn(a[0], 1, 1, 0.5, 0.75).mul(a[1]);
          default -> a -> Nn.moments(a[0], 1).variance().mul(Nn.moments(a[0], 1).mean()).mul(a[1]);
        };
    new GradientCheck(a -> f.apply(a).square()).order(2).at(x(), v);
  }
}
