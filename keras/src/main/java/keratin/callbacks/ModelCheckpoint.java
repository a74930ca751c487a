package keratin.callbacks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.utils.PythonFormat;
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
public final class ModelCheckpoint extends CheckpointCallback<ModelCheckpoint> {
  private final Option<String> filepath = required("filepath", Kind.STRING);

  private ModelCheckpoint() {}

  /** Saves to a file; its name ends in {@code .keras}, or {@code .weights.h5} for weights only. */
  public ModelCheckpoint(String filepath) {
    this.filepath.set(filepath);
  }

  /** Saves to a file; its name ends in {@code .keras}, or {@code .weights.h5} for weights only. */
  public ModelCheckpoint(Path filepath) {
    this(filepath.toString());
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
    super.onTrainBegin();
  }

  @Override
  void save(@Nullable Integer batch, Map<String, Double> logs) {
    Map<String, Number> places = new HashMap<>(logs);
    places.put("epoch", epoch() + 1);
    if (batch != null) {
      places.putIfAbsent("batch", batch + 1);
    }
    Path file = Path.of(PythonFormat.format(filepath.get(), places));
    // What cannot be compared is saved.
    if (!isWanted(logs, "saving model to " + file, true)) {
      return;
    }
    if (saveWeightsOnly.get()) {
      model().saveWeights(file);
    } else {
      model().save(file);
    }
    say("finished saving model to " + file);
  }
}
