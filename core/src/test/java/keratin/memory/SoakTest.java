package keratin.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import keratin.autograd.GradientTape;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Ten thousand training steps use no more memory than a thousand. */
class SoakTest {
  private static final int STEPS = 10_000;

  private final Variable kernel = variable(4, 3);
  private final Variable bias = variable(3);
  private final Tensor x = Tensor.of(new float[24], Shape.of(6, 4)).add(0.5);
  private final Tensor y = Tensor.of(new float[18], Shape.of(6, 3)).add(1);

  private static Variable variable(int... dims) {
    return new Variable(Tensor.of(new float[(int) Shape.of(dims).size()], Shape.of(dims)));
  }

  private void step() {
    try (var tape = new GradientTape()) {
      Tensor loss = x.matmul(kernel).add(bias).tanh().sub(y).square().mean();
      List<Tensor> gradients = tape.gradient(loss, List.of(kernel, bias));
      kernel.assignSub(gradients.get(0).mul(0.1));
      bias.assignSub(gradients.get(1).mul(0.1));
    }
  }

  private static MemoryStatistics settled() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(5);
      Memory.host().drain();
    }
    return Memory.statistics();
  }

  @Test
  void tidyStepsKeepNothing() {
    for (int i = 0; i < 100; i++) {
      Memory.tidy(this::step);
    }
    MemoryStatistics early = Memory.statistics();
    for (int i = 0; i < STEPS; i++) {
      Memory.tidy(this::step);
    }
    MemoryStatistics late = Memory.statistics();
    assertThat(late.liveCount()).isLessThanOrEqualTo(early.liveCount());
    assertThat(late.inUseBytes()).isLessThanOrEqualTo(early.inUseBytes());
    assertThat(late.inUseBytes() + late.cachedBytes())
        .isLessThanOrEqualTo(early.inUseBytes() + early.cachedBytes() + (1 << 20));
  }

  @Test
  void untidyStepsAreCollected() throws InterruptedException {
    MemoryStatistics before = settled();
    for (int i = 0; i < STEPS; i++) {
      step();
    }
    MemoryStatistics after = settled();
    assertThat(after.liveCount()).isEqualTo(before.liveCount());
    assertThat(after.inUseBytes()).isEqualTo(before.inUseBytes());
  }
}
