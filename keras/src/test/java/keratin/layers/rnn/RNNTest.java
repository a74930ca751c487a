package keratin.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.facts.Facts;
import keratin.layers.CallArguments;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.Mask;
import keratin.layers.core.Dense;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RNNTest {
  @Test
  void keepsTheContract() {
    RecurrentContracts.layer(() -> new RNN(new LSTMCell(2)), 4, 2)
        .weights("kernel (2, 8)", "recurrent_kernel (2, 8)", "bias (8,)")
        .vary("cell", Map.of("class_name", "GRUCell", "config", Map.of("units", 2)))
        .check();
  }

  @Test
  void cellsOnTopOfEachOtherAreOne() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(2, 4, 3);
          RNN layer = new RNN(List.of(new LSTMCell(2), new GRUCell(3))).returnState(true);
          List<Shape> shapes = layer.ofAll(x).stream().map(Tensor::shape).toList();
          assertEquals(
              List.of(Shape.of(2, 3), Shape.of(2, 2), Shape.of(2, 2), Shape.of(2, 3)), shapes);
          Layer copy = Layers.get(Layers.config(layer));
          copy.buildFor(Shape.of(Shape.UNKNOWN, 4, 3));
          copy.setWeights(layer.getWeights());
          Facts.assertClose(layer.ofAll(x).getFirst(), copy.ofAll(x).getFirst(), 0, 0);
          assertEquals(6, copy.weights().size());
        });
  }

  private static Tensor numbers(int... shape) {
    return RandomOps.normal(Shape.of(shape), Seed.of(3));
  }

  /** A cell of one's own: a running sum of what a layer makes of the inputs. */
  static final class Sum extends Cell<Sum> {
    private final Dense in = track(new Dense(2).useBias(false));

    @Override
    public List<Shape> stateShapes() {
      return List.of(Shape.of(2));
    }

    @Override
    protected Step step(Tensor x, List<Tensor> states, boolean training) {
      Tensor y = states.getFirst().add(in.of(x));
      return new Step(y, List.of(y));
    }
  }

  @Test
  void carriesACellOfOnesOwn() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(3, 4, 5);
          Sum cell = new Sum();
          Tensor y = new RNN(cell).returnSequences(true).of(x);
          Facts.assertClose(Ops.cumsum(cell.in.of(x), 1), y, 1e-6, 1e-6);
        });
  }

  /** A cell whose output is wider than its state. */
  static final class Wide extends Cell<Wide> {
    @Override
    public List<Shape> stateShapes() {
      return List.of(Shape.of(3));
    }

    @Override
    public Shape outputShape() {
      return Shape.of(6);
    }

    @Override
    protected Step step(Tensor x, List<Tensor> states, boolean training) {
      Tensor y = states.getFirst().add(x);
      return new Step(Ops.concat(1, y, x), List.of(y));
    }
  }

  @Test
  void whatStandsOnACellTakesItsOutputNotItsState() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(2, 4, 3);
          LSTMCell above = new LSTMCell(2);
          RNN layer = new RNN(List.of(new Wide(), above, new Wide().name("unused")));
          assertEquals(Shape.of(6), layer.cell().outputShape());
          RNN two = new RNN(List.of(new Wide(), above)).returnState(true);
          List<Tensor> ys = two.ofAll(x);
          assertEquals(Shape.of(6, 8), above.kernel().shape());
          Tensor wide = Ops.concat(2, Ops.cumsum(x, 1), x);
          Facts.assertClose(new RNN(above).of(wide), ys.getFirst(), 1e-6, 1e-6);
        });
  }

  @Test
  void isWhatSteppingByHandGives() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(4, 6, 5);
          for (Cell<?> cell :
              List.of(
                  new SimpleRNNCell(3),
                  new LSTMCell(3),
                  new GRUCell(3),
                  new StackedRNNCells(new LSTMCell(2), new GRUCell(3)))) {
            cell.buildFor(Shape.of(Shape.UNKNOWN, 5));
            List<Tensor> state = cell.initialStates(4);
            Tensor out = x;
            for (Tensor xt : Ops.unstack(x, 1)) {
              Cell.Step step = cell.call(xt, state);
              out = step.output();
              state = step.states();
            }
            List<Tensor> ys = new RNN(cell).returnState(true).ofAll(x);
            Facts.assertClose(out, ys.getFirst(), 1e-6, 1e-6);
            for (int i = 0; i < state.size(); i++) {
              Facts.assertClose(state.get(i), ys.get(i + 1), 1e-6, 1e-6);
            }
          }
        });
  }

  @Test
  void aMaskThatWasGivenGoesOn() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(1, 3, 2);
          Tensor mask = Tensor.of(new boolean[][] {{true, true, false}});
          CallArguments masked = new CallArguments().with("mask", mask);
          Tensor y = new GRU(2).returnSequences(true).of(x, masked);
          assertTrue(Objects.requireNonNull(Mask.of(y)).equal(mask).all().booleanValue());
          assertNull(Mask.of(new GRU(2).of(x, masked)));
          assertNull(Mask.of(x));
        });
  }

  @Test
  void besideAStateKerasHidesTheInputsMask() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(1, 3, 2);
          Tensor mask = Tensor.of(new boolean[][] {{true, true, false}});
          List<Tensor> state = List.of(Ops.ones(1, 2));
          GRU layer = new GRU(2);
          Tensor whole = layer.of(x, state);
          Tensor begin = layer.of(x.slice(1, 0, 2), state);
          CallArguments both = new CallArguments().with("initial_state", state).with("mask", mask);
          Facts.assertClose(begin, layer.of(x, both), 1e-6, 1e-6);
          Mask.attach(x, mask);
          Facts.assertClose(whole, layer.of(x, state), 1e-6, 1e-6);
          Tensor all = new GRU(2).returnSequences(true).of(x, state);
          assertTrue(Objects.requireNonNull(Mask.of(all)).equal(mask).all().booleanValue());
        });
  }

  @Test
  void aMaskedStepRepeatsTheOutput() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(1, 4, 2);
          Tensor mask = Tensor.of(new boolean[][] {{false, true, false, true}});
          Mask.attach(x, mask);
          LSTM layer = new LSTM(2).returnSequences(true);
          Tensor y = layer.of(x);
          Tensor alone = layer.of(x.gather(Tensor.of(new int[] {1, 3}), 1));
          List<Tensor> steps = Ops.unstack(y, 1);
          Facts.assertClose(Ops.zeros(1, 2), steps.get(0), 0, 0);
          Facts.assertClose(alone.slice(1, 0, 1).squeeze(1), steps.get(1), 1e-6, 1e-6);
          Facts.assertClose(steps.get(1), steps.get(2), 0, 0);
          Facts.assertClose(alone.slice(1, 1, 1).squeeze(1), steps.get(3), 1e-6, 1e-6);
          assertNotNull(Mask.of(y));
          assertNull(Mask.of(new LSTM(2).of(x)));
          Tensor zero = new LSTM(2).returnSequences(true).zeroOutputForMask(true).of(x);
          Facts.assertClose(Ops.zeros(1, 2), Ops.unstack(zero, 1).get(2), 0, 0);
        });
  }

  @Test
  void aMaskOfAnotherShapeIsAnError() {
    Memory.tidy(
        () -> {
          CallArguments masked =
              new CallArguments().with("mask", Tensor.of(new boolean[][] {{true}}));
          String text =
              assertThrows(
                      ShapeException.class,
                      () -> new GRU(2).name("gru").of(numbers(1, 4, 2), masked))
                  .getMessage();
          assertEquals(
              "GRU: the mask is (1, 1), but it must be (1, 4), a value for every step of the input"
                  + " (1, 4, 2).\n"
                  + "  in GRU \"gru\" (units=2)",
              text);
        });
  }

  @Test
  void aStatefulLayerGoesOnWhereItStopped() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(2, 6, 3);
          GRU whole = new GRU(4);
          whole.of(x);
          GRU parts = new GRU(4).stateful(true);
          parts.buildFor(Shape.of(2, 3, 3));
          parts.setWeights(whole.getWeights());
          parts.of(x.slice(1, 0, 3));
          Facts.assertClose(whole.of(x), parts.of(x.slice(1, 3, 3)), 1e-6, 1e-6);
          parts.resetState();
          Tensor again = parts.of(x.slice(1, 0, 3));
          Facts.assertClose(whole.of(x.slice(1, 0, 3)), again, 1e-6, 1e-6);
          String text =
              assertThrows(ShapeException.class, () -> parts.name("gru").of(numbers(1, 3, 3)))
                  .getMessage();
          assertEquals(
              "GRU is stateful and has states for 2 samples, but a batch of 1 came. Give batches of"
                  + " one size, or forget the states: resetState()\n"
                  + "  in GRU \"gru\" (units=4)",
              text);
          parts.resetState();
        });
  }

  @Test
  void aLayerIsNoCell() {
    String text =
        assertThrows(IllegalArgumentException.class, () -> new StackedRNNCells(List.of()))
            .getMessage();
    assertEquals(
        "StackedRNNCells: cells must be a list of cells, but [] came.\n  At least one is needed.",
        text);
  }

  @Test
  void whatIsDroppedStaysForTheSequence() {
    Memory.tidy(
        () -> {
          SimpleRNN layer =
              new SimpleRNN(50)
                  .activation("linear")
                  .kernelInitializer("identity")
                  .recurrentInitializer("zeros")
                  .dropout(0.5)
                  .returnSequences(true);
          Tensor y = layer.of(Ops.ones(1, 3, 50), true);
          List<Tensor> steps = Ops.unstack(y, 1);
          Facts.assertClose(steps.get(0), steps.get(2), 0, 0);
          Tensor other = layer.of(Ops.ones(1, 3, 50), true);
          assertEquals(false, other.equal(y).all().booleanValue());
        });
  }
}
