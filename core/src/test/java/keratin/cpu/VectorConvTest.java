package keratin.cpu;

import static keratin.cpu.Tiers.compareFused;
import static keratin.cpu.Tiers.reals;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import keratin.tensor.ConvAffine;
import keratin.tensor.ConvInputGrad;
import keratin.tensor.ConvKernelGrad;
import keratin.tensor.ConvOp;
import keratin.tensor.Engine;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import keratin.tensor.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions of the vector tier against their decompositions in float64. */
class VectorConvTest {
  private static final double TOLERANCE = 2e-5;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1, 1, false",
    "3, 3, 1, 1, 1, 1, false",
    "3, 3, 1, 1, 1, 1, true",
    "5, 3, 1, 1, 1, 1, true",
    "3, 3, 2, 2, 1, 1, true",
    "3, 3, 2, 2, 1, 1, false",
    "1, 1, 2, 2, 1, 1, false",
    "2, 2, 3, 3, 1, 1, false",
    "3, 5, 2, 3, 1, 1, true",
    "3, 3, 1, 1, 2, 2, true",
    "3, 2, 1, 1, 2, 3, false",
    "2, 4, 3, 2, 2, 3, true"
  })
  void windows(int h, int w, int sh, int sw, int dh, int dw, boolean same) {
    Window window = new Window(Ints.of(h, w), Ints.of(sh, sw), Ints.of(dh, dw), same);
    int[][] channels = {{1, 1}, {1, 16}, {3, 7}, {7, 3}, {13, 17}, {32, 32}};
    for (int[] pair : channels) {
      check(window, Shape.of(2, 11, 13, pair[0]), pair[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 13})
  void oneAndThreeAxes(int channels) {
    check(new Window(Ints.of(3), Ints.of(2), Ints.of(1), true), Shape.of(3, 20, channels), 5);
    Window causal = new Window(Ints.of(3), Ints.of(1), Ints.of(2), false, Ints.of(4, 0));
    check(causal, Shape.of(3, 20, channels), 5);
    Window cube = new Window(Ints.of(3, 2, 3), Ints.of(1, 2, 1), Ints.of(1, 1, 2), true);
    check(cube, Shape.of(2, 4, 5, 6, channels), 5);
  }

  @ParameterizedTest
  @CsvSource({"600, 5", "5, 600", "600, 70", "130, 70", "64, 64", "48, 80", "512, 64"})
  void manyChannels(int channels, int filters) {
    Window same = new Window(Ints.of(3, 3), Ints.of(1, 1), Ints.of(1, 1), true);
    for (int length : new int[] {1, 4, 7}) {
      check(same, Shape.of(3, length, length + 1, channels), filters);
    }
    Window valid = new Window(Ints.of(3, 3), Ints.of(1, 1), Ints.of(1, 1), false);
    check(valid, Shape.of(2, 5, 9, channels), filters);
    Window uneven =
        new Window(Ints.of(3, 3), Ints.of(1, 1), Ints.of(1, 1), false, Ints.of(0, 2, 3, 1));
    check(uneven, Shape.of(1, 3, 4, channels), filters);
    check(valid, Shape.of(3, 5, 3, channels), filters);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1, 1, false",
    "3, 3, 1, 1, 1, 1, true",
    "3, 3, 2, 2, 1, 1, true",
    "3, 2, 1, 1, 2, 3, false",
    "2, 4, 3, 2, 2, 3, true"
  })
  void oneFilterPerChannel(int h, int w, int sh, int sw, int dh, int dw, boolean same) {
    Window window = new Window(Ints.of(h, w), Ints.of(sh, sw), Ints.of(dh, dw), same);
    for (int channels : new int[] {8, 17, 32, 100}) {
      check(window, Shape.of(3, 11, 13, channels), channels, channels);
    }
    Window causal = new Window(Ints.of(w), Ints.of(sw), Ints.of(dw), false, Ints.of(4, 0));
    check(causal, Shape.of(3, 20, 19), 19, 19);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1, 1, false",
    "3, 3, 1, 1, 1, 1, true",
    "3, 3, 2, 2, 1, 1, true",
    "3, 2, 1, 1, 2, 3, false",
    "2, 4, 3, 2, 2, 3, true"
  })
  void groups(int h, int w, int sh, int sw, int dh, int dw, boolean same) {
    Window window = new Window(Ints.of(h, w), Ints.of(sh, sw), Ints.of(dh, dw), same);
    Window causal = new Window(Ints.of(w), Ints.of(sw), Ints.of(dw), false, Ints.of(4, 0));
    Window cube = new Window(Ints.of(h, w, 2), Ints.of(sh, sw, 1), Ints.of(dh, dw, 1), same);
    // How many groups, and channels and filters of each; one channel is depthwise.
    int[][] kinds = {
      {2, 1, 1}, {2, 1, 5}, {7, 1, 3}, {16, 1, 2}, {2, 3, 4}, {3, 5, 1}, {9, 4, 4}, {4, 17, 20}
    };
    for (int[] kind : kinds) {
      int channels = kind[0] * kind[1];
      check(window, Shape.of(3, 11, 13, channels), kind[0], kind[0] * kind[2]);
      check(causal, Shape.of(3, 20, channels), kind[0], kind[0] * kind[2]);
      check(cube, Shape.of(2, 5, 9, 3, channels), kind[0], kind[0] * kind[2]);
    }
  }

  @Test
  void longLinesOfFewChannels() {
    Window same = new Window(Ints.of(3, 4), Ints.of(2, 1), Ints.of(1, 1), true);
    for (int channels = 1; channels <= 3; channels++) {
      check(same, Shape.of(2, 5, 230, channels), 20);
      check(same, Shape.of(9, 4, 7, channels), 20);
    }
  }

  @Test
  void manyTiles() {
    Window same = new Window(Ints.of(3, 3), Ints.of(1, 1), Ints.of(1, 1), true);
    SplittableRandom random = Tiers.random();
    Tensor x = reals(random, -1, 1, 5, 16, 15, 32);
    Tensor kernel = reals(random, -0.05, 0.05, 3, 3, 32, 48);
    Tensor dy = reals(random, -1, 1, 5, 16, 15, 48);
    compareFused(new ConvOp(same, 1), TOLERANCE, x, kernel);
    compareFused(new ConvInputGrad(same, 1, Ints.of(16, 15)), TOLERANCE, dy, kernel);
  }

  @Test
  void groupsWithManyChannels() {
    Window same = new Window(Ints.of(3, 3), Ints.of(1, 1), Ints.of(1, 1), true);
    check(same, Shape.of(2, 3, 7, 64), 2, 64);
    check(same, Shape.of(1, 3, 4, 1200), 2, 140);
  }

  private static void check(Window window, Shape shape, int filters) {
    check(window, shape, 1, filters);
  }

  private static void check(Window window, Shape shape, int groups, int filters) {
    SplittableRandom random = Tiers.random();
    int channels = shape.dim(-1) / groups;
    Tensor x = reals(random, -1, 1, shape.dims());
    int[] size = Shape.of(window.size().toArray()).append(channels, filters).dims();
    double scale = 1 / Math.sqrt(window.count() * channels);
    Tensor kernel = reals(random, -scale, scale, size);
    ConvOp conv = new ConvOp(window, groups);
    Tensor dy = reals(random, -1, 1, Engine.run(conv, x, kernel).shape().dims());
    compareFused(conv, TOLERANCE, x, kernel);
    Ints lengths = Ints.of(Arrays.copyOfRange(shape.dims(), 1, shape.rank() - 1));
    compareFused(new ConvInputGrad(window, groups, lengths), TOLERANCE, dy, kernel);
    compareFused(new ConvKernelGrad(window, groups), TOLERANCE, x, dy);
    Tensor bias = reals(random, -1, 1, filters);
    compareFused(new ConvAffine(window, groups, Unary.RELU), TOLERANCE, x, kernel, bias);
    compareFused(new ConvAffine(window, groups, null), TOLERANCE, x, kernel, bias);
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() {
    SplittableRandom random = Tiers.random();
    Tensor x = reals(random, -1, 1, 5, 12, 12, 32);
    Tensor dy = reals(random, -1, 1, 5, 12, 12, 48);
    Tensor kernel = reals(random, -1, 1, 3, 3, 32, 48);
    int threads = Pool.threads();
    try {
      for (int stride : new int[] {1, 2}) {
        Window window = new Window(Ints.of(3, 3), Ints.repeat(stride, 2), Ints.of(1, 1), true);
        Tensor g = stride == 1 ? dy : reals(random, -1, 1, 5, 6, 6, 48);
        Pool.setThreads(1);
        float[][] one = results(window, x, kernel, g);
        Pool.setThreads(3);
        assertThat(results(window, x, kernel, g)).isDeepEqualTo(one);
      }
    } finally {
      Pool.setThreads(threads);
    }
  }

  private static float[][] results(Window window, Tensor x, Tensor kernel, Tensor dy) {
    return new float[][] {
      Engine.run(new ConvOp(window, 1), x, kernel).toFloatArray(),
      Engine.run(new ConvInputGrad(window, 1, Ints.of(12, 12)), dy, kernel).toFloatArray(),
      Engine.run(new ConvKernelGrad(window, 1), x, dy).toFloatArray()
    };
  }
}
