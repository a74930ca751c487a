package keratin.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import keratin.layers.Layer;
import keratin.layers.core.Dense;
import keratin.memory.Memory;
import keratin.optimizers.SGD;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.training.Fit;
import org.junit.jupiter.api.Test;

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
}
