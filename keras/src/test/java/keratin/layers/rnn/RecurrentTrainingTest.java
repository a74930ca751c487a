package keratin.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.core.Dense;
import keratin.layers.core.Embedding;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.models.Sequential;
import keratin.optimizers.Adam;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Recurrent layers in models that are trained. */
class RecurrentTrainingTest {
  private static final int LONG = 1000;

  private static Tensor normal(int... shape) {
    return RandomOps.normal(Shape.of(shape), Seed.of(3));
  }

  /** In one op, and step by step: an activation that the op does not have. */
  @Test
  void aThousandStepsTrainWithoutBoundlessMemory() {
    for (String activation : List.of("tanh", "softsign")) {
      Memory.tidy(
          () -> {
            Sequential model =
                new Sequential(
                    new Input(LONG, 2), new LSTM(8).activation(activation), new Dense(1));
            model.compile(new Adam(), "mse");
            Tensor x = normal(4, LONG, 2);
            Tensor y = normal(4, 1);
            double first = model.trainOnBatch(x, y).get("loss");
            long after = Memory.statistics().inUseBytes();
            double last = first;
            for (int i = 0; i < 3; i++) {
              last = model.trainOnBatch(x, y).get("loss");
            }
            assertTrue(last < first, "the loss went from " + first + " to " + last);
            assertEquals(after, Memory.statistics().inUseBytes(), 1 << 20, "bytes in use");
          });
    }
  }

  @Test
  void wordsOfPaddedTextsDoNotCount() {
    Memory.tidy(
        () -> {
          Sequential model =
              new Sequential(
                  new Input(Shape.UNKNOWN).dtype(DType.INT32),
                  new Embedding(20, 6).maskZero(true),
                  new LSTM(10).returnSequences(true),
                  new GRU(9),
                  new Dense(1));
          Tensor text = Tensor.of(new int[][] {{3, 7, 5}});
          Tensor padded = Tensor.of(new int[][] {{3, 7, 5, 0, 0}});
          Facts.assertClose(model.of(text), model.of(padded), 1e-6, 1e-6);
        });
  }

  @Test
  void aStatefulModelGoesOnFromBatchToBatch() {
    Memory.tidy(
        () -> {
          Tensor x = normal(2, 6, 3);
          LSTM whole = new LSTM(12);
          Tensor expected = whole.of(x);
          LSTM parts = new LSTM(12).stateful(true);
          Sequential model = new Sequential(new Input(3, 3).batchSize(2), parts);
          parts.setWeights(whole.getWeights());
          model.predictOnBatch(x.slice(1, 0, 3));
          Facts.assertClose(expected, model.predictOnBatch(x.slice(1, 3, 3)), 1e-5, 1e-6);
          parts.resetState();
          Tensor again = model.predictOnBatch(x.slice(1, 0, 3));
          Facts.assertClose(whole.of(x.slice(1, 0, 3)), again, 1e-5, 1e-6);
          parts.resetState();
        });
  }

  @Test
  void shapesInASummaryAreThoseOfTheLayers() {
    Sequential model =
        new Sequential(
            new Input(28, 28),
            new Bidirectional(new LSTM(8).returnSequences(true)),
            new TimeDistributed(new Dense(5)),
            new SimpleRNN(256));
    List<Shape> shapes =
        model.layers().stream().map(layer -> layer.outputs().getFirst().shape()).toList();
    assertEquals(
        List.of(
            Shape.of(Shape.UNKNOWN, 28, 16),
            Shape.of(Shape.UNKNOWN, 28, 5),
            Shape.of(Shape.UNKNOWN, 256)),
        shapes);
    Layer last = model.layers().getLast();
    assertEquals(256 * (5 + 256 + 1), last.countParams());
  }
}
