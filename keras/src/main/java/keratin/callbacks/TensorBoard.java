package keratin.callbacks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.Optimizer;
import keratin.summary.Summary;
import keratin.summary.SummaryScope;
import keratin.summary.SummaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes what TensorBoard shows: curves of loss and metrics, the model, histograms of weights.
 *
 * <p>The runs are the folders {@code train} and {@code validation} of the log folder. After an
 * epoch there is {@code epoch_loss} and so on, and {@code epoch_learning_rate}; after every
 * validation {@code evaluation_loss_vs_iterations}; with {@link #updateFreq}, also {@code
 * batch_loss}, and then what a model writes by {@link Summary} in its own {@code call} goes to the
 * same files.
 *
 * {@snippet :
 * var board = new TensorBoard(folder.resolve("logs")).histogramFreq(1);
 * Fit plan = new Fit().epochs(10).callbacks(board);
 * // then: tensorboard --logdir logs
 * }
 *
 * <p>The model is written as its layers, not as a graph of TensorFlow's ops, which do not exist
 * here. A profile is a recording of Java Flight Recorder.
 *
 * @see <a href="https://keras.io/api/callbacks/tensorboard/">keras.callbacks.TensorBoard</a>
 */
public final class TensorBoard extends Callback {
  private static final System.Logger LOG = System.getLogger("keratin.callbacks");
  private static final Kind<Object> FREQUENCY =
      new Kind<>("\"batch\", \"epoch\" or a number of steps", TensorBoard::frequency, v -> v);
  private static final Kind<List<Integer>> BATCHES =
      new Kind<>("a step, or the first and the last, from 0 up", TensorBoard::batches, v -> v);

  private final Option<String> logDir = option("log_dir", Kind.STRING, "logs");
  private final Option<Integer> histogramFreq = option("histogram_freq", Kind.INT, 0);
  private final Option<Boolean> writeGraph = option("write_graph", Kind.BOOL, true);
  private final Option<Boolean> writeImages = option("write_images", Kind.BOOL, false);
  private final Option<Boolean> writeStepsPerSecond =
      option("write_steps_per_second", Kind.BOOL, false);
  private final Option<Object> updateFreq = option("update_freq", FREQUENCY, "epoch");
  private final Option<List<Integer>> profileBatch = option("profile_batch", BATCHES, 0);
  private final Option<Integer> embeddingsFreq = option("embeddings_freq", Kind.INT, 0);
  private final Option<@Nullable Object> embeddingsMetadata =
      option("embeddings_metadata", EmbeddingProjector.METADATA.orNull(), null);

  private final Deque<List<SummaryScope>> scopes = new ArrayDeque<>();
  private @Nullable SummaryWriter trainWriter;
  private @Nullable SummaryWriter validationWriter;
  private @Nullable FlightRecording recording;
  private boolean training;
  private int trainBatch;
  private int testBatch;
  private long batchBegin;
  private long epochBegin;
  private long iterationsBefore;

  /** Writes to the folder {@code logs}. */
  public TensorBoard() {}

  /** Writes to a folder. */
  public TensorBoard(String logDir) {
    this.logDir.set(logDir);
  }

  /** Writes to a folder. */
  public TensorBoard(Path logDir) {
    this(logDir.toString());
  }

  private static Object frequency(Object value) {
    return value.equals("batch") ? 1 : SaveFrequency.KIND.parse().apply(value);
  }

  private static List<Integer> batches(Object value) {
    List<Integer> given = Kind.INTS.parse().apply(value);
    int first = given.getFirst();
    int last = given.getLast();
    if (given.size() > 2 || first < 0 || last < first) {
      throw new IllegalArgumentException();
    }
    return List.of(first, last);
  }

  /** Every how many epochs histograms of the weights are written; 0 for never, the default. */
  public TensorBoard histogramFreq(int epochs) {
    histogramFreq.set(epochs);
    return this;
  }

  /** Whether the layers of the model are written; they are by default. */
  public TensorBoard writeGraph(boolean on) {
    writeGraph.set(on);
    return this;
  }

  /** Whether weights are also written as images, where histograms are. */
  public TensorBoard writeImages(boolean on) {
    writeImages.set(on);
    return this;
  }

  /** Whether the speed is written, too. */
  public TensorBoard writeStepsPerSecond(boolean on) {
    writeStepsPerSecond.set(on);
    return this;
  }

  /** {@code "epoch"}, the default, or {@code "batch"} to write after every step as well. */
  public TensorBoard updateFreq(String when) {
    updateFreq.set(when);
    return this;
  }

  /** After how many steps values are written, besides those of the epochs. */
  public TensorBoard updateFreq(int steps) {
    updateFreq.set(steps);
    return this;
  }

  /** The step that is profiled, counted from 1; 0 for none, the default. */
  public TensorBoard profileBatch(int step) {
    profileBatch.set(step);
    return this;
  }

  /**
   * The steps that are profiled, counted from 1: a recording of Java Flight Recorder in {@code
   * train/plugins/profile}, which JDK Mission Control and {@code jfr} open.
   */
  public TensorBoard profileBatch(int first, int last) {
    profileBatch.set(List.of(first, last));
    return this;
  }

  /** Every how many epochs the weights are saved for the projector; 0 for never, the default. */
  public TensorBoard embeddingsFreq(int epochs) {
    embeddingsFreq.set(epochs);
    return this;
  }

  /** The file that names the rows of all embeddings, for the projector. */
  public TensorBoard embeddingsMetadata(String file) {
    embeddingsMetadata.set(file);
    return this;
  }

  /** The files that name the rows of embeddings, by the names of the layers. */
  public TensorBoard embeddingsMetadata(Map<String, String> files) {
    embeddingsMetadata.set(files);
    return this;
  }

  // ---- writers ----

  private Path trainDir() {
    return Path.of(logDir.get(), "train");
  }

  private SummaryWriter trainWriter() {
    if (trainWriter == null) {
      trainWriter = Summary.createFileWriter(trainDir());
    }
    return trainWriter;
  }

  private SummaryWriter validationWriter() {
    if (validationWriter == null) {
      validationWriter = Summary.createFileWriter(Path.of(logDir.get(), "validation"));
    }
    return validationWriter;
  }

  private void closeWriters() {
    if (trainWriter != null) {
      trainWriter.close();
    }
    if (validationWriter != null) {
      validationWriter.close();
    }
    trainWriter = null;
    validationWriter = null;
  }

  /** Makes a writer the default one, for the steps that are written. */
  private void push(SummaryWriter writer, int step) {
    if (updateFreq.get() instanceof Integer every) {
      SummaryScope outer = writer.asDefault(step);
      scopes.push(List.of(Summary.recordIf(step % every == 0), outer));
    }
  }

  private void pop() {
    if (!scopes.isEmpty()) {
      scopes.pop().forEach(SummaryScope::close);
    }
  }

  private void afresh() {
    while (!scopes.isEmpty()) {
      pop();
    }
    closeWriters();
  }

  // ---- what happens ----

  @Override
  public void setModel(TrainedModel trained) {
    super.setModel(trained);
    // What a training that broke off has left.
    afresh();
    if (writeGraph.get()) {
      try (SummaryScope scope = trainWriter().asDefault()) {
        writeLayers(trained);
      }
    }
    if (embeddingsFreq.get() > 0) {
      EmbeddingProjector.configure(
          Path.of(logDir.get()), trained.layers(), embeddingsMetadata.get());
    }
  }

  private static void writeLayers(TrainedModel model) {
    if (!List.of("Functional", "Sequential").contains(model.className())) {
      return;
    }
    String json;
    try {
      json = model.toJson();
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      // A picture of the model is not worth the training of a model that has no config.
      LOG.log(System.Logger.Level.WARNING, "TensorBoard leaves the model out: {0}", e.getMessage());
      return;
    }
    Summary.kerasModel("keras", json, 0);
  }

  @Override
  public void onTrainBegin() {
    training = true;
    trainBatch = 0;
    iterationsBefore = 0;
    push(trainWriter(), trainBatch);
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    pop();
    stopRecording();
    training = false;
    closeWriters();
  }

  @Override
  public void onTestBegin() {
    push(validationWriter(), testBatch);
  }

  @Override
  public void onTestEnd(Map<String, Double> logs) {
    long iterations = model().optimizer().iterations();
    try (SummaryScope scope = validationWriter().asDefault()) {
      logs.forEach(
          (name, value) ->
              Summary.scalar("evaluation_" + name + "_vs_iterations", value, iterations));
    }
    pop();
    if (!training) {
      closeWriters();
    }
  }

  @Override
  public void onTrainBatchBegin(int batch) {
    trainBatch++;
    pop();
    push(trainWriter(), trainBatch);
    batchBegin = System.nanoTime();
    if (trainBatch == profileBatch.get().getFirst()) {
      recording = FlightRecording.start();
    }
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    if (writeStepsPerSecond.get()) {
      Summary.scalar("batch_steps_per_second", 1 / seconds(batchBegin), trainBatch);
    }
    logs.forEach((name, value) -> Summary.scalar("batch_" + name, value, trainBatch));
    if (trainBatch >= profileBatch.get().getLast()) {
      stopRecording();
    }
  }

  @Override
  public void onTestBatchBegin(int batch) {
    testBatch++;
    pop();
    push(validationWriter(), testBatch);
  }

  @Override
  public void onEpochBegin(int epoch) {
    if (writeStepsPerSecond.get()) {
      iterationsBefore = model().optimizer().iterations();
      epochBegin = System.nanoTime();
    }
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    writeEpoch(epoch, logs);
    if (histogramFreq.get() > 0 && epoch % histogramFreq.get() == 0) {
      try (SummaryScope scope = trainWriter().asDefault()) {
        WeightSummaries.write(model().layers(), writeImages.get(), epoch);
      }
    }
    if (embeddingsFreq.get() > 0 && epoch % embeddingsFreq.get() == 0) {
      model()
          .saveWeights(trainDir().resolve("keras_embedding.ckpt-%d.weights.h5".formatted(epoch)));
    }
  }

  private void writeEpoch(int epoch, Map<String, Double> logs) {
    Map<String, Double> own = new LinkedHashMap<>();
    Map<String, Double> validation = new LinkedHashMap<>();
    logs.forEach(
        (name, value) -> {
          if (name.startsWith("val_")) {
            validation.put(name.substring("val_".length()), value);
          } else {
            own.put(name, value);
          }
        });
    Optimizer optimizer = model().optimizer();
    own.put("learning_rate", optimizer.learningRate());
    if (writeStepsPerSecond.get()) {
      own.put(
          "steps_per_second", (optimizer.iterations() - iterationsBefore) / seconds(epochBegin));
    }
    writeEpoch(trainWriter(), own, epoch);
    if (!validation.isEmpty()) {
      writeEpoch(validationWriter(), validation, epoch);
    }
  }

  private static void writeEpoch(SummaryWriter writer, Map<String, Double> values, int epoch) {
    try (SummaryScope scope = writer.asDefault()) {
      values.forEach((name, value) -> Summary.scalar("epoch_" + name, value, epoch));
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void stopRecording() {
    if (recording != null) {
      recording.save(trainDir());
    }
    recording = null;
  }
}
