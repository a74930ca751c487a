package keratin.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keratin.callbacks.History;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.tensor.Tensor;
import keratin.utils.PyDataset;
import org.jspecify.annotations.Nullable;

/**
 * What every model can do with data: {@code compile}, {@code fit}, {@code evaluate}, {@code
 * predict}.
 *
 * <p>A model with its own idea of a step overrides {@link #trainStep}; the loops, callbacks and
 * progress bar stay.
 *
 * @see <a href="https://keras.io/api/models/model_training_apis/">Keras: training APIs</a>
 */
public abstract class Trainer extends BatchTrainer {
  private volatile boolean stopping;
  private int resumeEpoch;

  /** A model that is not compiled yet. */
  protected Trainer() {}

  /** Trains on the rows of {@code x} and {@code y}, one epoch of batches of 32. */
  public History fit(Object x, Object y) {
    return fit(x, y, new Fit());
  }

  /**
   * Trains on the rows of {@code x} and {@code y}.
   *
   * @param x a tensor; for several inputs a list, a map by the inputs' names, or lists and maps
   *     inside each other as the model's inputs are
   * @param y a tensor; for several outputs the same
   * @return the values of every epoch
   */
  public History fit(Object x, Object y, Fit how) {
    plan("fit");
    return FitLoop.onArrays(this, x, y, how).run();
  }

  /** Trains on the batches of a dataset: the inputs, the targets, the weights of the samples. */
  public History fit(Dataset batches, Fit how) {
    plan("fit");
    return FitLoop.onDataset(this, batches, how).run();
  }

  /** Trains on the batches of a {@link PyDataset}, in a new random order every epoch. */
  public History fit(PyDataset batches, Fit how) {
    plan("fit");
    return FitLoop.onItems(this, batches, how).run();
  }

  /** The loss and metrics on the rows of {@code x} and {@code y}, in batches of 32. */
  public Map<String, Double> evaluate(Object x, Object y) {
    return evaluate(x, y, new Evaluate());
  }

  /**
   * The loss and metrics on the rows of {@code x} and {@code y}, given as to {@link #fit(Object,
   * Object, Fit)}: {@code loss} first.
   */
  public Map<String, Double> evaluate(Object x, Object y, Evaluate how) {
    plan("evaluate");
    Rows rows = Rows.of(this, x, y, how.sampleWeight());
    return lossFirst(
        new Evaluation(this, new ArrayBatches(rows, how.batchSize(), Shuffling.NONE), how.steps())
            .run(how.verbose(), how.callbacks()));
  }

  /** The loss and metrics on the batches of a dataset. */
  public Map<String, Double> evaluate(Dataset batches, Evaluate how) {
    plan("evaluate");
    if (how.sampleWeight() != null) {
      throw new IllegalArgumentException(
          "evaluate: sampleWeight needs tensors. With a Dataset, give the weights as the third"
              + " tensor of each element.");
    }
    return lossFirst(
        new Evaluation(this, Batches.of(batches, this), how.steps())
            .run(how.verbose(), how.callbacks()));
  }

  /** The loss and metrics on the batches of a {@link PyDataset}. */
  public Map<String, Double> evaluate(PyDataset batches, Evaluate how) {
    plan("evaluate");
    return lossFirst(
        new Evaluation(this, new ItemBatches(batches, this, false), how.steps())
            .run(how.verbose(), how.callbacks()));
  }

  private static Map<String, Double> lossFirst(Map<String, Double> results) {
    Map<String, Double> ordered = new LinkedHashMap<>();
    if (results.containsKey("loss")) {
      ordered.put("loss", results.get("loss"));
    }
    ordered.putAll(new TreeMap<>(results));
    return ordered;
  }

  /** The outputs for the rows of {@code x}, computed in batches of 32. */
  public Tensor predict(Object x) {
    return predict(x, new Evaluate());
  }

  /**
   * The outputs for the rows of {@code x}: a tensor, or a list or map for several inputs.
   *
   * @throws IllegalStateException if the model has several outputs
   */
  public Tensor predict(Object x, Evaluate how) {
    return only(predictAll(x, how));
  }

  /** The outputs for the batches of a dataset. */
  public Tensor predict(Dataset batches, Evaluate how) {
    return only(predictAll(batches, how));
  }

  /** The outputs for the batches of a {@link PyDataset}. */
  public Tensor predict(PyDataset batches, Evaluate how) {
    return only(new Prediction(this, new ItemBatches(batches, this, false), how).run());
  }

  private Tensor only(List<Tensor> outputs) {
    if (outputs.size() != 1) {
      throw new IllegalStateException(
          "%s \"%s\" has %d outputs. Take them all: predictAll(…)"
              .formatted(className(), name(), outputs.size()));
    }
    return outputs.getFirst();
  }

  /**
   * As {@link #predict(Object, Evaluate)}, for every output under its name: the key in the map of
   * outputs, or the name of its layer.
   *
   * @throws IllegalStateException if the outputs have no names
   */
  public Map<String, Tensor> predictNamed(Object x, Evaluate how) {
    return named(predictAll(x, how));
  }

  /** As {@link #predictNamed(Object, Evaluate)}, for the batches of a dataset. */
  public Map<String, Tensor> predictNamed(Dataset batches, Evaluate how) {
    return named(predictAll(batches, how));
  }

  private Map<String, Tensor> named(List<Tensor> outputs) {
    List<String> names = targetNames();
    if (names.size() != outputs.size()) {
      throw new IllegalStateException(
          "The %d outputs of %s \"%s\" have no names. Take them by number: predictAll(…)"
              .formatted(outputs.size(), className(), name()));
    }
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), outputs.get(i));
    }
    return named;
  }

  /** As {@link #predict(Object, Evaluate)}, for every output. */
  public List<Tensor> predictAll(Object x, Evaluate how) {
    Rows rows = Rows.of(this, x, null, null);
    return new Prediction(this, new ArrayBatches(rows, how.batchSize(), Shuffling.NONE), how).run();
  }

  /** As {@link #predict(Dataset, Evaluate)}, for every output. */
  public List<Tensor> predictAll(Dataset batches, Evaluate how) {
    return new Prediction(this, Batches.of(batches, this), how).run();
  }

  /** Trains one step on a batch; the values are those of this batch alone. */
  public Map<String, Double> trainOnBatch(Object x, Object y) {
    return lossFirst(trainOn(oneBatch("trainOnBatch", x, y, null)));
  }

  /** Trains one step on a batch whose rows count as {@code sampleWeight} says. */
  public Map<String, Double> trainOnBatch(Object x, Object y, Object sampleWeight) {
    return lossFirst(trainOn(oneBatch("trainOnBatch", x, y, sampleWeight)));
  }

  /** Trains one step on a batch whose rows count by their class. */
  public Map<String, Double> trainOnBatch(Object x, Object y, Map<Integer, Double> classWeight) {
    List<Tensor> targets = Rows.of(this, x, y, null).y();
    Tensor rows = ClassWeights.of("trainOnBatch", targets, List.of(), classWeight);
    return lossFirst(trainOn(oneBatch("trainOnBatch", x, y, rows)));
  }

  /** The loss and metrics on one batch. */
  public Map<String, Double> testOnBatch(Object x, Object y) {
    return lossFirst(testOn(oneBatch("testOnBatch", x, y, null)));
  }

  /** The loss and metrics on one batch whose rows count as {@code sampleWeight} says. */
  public Map<String, Double> testOnBatch(Object x, Object y, Object sampleWeight) {
    return lossFirst(testOn(oneBatch("testOnBatch", x, y, sampleWeight)));
  }

  private Element oneBatch(String caller, Object x, Object y, @Nullable Object sampleWeight) {
    plan(caller);
    Element batch = Rows.of(this, x, y, sampleWeight).batch(t -> t);
    prepare(batch.xs());
    resetMetrics();
    return batch;
  }

  /** The outputs for one batch. */
  public Tensor predictOnBatch(Object x) {
    return only(predictAllOnBatch(x));
  }

  /** The outputs for one batch, of a model with several. */
  public List<Tensor> predictAllOnBatch(Object x) {
    return predictOn(Rows.of(this, x, null, null).x());
  }

  @Override
  public void stopTraining() {
    stopping = true;
  }

  /** True once the end of the training was asked for. */
  public final boolean isStopping() {
    return stopping;
  }

  @Override
  public void resumeAt(int epoch) {
    resumeEpoch = epoch;
  }

  /** The epoch to begin with: where a callback resumes, or {@code otherwise}. */
  final int takeFirstEpoch(int otherwise) {
    int first = resumeEpoch > 0 ? resumeEpoch : otherwise;
    resumeEpoch = 0;
    return first;
  }

  final void beginTraining() {
    stopping = false;
    resumeEpoch = 0;
  }
}
