package keratin.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import keratin.callbacks.History;
import keratin.data.Element;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.optimizers.SGD;
import keratin.random.RandomOps;
import keratin.tensor.Tensor;
import keratin.testing.KeepsTensors;
import keratin.utils.PyDataset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("E3")
@KeepsTensors("models and their data")
class PyDatasetTest {
  private static final int BATCHES = 8;
  private static final Fit PLAN = new Fit().epochs(2).batchSize(3).shuffle(false).verbose(0);

  private final Tensor x = Ops.linspace(-1, 1, BATCHES * 3 * 2).reshape(BATCHES * 3, 2);
  private final Tensor y = x.sum(1).reshape(BATCHES * 3, 1);

  private final class Items extends PyDataset {
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    Items(int workers) {
      super(workers, 4);
    }

    @Override
    public int length() {
      return BATCHES;
    }

    @Override
    public Element getItem(int index) {
      heard.add(String.valueOf(index));
      return Element.of(x.slice(0, index * 3, 3), y.slice(0, index * 3, 3));
    }

    @Override
    public void onEpochBegin() {
      heard.add("begin");
    }

    @Override
    public void onEpochEnd() {
      heard.add("end");
    }
  }

  private static Sequential model() {
    Sequential model = new Sequential(new Input(2), new Dense(1).kernelInitializer("ones"));
    model.compile(new SGD(0.1), "mse", "mae");
    return model;
  }

  @Test
  void isTrainedOnAsItsRowsAre() {
    History rows = model().fit(x, y, PLAN.validationData(x, y));
    Items items = new Items(1);
    History batches = model().fit(items, PLAN.validationData(new Items(1)));
    assertThat(batches.history()).isEqualTo(rows.history());
    assertThat(items.heard)
        .containsExactly(
            "begin", "0", "1", "2", "3", "4", "5", "6", "7", "end", "begin", "0", "1", "2", "3",
            "4", "5", "6", "7", "end");
  }

  @Test
  void workersHandOutInOrder() {
    assertThat(model().fit(new Items(3), PLAN).history())
        .isEqualTo(model().fit(new Items(1), PLAN).history());
    Evaluate silent = new Evaluate().batchSize(3).verbose(0);
    assertThat(model().predict(new Items(3), silent).toFloatArray())
        .containsExactly(model().predict(x, silent).toFloatArray());
    assertThat(model().evaluate(new Items(3), silent)).isEqualTo(model().evaluate(x, y, silent));
  }

  @Test
  void batchesAreShuffledByPythonsGenerator() {
    Sequential model = model();
    Items items = new Items(1);
    RandomOps.setRandomSeed(3);
    model.fit(items, PLAN.epochs(1).shuffle(true));
    // As Python shuffles range(8) after random.seed(3).
    assertThat(items.heard).containsExactly("begin", "0", "5", "7", "2", "1", "6", "4", "3", "end");
  }

  @Test
  void rowsCannotBeSplitOff() {
    assertThatThrownBy(() -> model().fit(new Items(1), PLAN.validationSplit(0.5)))
        .hasMessageStartingWith(
            "fit: validationSplit and sampleWeight need tensors. With a PyDataset");
    assertThatThrownBy(() -> new Items(0))
        .hasMessage("workers and maxQueueSize must be at least 1, but 0 and 4 came.");
  }
}
