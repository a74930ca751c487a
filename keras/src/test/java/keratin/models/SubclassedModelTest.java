package keratin.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keratin.autograd.GradientTape;
import keratin.data.Element;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.rnn.Cell;
import keratin.layers.rnn.LSTMCell;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.optimizers.SGD;
import keratin.summary.LayerRow;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.training.Fit;
import keratin.utils.CustomObjectScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are written by subclassing: their layers are built by the first call. */
class SubclassedModelTest {
  /** A layer in the model and one a level deeper, neither built by {@code build}. */
  private static final class Small extends Model {
    private final Block block = track(new Block());
    private final Dense out = track(new Dense(1));

    @Override
    protected Tensor call(Tensor x, boolean training) {
      return out.of(block.of(x, training), training);
    }
  }

  private static final class Block extends Layer {
    private final Dense inner = track(new Dense(4).activation("tanh"));

    @Override
    protected Tensor call(Tensor x, boolean training) {
      return inner.of(x, training).add(x);
    }
  }

  @Test
  void buildForBuildsTheLayersInside() {
    Memory.tidy(
        () -> {
          Small model = new Small();
          model.buildFor(Shape.of(Shape.UNKNOWN, 4));
          assertEquals(4 * 4 + 4 + 4 + 1, model.countParams());
          assertEquals(4, model.trainableVariables().size());
          assertEquals(model.name() + "/" + model.block.name(), model.block.path());
          assertTrue(model.inboundNodes().isEmpty(), "building is no call");
        });
  }

  @Test
  void whatWasBuiltByShapeIsTrained() {
    Memory.tidy(
        () -> {
          Small model = new Small();
          model.buildFor(Shape.of(Shape.UNKNOWN, 4));
          Tensor before = model.block.inner.kernel().value().mul(1);
          model.compile(new SGD(0.1), "mse");
          Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 4, 3, 2, 1}, Shape.of(2, 4));
          Tensor y = Tensor.of(new float[] {1, -1}, Shape.of(2, 1));
          model.fit(x, y, new Fit().verbose(0));
          Tensor change = model.block.inner.kernel().value().sub(before).abs().max();
          assertTrue(change.floatValue() > 0, "no weight of the inner layer has changed");
        });
  }

  @Test
  void theSummaryShowsWhatTheFirstCallGave() {
    Memory.tidy(
        () -> {
          Small model = new Small();
          model.buildFor(Shape.of(Shape.UNKNOWN, 4));
          List<String> shapes = model.summaryRows().stream().map(LayerRow::outputShape).toList();
          assertEquals(List.of("(None, 4)", "(None, 1)"), shapes);
        });
  }

  /** Its call takes something else than the data: only its own step knows what. */
  private static final class Pair extends Model {
    private final Sequential first = track(new Sequential(new Input(3), new Dense(2)));
    private final Sequential second = track(new Sequential(new Input(2), new Dense(1)));

    @Override
    protected Tensor call(Tensor noise, boolean training) {
      return first.of(noise, training);
    }

    @Override
    protected Map<String, Double> trainStep(Element data) {
      List<Variable> weights = trainableVariables();
      try (GradientTape tape = new GradientTape()) {
        Tensor made = call(Tensor.full(DType.FLOAT32, 1, 2, 3), true);
        Tensor loss = second.of(made.add(data.x()), true).square().mean();
        optimizer().apply(tape.gradient(loss, weights), weights);
        trackLoss(data, loss);
        return computeMetrics(data, List.of(made));
      }
    }
  }

  @Test
  void aModelOfBuiltLayersIsNotCalledOnTheData() {
    Memory.tidy(
        () -> {
          Pair model = new Pair();
          model.compile(new SGD(1e-3), null);
          Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, Shape.of(2, 2));
          List<Double> losses = model.fit(x, null, new Fit().epochs(3).verbose(0)).get("loss");
          assertTrue(losses.get(2) < losses.get(0), losses.toString());
        });
  }

  @Test
  void aCallThatCountsTheSamplesIsBuiltByShapeToo() {
    Memory.tidy(
        () -> {
          Stepped model = new Stepped();
          model.buildFor(Shape.of(Shape.UNKNOWN, 4, 2));
          assertEquals(5, model.weights().size());
          assertEquals(Shape.of(6, 1), model.of(Ops.ones(6, 4, 2)).shape());
        });
  }

  /** A function of two tensors, with nothing of its own to build. */
  static final class TwoInputs extends Model {
    private final Dense left = track(new Dense(2));
    private final Dense right = track(new Dense(2));

    @Override
    protected List<Tensor> call(List<Tensor> xs, boolean training) {
      return List.of(left.of(xs.get(0)).add(right.of(xs.get(1))));
    }
  }

  @Test
  void aModelOfTwoInputsIsTrainedSavedAndRead(@TempDir Path folder) {
    Memory.tidy(
        () -> {
          TwoInputs model = new TwoInputs();
          model.compile(new SGD(0.01), "mse");
          List<Tensor> xs = List.of(Ops.ones(4, 3), Ops.ones(4, 5));
          model.fit(xs, Ops.ones(4, 2), new Fit().epochs(2).verbose(0));
          assertEquals(3 * 2 + 2 + 5 * 2 + 2, model.countParams());
          Path file = folder.resolve("two.keras");
          model.save(file);
          try (var scope = new CustomObjectScope(Map.of("TwoInputs", TwoInputs.class))) {
            Model again = Models.loadModel(file);
            Facts.assertClose(model.of(xs), again.of(xs), 0, 0);
          }
        });
  }

  /** Steps a cell by hand, from zeros that it makes as many of as there are samples. */
  private static final class Stepped extends Model {
    private final LSTMCell cell = track(new LSTMCell(3));
    private final Dense out = track(new Dense(1));

    @Override
    protected Tensor call(Tensor x, boolean training) {
      List<Tensor> states = cell.initialStates(x.shape().dim(0));
      Tensor last = x;
      for (Tensor xt : Ops.unstack(x, 1)) {
        Cell.Step step = cell.call(xt, states, training);
        states = step.states();
        last = step.output();
      }
      return out.of(last);
    }
  }

  @Test
  void aCallMayAskForTheBatch() {
    Memory.tidy(
        () -> {
          Stepped model = new Stepped();
          model.compile(new SGD(0.1), "mse");
          Tensor x = Tensor.full(DType.FLOAT32, 0.5, 5, 4, 2);
          Tensor y = Tensor.full(DType.FLOAT32, 1, 5, 1);
          List<Double> losses =
              model.fit(x, y, new Fit().batchSize(2).epochs(2).verbose(0)).get("loss");
          assertTrue(losses.get(1) < losses.get(0), losses.toString());
          assertEquals(Shape.of(5, 1), model.predict(x).shape());
        });
  }
}
