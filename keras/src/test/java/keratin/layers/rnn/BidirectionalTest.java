package keratin.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.LayerContract;
import keratin.layers.Layers;
import keratin.layers.Mask;
import keratin.memory.Memory;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BidirectionalTest {
  private static Tensor numbers(int... shape) {
    return RandomOps.normal(Shape.of(shape), Seed.of(3));
  }

  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Bidirectional(new GRU(3)), 4, 2)
        .weights(
            "kernel (2, 9)",
            "recurrent_kernel (3, 9)",
            "bias (2, 9)",
            "kernel (2, 9)",
            "recurrent_kernel (3, 9)",
            "bias (2, 9)")
        .vary("layer", Map.of("class_name", "SimpleRNN", "config", Map.of("units", 3)))
        .vary("merge_mode", "sum")
        .vary(
            "backward_layer",
            Map.of("class_name", "LSTM", "config", Map.of("units", 3, "go_backwards", true)))
        .check();
  }

  @Test
  void bothDirectionsSeeTheWholeSequence() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(2, 5, 3);
          Bidirectional layer = new Bidirectional(new LSTM(2).name("lstm").returnSequences(true));
          Tensor y = layer.of(x);
          assertEquals("forward_lstm", layer.forwardLayer().name());
          assertEquals("backward_lstm", layer.backwardLayer().name());
          Tensor there = layer.forwardLayer().of(x);
          Tensor back = Ops.flip(layer.backwardLayer().of(x), 1);
          Facts.assertClose(Ops.concat(2, there, back), y, 0, 0);
        });
  }

  @Test
  void twoOutputsAndTheStatesOfBoth() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(2, 5, 3);
          Layer layer = new Bidirectional(new LSTM(2).returnState(true)).mergeMode(null);
          List<Tensor> ys = layer.ofAll(x);
          assertEquals(6, ys.size());
          Facts.assertClose(ys.get(0), ys.get(2), 0, 0);
          Facts.assertClose(ys.get(1), ys.get(4), 0, 0);
        });
  }

  @Test
  void maskedStepsAreZeroInSequences() {
    Memory.tidy(
        () -> {
          Tensor x =
              Mask.attach(numbers(1, 3, 2), Tensor.of(new boolean[][] {{true, false, true}}));
          Tensor y = new Bidirectional(new GRU(2).returnSequences(true)).of(x);
          Facts.assertClose(Ops.zeros(1, 4), Ops.unstack(y, 1).get(1), 0, 0);
        });
  }

  @Test
  void trainsInAModel() {
    Memory.tidy(
        () -> {
          Sequential model =
              new Sequential(
                  new Bidirectional(new LSTM(4).returnSequences(true)),
                  new Bidirectional(new GRU(3)).mergeMode("ave"));
          model.compile("sgd", "mse");
          Tensor x = numbers(8, 5, 3);
          Tensor y = Ops.zeros(8, 3);
          double before = model.trainOnBatch(x, y).get("loss");
          for (int i = 0; i < 20; i++) {
            model.trainOnBatch(x, y);
          }
          assertEquals(true, model.trainOnBatch(x, y).get("loss") < before);
        });
  }

  @Test
  void twoForwardLayersAreAnError() {
    Memory.tidy(
        () -> {
          Layer layer = new Bidirectional(new GRU(2)).backwardLayer(new GRU(2));
          String text =
              assertThrows(IllegalArgumentException.class, () -> layer.of(numbers(1, 3, 2)))
                  .getMessage();
          assertEquals(
              "Bidirectional: both layers have go_backwards=false. One must go backwards:"
                  + " goBackwards(true)",
              text);
        });
  }

  @Test
  void aCellOfOnesOwnNeedNotBeRegistered() {
    Memory.tidy(
        () -> {
          Tensor x = numbers(2, 5, 3);
          Bidirectional layer = new Bidirectional(new RNN(new RNNTest.Sum()));
          Tensor both = new RNN(layer.forwardLayer().cell()).of(x);
          Tensor y = layer.of(x);
          Facts.assertClose(both, y.slice(1, 0, 2), 0, 0);
          var error =
              assertThrows(
                  IllegalArgumentException.class,
                  () -> Layers.get(Layers.config(layer)).sublayers());
          assertTrue(
              error
                  .getMessage()
                  .endsWith(
                      "  A class of one's own must be known first:"
                          + " Serialization.registerKerasSerializable(Sum.class)"),
              error.getMessage());
        });
  }

  private final class Inner extends Cell<Inner> {
    @Override
    public List<Shape> stateShapes() {
      return List.of(Shape.of(2));
    }

    @Override
    protected Step step(Tensor x, List<Tensor> states, boolean training) {
      return new Step(x, states);
    }
  }

  @Test
  void anInnerClassCannotBeCopied() {
    var layer = new Bidirectional(new RNN(new Inner()));
    assertEquals(
        "keratin.layers.rnn.BidirectionalTest$Inner is an inner class, of which only its outer"
            + " object makes one. Make it static.",
        assertThrows(IllegalStateException.class, layer::forwardLayer).getMessage());
  }
}
