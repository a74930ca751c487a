package keratin.callbacks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.utils.PythonFormat;
import keratin.utils.PythonNumber;
import keratin.utils.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Saves the model, or its weights, after every epoch or after a number of steps; always, or only
 * when a value has improved.
 *
 * <p>The name of the file may have places for the epoch, counted from 1, the step and everything in
 * the logs: {@code "{epoch:02d}-{val_loss:.2f}.keras"}. Missing folders are made.
 *
 * {@snippet :
 * var best =
 *     new ModelCheckpoint("checkpoints/best.weights.h5")
 *         .monitor("val_accuracy")
 *         .saveBestOnly(true)
 *         .saveWeightsOnly(true);
 * }
 *
 * @see <a
 *     href="https://keras.io/api/callbacks/model_checkpoint/">keras.callbacks.ModelCheckpoint</a>
 */
public final class ModelCheckpoint extends MonitorCallback<ModelCheckpoint> {
  private static final int DIGITS = 5;

  private final Option<String> filepath = required("filepath", Kind.STRING);
  private final Option<Boolean> saveBestOnly = option("save_best_only", Kind.BOOL, false);
  private final Option<Boolean> saveWeightsOnly = option("save_weights_only", Kind.BOOL, false);
  private final Option<Object> saveFreq = option("save_freq", SaveFrequency.KIND, "epoch");
  private final Option<@Nullable Double> initialValueThreshold =
      option("initial_value_threshold", Kind.FLOAT.orNull(), null);
  private final SaveFrequency frequency = new SaveFrequency();
  private @Nullable Double best;
  private boolean begun;
  private int epoch;

  private ModelCheckpoint() {}

  /** Saves to a file; its name ends in {@code .keras}, or {@code .weights.h5} for weights only. */
  public ModelCheckpoint(String filepath) {
    this.filepath.set(filepath);
  }

  /** Saves to a file; its name ends in {@code .keras}, or {@code .weights.h5} for weights only. */
  public ModelCheckpoint(Path filepath) {
    this(filepath.toString());
  }

  /** Whether only an improvement of what is watched is saved. */
  public ModelCheckpoint saveBestOnly(boolean on) {
    saveBestOnly.set(on);
    return this;
  }

  /** Whether the weights are saved, with the optimizer's state, instead of the whole model. */
  public ModelCheckpoint saveWeightsOnly(boolean on) {
    saveWeightsOnly.set(on);
    return this;
  }

  /** After how many steps it saves, counted across epochs; after every epoch by default. */
  public ModelCheckpoint saveFreq(int steps) {
    saveFreq.set(steps);
    return this;
  }

  /** What has to be beaten by the first file, with {@link #saveBestOnly}. */
  public ModelCheckpoint initialValueThreshold(double value) {
    initialValueThreshold.set(value);
    return this;
  }

  /** The best value so far; null before the first. */
  public @Nullable Double best() {
    return best;
  }

  private void requireName() {
    String name = filepath.get();
    if (saveWeightsOnly.get()
        ? !name.endsWith(".weights.h5")
        : !name.endsWith(".keras") && !name.endsWith(".h5")) {
      throw new IllegalArgumentException(
          "ModelCheckpoint: the name of a file of %s must end in %s, but \"%s\" came."
              .formatted(
                  saveWeightsOnly.get() ? "weights" : "a whole model",
                  saveWeightsOnly.get() ? ".weights.h5" : ".keras",
                  name));
    }
  }

  @Override
  public void onTrainBegin() {
    requireName();
    if (!begun) {
      // A second fit goes on: the best of the first has to be beaten.
      best = initialValueThreshold.get();
      begun = true;
    }
  }

  @Override
  public void onEpochBegin(int number) {
    epoch = number;
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    if (frequency.isDue(saveFreq.get(), batch)) {
      save(batch, logs);
    }
  }

  @Override
  public void onEpochEnd(int number, Map<String, Double> logs) {
    epoch = number;
    if (saveFreq.get().equals("epoch")) {
      save(null, logs);
    }
  }

  private void save(@Nullable Integer batch, Map<String, Double> logs) {
    Map<String, Number> places = new HashMap<>(logs);
    places.put("epoch", epoch + 1);
    if (batch != null) {
      places.putIfAbsent("batch", batch + 1);
    }
    Path file = Path.of(PythonFormat.format(filepath.get(), places));
    if (!isWanted(logs, file)) {
      return;
    }
    if (saveWeightsOnly.get()) {
      model().saveWeights(file);
    } else {
      model().save(file);
    }
    say("finished saving model to " + file);
  }

  private boolean isWanted(Map<String, Double> logs, Path file) {
    if (!saveBestOnly.get()) {
      say("saving model to " + file);
      return true;
    }
    Double current = watched(logs, "ModelCheckpoint saves the best by");
    if (current == null) {
      return true;
    }
    String before = best == null ? "None" : PythonNumber.fixed(best, DIGITS);
    if (!improves(current, best)) {
      say("%s did not improve from %s".formatted(monitor.get(), before));
      return false;
    }
    say(
        "%s improved from %s to %s, saving model to %s"
            .formatted(monitor.get(), before, PythonNumber.fixed(current, DIGITS), file));
    best = current;
    return true;
  }

  private void say(String what) {
    if (verbose.get() > 0) {
      Terminal.message("\nEpoch %d: %s".formatted(epoch + 1, what));
    }
  }
}
