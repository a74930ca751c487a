package keratin.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keratin.autograd.GradientTape;
import keratin.callbacks.History;
import keratin.callbacks.LambdaCallback;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.regularization.Dropout;
import keratin.metrics.Mean;
import keratin.models.Model;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.optimizers.Adam;
import keratin.optimizers.SGD;
import keratin.random.RandomOps;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.testing.KeepsTensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the arguments of compile, fit and single steps do. */
@Tag("E3")
@KeepsTensors("models and their data")
class FitArgumentsTest {
  private static final Fit PLAN = new Fit().batchSize(4).shuffle(false).verbose(0);

  private final Tensor x = Ops.linspace(-1, 1, 40).reshape(20, 2);
  private final Tensor y = x.slice(1, 0, 1).mul(3).sub(x.slice(1, 1, 1)).add(0.5);

  private static Sequential model() {
    return new Sequential(
        new Input(2),
        new Dense(4).activation("tanh").kernelInitializer("ones"),
        new Dense(1).kernelInitializer("ones").name("out"));
  }

  private static Sequential compiled(Compile how) {
    Sequential model = model();
    model.compile(how);
    return model;
  }

  private static Sequential compiled() {
    return compiled(new Compile(new Adam(0.01), "mse").metrics("mae"));
  }

  @Test
  void aDatasetAndArraysGiveTheSameHistory() {
    History arrays = compiled().fit(x, y, PLAN.epochs(3).validationData(x, y));
    Dataset batches = Dataset.fromTensorSlices(x, y).batch(4);
    History dataset = compiled().fit(batches, PLAN.epochs(3).validationData(batches));
    assertThat(dataset.history()).isEqualTo(arrays.history());
  }

  @Test
  void randomLayersDrawAlikeForArraysAndDatasets() {
    List<Map<String, List<Double>>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      RandomOps.setRandomSeed(7);
      Sequential model =
          new Sequential(
              new Input(2), new Dense(16).activation("relu"), new Dropout(0.4), new Dense(1));
      model.compile(new Adam(0.01), "mse", "mae");
      Dataset batches = Dataset.fromTensorSlices(x, y).batch(4);
      History history =
          run == 0 ? model.fit(x, y, PLAN.epochs(3)) : model.fit(batches, PLAN.epochs(3));
      runs.add(history.history());
    }
    assertThat(runs.getFirst()).isEqualTo(runs.getLast());
  }

  @Test
  void stepsThatUseUpTheDataAreFollowedByAFreshPass() {
    Fit whole = PLAN.batchSize(20).epochs(3);
    assertThat(compiled().fit(x, y, whole.stepsPerEpoch(1)).history())
        .isEqualTo(compiled().fit(x, y, whole).history());
    Dataset batches = Dataset.fromTensorSlices(x, y).batch(20);
    assertThat(compiled().fit(batches, whole.stepsPerEpoch(1)).history().get("loss")).hasSize(3);
  }

  @Test
  void everyValidationBeginsWithTheFirstRows() {
    Sequential model = compiled(new Compile(new SGD(0.0), "mse"));
    Fit how = PLAN.epochs(3).validationData(x, y).validationSteps(2);
    double two = model.evaluate(x, y, new Evaluate().batchSize(4).steps(2).verbose(0)).get("loss");
    assertThat(model.fit(x, y, how).history().get("val_loss")).containsExactly(two, two, two);
  }

  @Test
  void rowsHeldBackForValidationHaveNoClassWeights() {
    Sequential model =
        new Sequential(new Input(2), new Dense(2).activation("softmax").kernelInitializer("ones"));
    model.compile(new SGD(0.0), "sparse_categorical_crossentropy");
    Tensor labels = Ops.ones(20);
    Fit plain = PLAN.validationSplit(0.25);
    History weighted = model.fit(x, labels, plain.classWeight(Map.of(1, 3.0)));
    History alike = model.fit(x, labels, plain);
    assertThat(weighted.history().get("val_loss")).isEqualTo(alike.history().get("val_loss"));
    assertThat(weighted.history().get("loss").getFirst())
        .isCloseTo(3 * alike.history().get("loss").getFirst(), within(1e-5));
  }

  @Test
  void theSameSeedShufflesAlike() {
    List<Map<String, List<Double>>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      RandomOps.setRandomSeed(5);
      runs.add(compiled().fit(x, y, PLAN.shuffle(true).epochs(2)).history());
    }
    assertThat(runs.getFirst()).isEqualTo(runs.getLast());
    assertThat(runs.getFirst()).isNotEqualTo(compiled().fit(x, y, PLAN.epochs(2)).history());
  }

  @Test
  void shufflingInsideBatchesKeepsTheBatches() {
    List<List<Float>> firsts = new ArrayList<>();
    Rows rows = new Rows(List.of(Ops.range(10)), List.of(), List.of());
    RandomOps.setRandomSeed(3);
    new ArrayBatches(rows, 4, Shuffling.INSIDE_BATCHES)
        .pass()
        .forEachRemaining(batch -> firsts.add(floats(batch.x())));
    assertThat(firsts).hasSize(3);
    assertThat(firsts.get(0)).containsExactlyInAnyOrder(0f, 1f, 2f, 3f);
    assertThat(firsts.get(1)).containsExactlyInAnyOrder(4f, 5f, 6f, 7f);
    assertThat(firsts.get(2)).containsExactlyInAnyOrder(8f, 9f);
    assertThat(firsts.get(0).toString() + firsts.get(1))
        .isNotEqualTo("[0.0, 1.0, 2.0, 3.0][4.0, 5.0, 6.0, 7.0]");
    assertThatThrownBy(() -> new Fit().shuffle("rows"))
        .hasMessage("shuffle is true, false or \"batch\", but \"rows\" came.");
  }

  private static List<Float> floats(Tensor x) {
    float[] values = x.toFloatArray();
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }

  @Test
  void stepsOfOneExecutionAreSilent() {
    List<String> heard = new ArrayList<>();
    LambdaCallback ear =
        new LambdaCallback()
            .onTrainBatchBegin(step -> heard.add("from " + step))
            .onTrainBatchEnd((step, logs) -> heard.add("to " + step))
            .onTestBatchEnd((step, logs) -> heard.add("tried to " + step));
    Sequential model =
        compiled(new Compile(new Adam(0.01), "mse").metrics("mae").stepsPerExecution(2));
    History history = model.fit(x, y, PLAN.validationData(x, y).callbacks(ear));
    // Five batches: Keras too says 5 where the last execution has one step only.
    assertThat(heard)
        .containsExactly(
            "from 0",
            "to 1",
            "from 2",
            "to 3",
            "from 4",
            "to 5",
            "tried to 1",
            "tried to 3",
            "tried to 5");
    assertThat(history.history())
        .isEqualTo(compiled().fit(x, y, PLAN.validationData(x, y)).history());
    assertThat(model.optimizer().iterations()).isEqualTo(5);
    assertThatThrownBy(() -> new Compile("sgd", "mse").stepsPerExecution(0))
        .hasMessage("stepsPerExecution must be a positive integer, but 0 came.");
  }

  @Test
  void classesCountAlikeInArraysAndDatasets() {
    Tensor labels = Ops.range(20).cast(DType.INT32).mod(2);
    Map<Integer, Double> weights = Map.of(1, 5.0);
    Fit plan = PLAN.epochs(2).classWeight(weights);
    Compile how = new Compile("sgd", "mse").weightedMetrics("mae");
    History arrays = compiled(how).fit(x, labels, plan);
    Dataset batches = Dataset.fromTensorSlices(x, labels).batch(4);
    History dataset = compiled(how).fit(batches, plan);
    assertThat(dataset.history()).isEqualTo(arrays.history());
    assertThat(dataset.history())
        .isNotEqualTo(compiled(how).fit(batches, PLAN.epochs(2)).history());
    Dataset weighted = Dataset.fromTensorSlices(x, labels, Ops.ones(20)).batch(4);
    assertThatThrownBy(() -> compiled(how).fit(weighted, plan))
        .hasMessageStartingWith("fit: sampleWeight and classWeight cannot be combined.");
  }

  @Test
  void singleBatches() {
    Sequential model = compiled(new Compile(new SGD(0.0), "mse").metrics("mae"));
    Map<String, Double> all = model.testOnBatch(x, y);
    assertThat(all.keySet()).containsExactly("loss", "mae");
    assertThat(model.trainOnBatch(x, y)).isEqualTo(all);
    assertThat(model.trainOnBatch(x, y, Ops.zeros(20)).get("loss")).isZero();
    assertThat(model.testOnBatch(x, y, Ops.ones(20).mul(0.5)).get("loss"))
        .isCloseTo(all.get("loss") / 2, within(1e-6));
    assertThat(model.predictOnBatch(x).shape().dim(0)).isEqualTo(20);
    Map<String, Double> none = model.trainOnBatch(x, Ops.zeros(20, 1), Map.of(0, 0.0));
    assertThat(none.get("loss")).isZero();
  }

  /** A model with its own step, loss and metric. */
  private static final class Own extends Model {
    private final Dense out = track(new Dense(1).kernelInitializer("ones"));
    private final Mean size = track(new Mean());

    Own() {
      size.name("size");
    }

    @Override
    protected Tensor call(Tensor x, boolean training) {
      Tensor y = out.of(x, training);
      addLoss(y.square().mul(0.5));
      return y;
    }

    @Override
    protected Map<String, Double> trainStep(Element data) {
      List<Variable> weights = trainableVariables();
      try (GradientTape tape = new GradientTape()) {
        List<Tensor> yPred = ofAll(data.xs(), true);
        Tensor loss = computeLoss(data, yPred);
        optimizer().apply(tape.gradient(loss, weights), weights);
        size.updateState(yPred.getFirst().abs());
        trackLoss(data, loss);
        return computeMetrics(data, yPred);
      }
    }
  }

  @Test
  void oneOwnStepLossAndMetric() {
    Own model = new Own();
    model.compile("sgd", "mse", "mae");
    History history = model.fit(x, y, PLAN.epochs(2));
    assertThat(history.history().keySet()).containsExactly("loss", "mae", "size");
    assertThat(model.metricsNames()).containsExactly("loss", "mae", "size");
    // A loss per row is summed, as Keras does.
    Map<String, Double> tested = model.testOnBatch(x, y);
    Tensor yPred = model.predictOnBatch(x);
    double expected =
        yPred.sub(y).square().mean().doubleValue() + yPred.square().sum().doubleValue() / 2;
    assertThat(tested.get("loss")).isCloseTo(expected, within(1e-5));
    assertThat(tested.get("size")).isZero();
  }

  @Test
  void unfreezingTakesEffectWithCompile() {
    Sequential model = model();
    model.layer("out").trainable(false);
    model.compile("sgd", "mse");
    float[] before = model.layer("out").weights().getFirst().toFloatArray();
    model.fit(x, y, PLAN);
    assertThat(model.layer("out").weights().getFirst().toFloatArray()).containsExactly(before);
    model.layer("out").trainable(true);
    model.fit(x, y, PLAN);
    assertThat(model.layer("out").weights().getFirst().toFloatArray()).containsExactly(before);
    model.compile("sgd", "mse");
    model.fit(x, y, PLAN);
    assertThat(model.layer("out").weights().getFirst().toFloatArray()).isNotEqualTo(before);
  }

  @Test
  void wrongUse() {
    Dataset batches = Dataset.fromTensorSlices(x, y).batch(4);
    assertThatThrownBy(() -> compiled().fit(batches, PLAN.validationSplit(0.5)))
        .hasMessageStartingWith("fit: validationSplit and sampleWeight need tensors.");
    assertThatThrownBy(
            () -> compiled().evaluate(batches, new Evaluate().sampleWeight(Ops.ones(20))))
        .hasMessageStartingWith("evaluate: sampleWeight needs tensors.");
  }
}
