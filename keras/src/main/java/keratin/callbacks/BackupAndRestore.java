package keratin.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.formats.FormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the state of a training in a folder, so that the same {@code fit} goes on where it was
 * interrupted: weights, the optimizer's state, and the epoch. A {@code fit} that ends takes the
 * folder away.
 *
 * <p>The folder holds what Keras' holds, {@code latest.weights.h5} and {@code
 * training_metadata.json}, and nothing else should be in it. With a frequency in steps, the epoch
 * that was interrupted begins anew, from the weights in its middle.
 *
 * {@snippet :
 * Fit plan = new Fit().epochs(100).callbacks(new BackupAndRestore("backup"));
 * // model.fit(x, y, plan): run again after a crash, it goes on
 * }
 *
 * @see <a
 *     href="https://keras.io/api/callbacks/backup_and_restore/">keras.callbacks.BackupAndRestore</a>
 */
public final class BackupAndRestore extends Callback {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String WEIGHTS = "latest.weights.h5";
  private static final String METADATA = "training_metadata.json";

  private final Option<String> backupDir = required("backup_dir", Kind.STRING);
  private final Option<Object> saveFreq = option("save_freq", SaveFrequency.KIND, "epoch");
  private final Option<Boolean> doubleCheckpoint = option("double_checkpoint", Kind.BOOL, false);
  private final Option<Boolean> deleteCheckpoint = option("delete_checkpoint", Kind.BOOL, true);
  private final SaveFrequency frequency = new SaveFrequency();
  private int epoch;

  private BackupAndRestore() {}

  /** Keeps the state in a folder of its own. */
  public BackupAndRestore(String backupDir) {
    this.backupDir.set(backupDir);
  }

  /** Keeps the state in a folder of its own. */
  public BackupAndRestore(Path backupDir) {
    this(backupDir.toString());
  }

  /** After how many steps the state is saved; after every epoch by default. */
  public BackupAndRestore saveFreq(int steps) {
    saveFreq.set(steps);
    return this;
  }

  /** Whether the state before the last is kept too, in case that one is damaged. */
  public BackupAndRestore doubleCheckpoint(boolean on) {
    doubleCheckpoint.set(on);
    return this;
  }

  /** Whether the folder is deleted when the training ends; it is by default. */
  public BackupAndRestore deleteCheckpoint(boolean on) {
    deleteCheckpoint.set(on);
    return this;
  }

  private Path file(String name) {
    return Path.of(backupDir.get(), name);
  }

  private Path before(String name) {
    return file(name + ".bkp");
  }

  @Override
  public void onTrainBegin() {
    try {
      restore();
    } catch (FormatException | UncheckedIOException e) {
      if (!Files.exists(before(WEIGHTS))) {
        throw e;
      }
      goBack();
      restore();
    }
  }

  private void restore() {
    if (!model().isBuilt()) {
      throw new IllegalStateException(
          ("BackupAndRestore needs a model with weights, but \"%s\" is not built yet.\n"
                  + "  Put an Input in front, or call it on a batch before fit.")
              .formatted(model().name()));
    }
    if (Files.exists(file(WEIGHTS))) {
      model().loadWeights(file(WEIGHTS));
    }
    if (Files.exists(file(METADATA))) {
      try {
        JsonNode metadata = MAPPER.readTree(Files.readString(file(METADATA)));
        epoch = metadata.path("epoch").asInt(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      model().resumeAt(epoch);
    }
  }

  private void goBack() {
    try {
      Files.copy(before(WEIGHTS), file(WEIGHTS), StandardCopyOption.REPLACE_EXISTING);
      if (Files.exists(before(METADATA))) {
        Files.copy(before(METADATA), file(METADATA), StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(file(METADATA));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onEpochBegin(int number) {
    epoch = number;
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    if (frequency.isDue(saveFreq.get(), batch)) {
      save();
    }
  }

  @Override
  public void onEpochEnd(int number, Map<String, Double> logs) {
    epoch = number + 1;
    frequency.beginEpoch();
    if (saveFreq.get().equals("epoch")) {
      save();
    }
  }

  private void save() {
    try {
      Files.createDirectories(Path.of(backupDir.get()));
      if (doubleCheckpoint.get()) {
        keepBefore(WEIGHTS);
        keepBefore(METADATA);
      }
      model().saveWeights(file(WEIGHTS));
      Files.writeString(
          file(METADATA), "{\"epoch\": %d, \"batch\": %d}".formatted(epoch, frequency.lastStep()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "BackupAndRestore cannot write to %s.".formatted(backupDir.get()), e);
    }
  }

  private void keepBefore(String name) throws IOException {
    if (Files.exists(file(name))) {
      Files.copy(file(name), before(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    if (deleteCheckpoint.get() && Files.exists(Path.of(backupDir.get()))) {
      try (Stream<Path> files = Files.list(Path.of(backupDir.get()))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
        Files.delete(Path.of(backupDir.get()));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "BackupAndRestore cannot delete %s.".formatted(backupDir.get()), e);
      }
    }
  }
}
