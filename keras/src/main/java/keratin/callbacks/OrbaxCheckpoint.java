package keratin.callbacks;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.saving.ModelFiles;
import keratin.saving.StepFolder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest checkpoints of a training in a folder, each in a folder named by its step: the
 * epoch, counted from 0, or the number of all steps with {@link #saveFreq}. The files are written
 * while the training goes on.
 *
 * <p>When it saves, what it keeps and how the folders are named is as in Keras. What is in them is
 * not: Keras leaves that to Orbax, a library of JAX; here a folder has {@code model.keras}, or
 * {@code model.weights.h5} for weights only, which Keras reads as well. Checkpoints of Orbax are
 * not read.
 *
 * {@snippet :
 * Path checkpoints = folder.resolve("checkpoints");
 * model.fit(x, y, new Fit().epochs(2).callbacks(new OrbaxCheckpoint(checkpoints).maxToKeep(3)));
 * Model latest = Models.loadModel(checkpoints);
 * }
 *
 * @see <a
 *     href="https://keras.io/api/callbacks/orbax_checkpoint/">keras.callbacks.OrbaxCheckpoint</a>
 */
public final class OrbaxCheckpoint extends CheckpointCallback<OrbaxCheckpoint> {
  private final Option<String> directory = required("directory", Kind.STRING);
  private final Option<@Nullable Integer> maxToKeep =
      option("max_to_keep", Kind.POSITIVE.orNull(), 1);
  private final Option<Boolean> saveOnBackground = option("save_on_background", Kind.BOOL, true);
  private @Nullable FutureTask<Void> writing;

  private OrbaxCheckpoint() {}

  /** Saves into a folder. */
  public OrbaxCheckpoint(String directory) {
    this.directory.set(directory);
  }

  /** Saves into a folder. */
  public OrbaxCheckpoint(Path directory) {
    this(directory.toString());
  }

  /** How many checkpoints are kept, the latest; 1 by default, null for all. */
  public OrbaxCheckpoint maxToKeep(@Nullable Integer count) {
    maxToKeep.set(count);
    return this;
  }

  /** Whether the training goes on while files are written; it does by default. */
  public OrbaxCheckpoint saveOnBackground(boolean on) {
    saveOnBackground.set(on);
    return this;
  }

  @Override
  public void setModel(TrainedModel trained) {
    super.setModel(trained);
    frequency.beginAt(trained.optimizer().iterations());
  }

  @Override
  void save(@Nullable Integer batch, Map<String, Double> logs) {
    long step = batch == null ? epoch() : frequency.total();
    if (!isWanted(logs, "saving step " + step, false)) {
      return;
    }
    // One at a time, and errors of the one before come out.
    waitUntilFinished();
    StepFolder folder = new StepFolder(Path.of(directory.get()));
    folder.requireAbsent(step);
    boolean weightsOnly = saveWeightsOnly.get();
    ModelFiles.Snapshot snapshot = model().snapshot(weightsOnly);
    Integer most = maxToKeep.get();
    var task = new FutureTask<Void>(() -> folder.add(step, weightsOnly, snapshot, most), null);
    writing = task;
    if (saveOnBackground.get()) {
      Thread.ofPlatform().name("keratin-checkpoint").start(task);
    } else {
      task.run();
      waitUntilFinished();
    }
  }

  /**
   * Waits until what is being written is there.
   *
   * @throws java.io.UncheckedIOException if it could not be written
   */
  public void waitUntilFinished() {
    FutureTask<Void> task = writing;
    writing = null;
    if (task == null) {
      return;
    }
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    waitUntilFinished();
  }
}
