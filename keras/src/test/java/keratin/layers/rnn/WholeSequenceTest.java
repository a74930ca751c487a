package keratin.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import keratin.autograd.GradientTape;
import keratin.facts.Facts;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A sequence in one op gives what its steps give, with all options that both know. */
class WholeSequenceTest {
  private static final long SEED = 20261125;
  private static final int CASES = 60;

  private final SplittableRandom random = new SplittableRandom(SEED);

  private Tensor normal(int... shape) {
    return RandomOps.normal(Shape.of(shape), Seed.of(random.nextLong()));
  }

  private BaseCell<?> cell(int units) {
    boolean bias = random.nextBoolean();
    return switch (random.nextInt(4)) {
      case 0 -> new SimpleRNNCell(units).useBias(bias);
      case 1 -> new LSTMCell(units).useBias(bias);
      case 2 -> new GRUCell(units).useBias(bias);
      default -> new GRUCell(units).useBias(bias).resetAfter(false);
    };
  }

  @Test
  void isWhatTheStepsGive() {
    for (int i = 0; i < CASES; i++) {
      Memory.tidy(this::oneCase);
    }
  }

  private void oneCase() {
    int batch = 1 + random.nextInt(40);
    int steps = 1 + random.nextInt(7);
    int units = 1 + random.nextInt(40);
    BaseCell<?> cell = cell(units);
    cell.buildFor(Shape.of(Shape.UNKNOWN, 5));
    Tensor x = normal(batch, steps, 5);
    boolean given = random.nextBoolean();
    List<Tensor> states =
        cell.initialStates(batch).stream()
            .map(zeros -> given ? normal(batch, units) : zeros)
            .toList();
    Tensor mask = random.nextBoolean() ? normal(batch, steps).greater(0) : null;
    TimeLoop loop = new TimeLoop(cell, random.nextBoolean(), random.nextBoolean(), false);
    assertNotNull(cell.wholeSequence(false));
    List<Tensor> expected = results(loop, cell, x, states, mask, false);
    List<Tensor> actual = results(loop, cell, x, states, mask, true);
    for (int i = 0; i < expected.size(); i++) {
      Facts.assertClose(expected.get(i), actual.get(i), 1e-5, 1e-5);
    }
  }

  /** The output, the states, and the gradients of input, weights and states. */
  private static List<Tensor> results(
      TimeLoop loop,
      BaseCell<?> cell,
      Tensor x,
      List<Tensor> states,
      @Nullable Tensor mask,
      boolean atOnce) {
    try (var tape = new GradientTape()) {
      tape.watch(x);
      states.forEach(tape::watch);
      Cell.Step step = atOnce ? loop.run(x, states, mask) : loop.steps(x, states, mask);
      List<Tensor> all = new ArrayList<>(List.of(step.output()));
      all.addAll(step.states());
      Tensor total = null;
      for (Tensor y : all) {
        Tensor weights = Ops.sin(Ops.arange((int) y.size()).cast(y.dtype())).reshape(y.shape());
        Tensor part = y.mul(weights).mean();
        total = total == null ? part : total.add(part);
      }
      List<Tensor> sources = new ArrayList<>(cell.trainableVariables());
      sources.add(x);
      sources.addAll(states);
      for (@Nullable Tensor gradient : tape.gradient(total, sources)) {
        all.add(gradient == null ? Ops.zeros(1) : gradient);
      }
      return all;
    }
  }

  @Test
  void dropsTheSameInputsAtEveryStep() {
    Memory.tidy(
        () -> {
          LSTMCell cell = new LSTMCell(20).dropout(0.5);
          cell.buildFor(Shape.of(Shape.UNKNOWN, 5));
          Tensor x = normal(3, 4, 5);
          List<Tensor> states = cell.initialStates(3);
          TimeLoop loop = new TimeLoop(cell, true, false, true);
          cell.begin(x.slice(1, 0, 1).squeeze(1), states, true);
          Tensor expected = loop.steps(x, states, null).output();
          Facts.assertClose(expected, loop.run(x, states, null).output(), 1e-6, 1e-6);
          cell.end();
        });
  }

  @Test
  void otherActivationsAndDroppedStatesGoStepByStep() {
    assertNull(new LSTMCell(2).activation("relu").wholeSequence(true));
    assertNull(new GRUCell(2).recurrentActivation("hard_sigmoid").wholeSequence(true));
    assertNull(new SimpleRNNCell(2).recurrentDropout(0.1).wholeSequence(true));
    assertNotNull(new SimpleRNNCell(2).recurrentDropout(0.1).wholeSequence(false));
  }

  @Test
  void hasASecondDerivative() {
    Memory.tidy(
        () -> {
          LSTM layer = new LSTM(20);
          Tensor x = normal(3, 4, 5);
          layer.of(x);
          Tensor direction = normal(3, 4, 5);
          double step = 1e-2;
          Tensor up = slope(layer, x.add(direction.mul(step)));
          Tensor down = slope(layer, x.sub(direction.mul(step)));
          double expected = up.sub(down).sum().doubleValue() / (2 * step);
          try (var outer = new GradientTape()) {
            outer.watch(x);
            Tensor first = slope(layer, x);
            Tensor second = outer.gradient(first.sum(), x);
            assertNotNull(second);
            assertEquals(expected, second.mul(direction).sum().doubleValue(), 2e-3);
          }
        });
  }

  private static Tensor slope(LSTM layer, Tensor x) {
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor gradient = tape.gradient(layer.of(x).square().sum(), x);
      assertNotNull(gradient);
      return gradient;
    }
  }
}
