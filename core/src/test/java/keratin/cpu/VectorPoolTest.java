package keratin.cpu;

import static keratin.cpu.Tiers.compareFused;
import static keratin.cpu.Tiers.reals;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import keratin.tensor.AveragePoolGrad;
import keratin.tensor.Engine;
import keratin.tensor.Ints;
import keratin.tensor.MaxPoolGrad;
import keratin.tensor.MaxPoolPick;
import keratin.tensor.PoolOp;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pooling of the vector tier against its decomposition in float64. */
class VectorPoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 13, 16, 64})
  void windows(int channels) {
    Ints one = Ints.of(1, 1);
    Ints two = Ints.of(2, 2);
    for (Window window :
        new Window[] {
          new Window(two, two, one, false),
          new Window(two, two, one, true),
          new Window(Ints.of(3, 3), two, one, true),
          new Window(Ints.of(3, 2), one, one, false),
          new Window(Ints.of(2, 5), Ints.of(3, 1), one, true),
          new Window(two, one, two, false),
          new Window(Ints.of(1, 1), two, one, true),
          new Window(Ints.of(7, 8), one, one, false)
        }) {
      check(window, Shape.of(3, 7, 8, channels));
    }
    check(new Window(Ints.of(3), Ints.of(2), Ints.of(1), true), Shape.of(2, 9, channels));
    Window cube = new Window(Ints.of(2, 2, 3), Ints.of(2, 1, 2), Ints.of(1, 1, 1), true);
    check(cube, Shape.of(2, 4, 5, 6, channels));
  }

  private static void check(Window window, Shape shape) {
    SplittableRandom random = Tiers.random();
    Tensor x = reals(random, -1, 1, shape.dims());
    Tensor values = reals(random, -1, 1, shape.dims());
    PoolOp max = new PoolOp(PoolOp.Kind.MAX, window);
    compareFused(max, 0, x);
    PoolOp mean = new PoolOp(PoolOp.Kind.AVERAGE, window);
    compareFused(mean, 1e-6, x);
    Tensor dy = reals(random, -1, 1, Engine.run(max, x).shape().dims());
    compareFused(new MaxPoolGrad(window), 1e-6, x, dy);
    compareFused(new MaxPoolPick(window), 0, x, values);
    Ints lengths = Ints.of(Arrays.copyOfRange(shape.dims(), 1, shape.rank() - 1));
    compareFused(new AveragePoolGrad(window, lengths), 1e-6, dy);
  }

  @Test
  void theFirstOfEqualsGetsTheGradient() {
    Window two = new Window(Ints.of(2, 2), Ints.of(2, 2), Ints.of(1, 1), false);
    Tensor x = Tensor.of(new float[] {0, 1, 1, 1, -0f, 0, 0, 0}, Shape.of(2, 2, 2, 1));
    Tensor dy = Tensor.of(new float[] {5, 6}, Shape.of(2, 1, 1, 1));
    assertThat(Engine.run(new MaxPoolGrad(two), x, dy).toFloatArray())
        .containsExactly(0, 5, 0, 0, 6, 0, 0, 0);
  }

  @Test
  void whatIsNotANumberWins() {
    Window two = new Window(Ints.of(2), Ints.of(2), Ints.of(1), false);
    float nan = Float.NaN;
    Tensor x = Tensor.of(new float[] {nan, 1, 1, nan, 1, 2}, Shape.of(1, 6, 1));
    assertThat(Engine.run(new PoolOp(PoolOp.Kind.MAX, two), x).toFloatArray())
        .containsExactly(nan, nan, 2);
  }
}
