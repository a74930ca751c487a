package keratin.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.tensor.CustomOp;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Variable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GradientTapeTest {
  private final Tensor x = Tensor.of(2f);
  private final Variable w = new Variable(Tensor.of(3f), "w", true);

  @Test
  @Tag("B1")
  void whatWasComputedOutsideTheTapeIsNotConnected() {
    Tensor y = x.mul(w);
    try (var tape = new GradientTape()) {
      assertThat(tape.gradient(y, w)).isNull();
    }
  }

  @Test
  @Tag("B1")
  void trainableVariablesAreWatchedWithoutAsking() {
    Variable frozen = new Variable(Tensor.of(5f), "frozen", false);
    try (var tape = GradientTape.persistent()) {
      Tensor y = x.mul(w).mul(frozen);
      assertThat(tape.gradient(y, w).floatValue()).isEqualTo(10f);
      assertThat(tape.gradient(y, frozen)).isNull();
      assertThat(tape.gradient(y, x)).isNull();
      assertThat(tape.watchedVariables()).containsExactly(w);
    }
  }

  @Test
  @Tag("B1")
  void aVariableMayChangeAfterItWasRead() {
    try (var tape = new GradientTape()) {
      Tensor y = w.mul(w);
      w.assign(Tensor.of(100f));
      assertThat(tape.gradient(y, w).floatValue()).isEqualTo(6f);
    }
  }

  @Test
  @Tag("B1")
  void oneTensorUsedTwiceGetsBothParts() {
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = x.mul(x).mul(x).add(x);
      assertThat(tape.gradient(y, x).floatValue()).isEqualTo(13f);
    }
  }

  @Test
  @Tag("B1")
  void broadcastOperandsGetGradientsOfTheirOwnShape() {
    Tensor a = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor b = Tensor.of(new float[] {1, 10, 100});
    Tensor c = Tensor.of(new float[][] {{2}, {3}});
    try (var tape = new GradientTape()) {
      List.of(a, b, c).forEach(tape::watch);
      List<Tensor> g = tape.gradient(a.mul(b).mul(c).sum(), List.of(a, b, c));
      assertThat(g.get(0).toFloatArray()).containsExactly(2, 20, 200, 3, 30, 300);
      assertThat(g.get(1).toFloatArray()).containsExactly(14, 19, 24);
      assertThat(g.get(2).toFloatArray()).containsExactly(321, 654);
      assertThat(g.get(2).shape()).isEqualTo(c.shape());
    }
  }

  @Test
  @Tag("B1")
  void outputGradientsWeighTheTargets() {
    Tensor a = Tensor.of(new float[] {1, 2});
    try (var tape = GradientTape.persistent()) {
      tape.watch(a);
      Tensor y = a.square();
      Tensor dy = Tensor.of(new float[] {1, -10});
      assertThat(tape.gradient(List.of(y), List.of(a), List.of(dy)).getFirst().toFloatArray())
          .containsExactly(2, -40);
      assertThatThrownBy(() -> tape.gradient(List.of(y), List.of(a), List.of(Tensor.of(1f))))
          .isInstanceOf(ShapeException.class)
          .hasMessage("gradient: the output gradient has shape (), but its target has (2,).");
    }
  }

  @Test
  @Tag("B2")
  void aSecondGradientNeedsAPersistentTape() {
    try (var tape = new GradientTape()) {
      Tensor y = w.square();
      tape.gradient(y, w);
      assertThatThrownBy(() -> tape.gradient(y, w))
          .isInstanceOf(TensorException.class)
          .hasMessage(
              "GradientTape.gradient was called a second time, but this tape is for one call.\n"
                  + "  Make it with GradientTape.persistent() to call it more than once.");
      assertThatThrownBy(() -> tape.jacobian(y, w)).hasMessageContaining("second time");
    }
    try (var tape = GradientTape.persistent()) {
      Tensor y = w.square();
      assertThat(tape.gradient(y, w).floatValue()).isEqualTo(6f);
      assertThat(tape.gradient(y, w).floatValue()).isEqualTo(6f);
    }
  }

  @Test
  @Tag("B2")
  void gradientsMayBeAskedForAfterTheTapeClosed() {
    GradientTape tape = new GradientTape();
    Tensor y;
    try (tape) {
      y = w.square();
    }
    Tensor unheard = y.mul(w);
    assertThat(tape.gradient(unheard, w)).isNull();
  }

  @Test
  @Tag("B3")
  void theSecondDerivativeOfALineIsNull() {
    Variable b = new Variable(Tensor.of(1f), "b", true);
    try (var outer = new GradientTape();
        var inner = new GradientTape()) {
      Tensor y = x.mul(w).add(b);
      List<Tensor> first = inner.gradient(y, List.of(w, b));
      assertThat(first.get(0).floatValue()).isEqualTo(2f);
      assertThat(first.get(1).floatValue()).isEqualTo(1f);
      assertThat(outer.gradient(first.get(0), w)).isNull();
    }
  }

  @Test
  @Tag("B3")
  void aPersistentTapeHearsItsOwnGradient() {
    try (var tape = GradientTape.persistent()) {
      Tensor y = w.mul(w).mul(w);
      Tensor first = tape.gradient(y, w);
      Tensor second = tape.gradient(first, w);
      Tensor third = tape.gradient(second, w);
      assertThat(first.floatValue()).isEqualTo(27f);
      assertThat(second.floatValue()).isEqualTo(18f);
      assertThat(third.floatValue()).isEqualTo(6f);
    }
  }

  @Test
  @Tag("B4")
  void jacobianHoldsEveryDerivative() {
    Tensor a = Tensor.of(new float[] {1, 2, 3});
    Tensor m = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
    try (var tape = GradientTape.persistent()) {
      tape.watch(a);
      Tensor y = m.matmul(a.square().expandDims(1)).squeeze(1);
      Tensor jacobian = tape.jacobian(y, a);
      assertThat(jacobian.shape().dims()).containsExactly(2, 3);
      assertThat(jacobian.toFloatArray()).containsExactly(2, 8, 18, 8, 20, 36);
      assertThat(tape.jacobian(m.mul(2), a)).isNull();
      Tensor element = tape.jacobian(y.slice(0, 1, 1), a);
      assertThat(element.shape().dims()).containsExactly(1, 3);
    }
  }

  @Test
  @Tag("B4")
  void aHessianIsTheJacobianOfAGradient() {
    Tensor a = Tensor.of(new float[] {1, 2});
    try (var outer = new GradientTape();
        var inner = new GradientTape()) {
      outer.watch(a);
      inner.watch(a);
      // f = a₀²·a₁³
      Tensor f = a.slice(0, 0, 1).square().mul(a.slice(0, 1, 1).pow(3)).sum();
      Tensor gradient = inner.gradient(f, a);
      assertThat(gradient.toFloatArray()).containsExactly(16, 12);
      assertThat(outer.jacobian(gradient, a).toFloatArray()).containsExactly(16, 24, 24, 12);
    }
  }

  @Test
  @Tag("B4")
  void batchJacobianKeepsTheElementsOfABatchApart() {
    Tensor a = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    try (var tape = GradientTape.persistent()) {
      tape.watch(a);
      Tensor jacobian = tape.batchJacobian(a.square(), a);
      assertThat(jacobian.shape().dims()).containsExactly(3, 2, 2);
      assertThat(jacobian.toFloatArray()).containsExactly(2, 0, 0, 4, 6, 0, 0, 8, 10, 0, 0, 12);
      assertThatThrownBy(() -> tape.batchJacobian(a.sum(), a))
          .isInstanceOf(ShapeException.class)
          .hasMessage(
              "batchJacobian: target () and source (3, 2) must begin with the same batch axis.");
    }
  }

  @Test
  @Tag("B1")
  void unknownKindsOfUnconnectedGradientsAreAnError() {
    try (var tape = new GradientTape()) {
      assertThatThrownBy(() -> tape.unconnectedGradients("zeros"))
          .hasMessage("unconnectedGradients: \"zeros\" is not known. Write \"none\" or \"zero\".");
    }
  }

  @Test
  void resetForgets() {
    try (var tape = new GradientTape()) {
      Tensor y = w.square();
      tape.reset();
      assertThat(tape.gradient(y, w)).isNull();
    }
  }

  @Test
  void whatATapeNeedsOutlivesTheScopesInside() {
    try (var tape = new GradientTape()) {
      Tensor y =
          Memory.tidy(
              () -> {
                Tensor hidden = w.mul(2).exp();
                return hidden.mul(hidden);
              });
      double slope = tape.gradient(y, w).doubleValue();
      assertThat(slope / (4 * Math.exp(12))).isBetween(0.99999, 1.00001);
    }
  }

  @Test
  void tapesOfTwoThreadsDoNotHearEachOther() throws InterruptedException {
    List<Float> slopes = new ArrayList<>();
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      float factor = t + 1;
      threads[t] =
          Thread.ofVirtual()
              .start(
                  () -> {
                    Variable own = new Variable(Tensor.of(1f));
                    for (int i = 0; i < 200; i++) {
                      try (var tape = new GradientTape()) {
                        float slope = tape.gradient(own.mul(factor).mul(w), own).floatValue();
                        if (slope != 3 * factor) {
                          synchronized (slopes) {
                            slopes.add(slope);
                          }
                        }
                      }
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(slopes).isEmpty();
  }

  @Test
  @Tag("B5")
  void theChainRule() {
    Variable w1 = new Variable(Tensor.of(2f));
    Variable b1 = new Variable(Tensor.of(1f));
    Variable w2 = new Variable(Tensor.of(2f));
    Variable b2 = new Variable(Tensor.of(1f));
    try (var tape = GradientTape.persistent()) {
      Tensor y1 = Tensor.of(1f).mul(w1).add(b1);
      Tensor y2 = y1.mul(w2).add(b2);
      float whole = tape.gradient(y2, w1).floatValue();
      float outer = tape.gradient(y2, y1).floatValue();
      float inner = tape.gradient(y1, w1).floatValue();
      assertThat(whole).isEqualTo(outer * inner).isEqualTo(2f);
    }
  }

  @Test
  @Tag("B5")
  void theSlopeOfSigmoid() {
    float[] at = new float[10];
    for (int i = 0; i < 10; i++) {
      at[i] = (float) (-10 + i * (20 / 9.0));
    }
    Tensor a = Tensor.of(at);
    try (var tape = new GradientTape()) {
      tape.watch(a);
      float[] slope = tape.gradient(a.sigmoid(), a).toFloatArray();
      float[] notes = {
        4.5386874e-05f, 4.186685e-04f, 3.8362255e-03f, 3.3258751e-02f, 1.8632649e-01f,
        1.8632641e-01f, 3.3258699e-02f, 3.8362255e-03f, 4.1854731e-04f, 4.5416677e-05f
      };
      for (int i = 0; i < 10; i++) {
        // The printed values carry the rounding of 1 − σ in float32.
        assertThat(slope[i]).as(Arrays.toString(slope)).isCloseTo(notes[i], within(1.2e-7f));
      }
    }
  }

  /** Notes how much memory is in use when the walk comes by. */
  private record Milestone(List<Long> bytes) implements CustomOp {
    @Override
    public Tensor[] forward(Tensor[] in) {
      return new Tensor[] {in[0].add(0)};
    }

    @Override
    public Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
      bytes.add(Memory.statistics().liveBytes());
      return new Tensor[] {dy[0].mul(1)};
    }
  }

  @Test
  void gradientsThatWerePassedOnGiveBackTheirMemory() {
    List<Long> bytes = new ArrayList<>();
    Memory.tidy(
        () -> {
          Tensor start = Tensor.full(DType.FLOAT32, 2, 1000);
          try (var tape = new GradientTape()) {
            tape.watch(start);
            Tensor y = Engine.run(new Milestone(bytes), start);
            for (int i = 0; i < 50; i++) {
              // x + x: one gradient for two operands, then their sum.
              y = y.neg().add(y).add(y.neg());
            }
            y = Engine.run(new Milestone(bytes), y);
            assertThat(tape.gradient(y, start).toFloatArray()).containsOnly(1f);
          }
        });
    // Both times the same few gradients are there, not two hundred more.
    assertThat(bytes.get(1) - bytes.get(0)).isLessThan(4 * 4000);
  }

  @Test
  void onePartForSeveralOperandsIsReadAsOftenAsNeeded() {
    CustomOp same =
        new CustomOp() {
          @Override
          public Tensor[] forward(Tensor[] in) {
            return new Tensor[] {in[0].mul(3)};
          }

          @Override
          public Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
            Tensor part = dy[0].mul(1);
            return new Tensor[] {part, part, part, dy[0]};
          }
        };
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = Engine.run(same, x, x, x, x);
      assertThat(tape.gradient(y, x).floatValue()).isEqualTo(4f);
    }
  }

  @Test
  void outputsThatNobodyUsesCountAsZeros() {
    Tensor rows = Tensor.of(new float[][] {{1, 2}, {3, 4}});
    try (var tape = new GradientTape()) {
      tape.watch(rows);
      Tensor y = Ops.unstack(rows, 0).getFirst().square().sum();
      assertThat(tape.gradient(y, rows).toFloatArray()).containsExactly(2, 4, 0, 0);
    }
  }
}
