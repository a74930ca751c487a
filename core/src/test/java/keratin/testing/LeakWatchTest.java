package keratin.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LeakWatchTest {
  private static Tensor kept;

  @Test
  void aTensorInAStaticFieldIsALeakUnlessDeclared() {
    LeakWatch.check("before", true);
    kept = Tensor.of(new float[12345]);
    assertThatThrownBy(() -> LeakWatch.check("FooTest", false))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("1 tensors of FooTest are still alive; the biggest live ones:\n")
        .hasMessageContaining("(12345,) float32, 48.22 KB");
    // Seen once; only what comes on top would be another leak.
    LeakWatch.check("BarTest", false);
    kept = null;
    LeakWatch.check("BazTest", false);
    kept = Tensor.of(1);
    LeakWatch.check("QuxTest", true);
    kept = null;
  }

  @Test
  void garbageIsNotALeak() {
    for (int i = 0; i < 1000; i++) {
      Tensor.of(new float[] {1, 2, i}).add(1);
    }
    LeakWatch.check("FooTest", false);
  }
}
