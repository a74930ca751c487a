package keratin.saving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * A folder of checkpoints: a folder for each, which is named by its step and holds {@code
 * model.keras} or {@code model.weights.h5}. A checkpoint is made beside its place and moved there,
 * so that it is whole or not there.
 */
public final class StepFolder {
  private static final String WHOLE = "model.keras";
  private static final String WEIGHTS = "model.weights.h5";

  private final Path folder;

  /** The checkpoints of a folder, which need not exist yet. */
  public StepFolder(Path folder) {
    this.folder = folder;
  }

  /** The file in the latest checkpoint if {@code path} is a folder, otherwise {@code path}. */
  public static Path latestFile(Path path) {
    if (!Files.isDirectory(path)) {
      return path;
    }
    StepFolder steps = new StepFolder(path);
    List<Long> all = steps.steps();
    Path file = all.isEmpty() ? null : steps.file(all.getLast());
    if (file == null) {
      throw new FormatException(
          path.toString(),
          "it is a folder without a checkpoint",
          "folders named by numbers, as OrbaxCheckpoint makes them",
          "Checkpoints that Python wrote with Orbax are not read here: save the model as .keras.");
    }
    return file;
  }

  private @Nullable Path file(long step) {
    return Stream.of(WHOLE, WEIGHTS)
        .map(place(step)::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElse(null);
  }

  private Path place(long step) {
    return folder.resolve(Long.toString(step));
  }

  /** The steps that are there, ascending. */
  public List<Long> steps() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> places = Files.list(folder)) {
      return places
          .map(place -> place.getFileName().toString())
          .filter(name -> name.matches("\\d{1,18}"))
          .map(Long::valueOf)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fails if a step is there already.
   *
   * @throws IllegalStateException then
   */
  public void requireAbsent(long step) {
    if (Files.exists(place(step))) {
      throw new IllegalStateException(
          "Step %d already exists in %s. Use another folder, or go on behind it: initialEpoch(…)."
              .formatted(step, folder));
    }
  }

  /**
   * Adds a checkpoint.
   *
   * @param mostKept how many stay at most, the latest; null for all
   */
  public void add(
      long step, boolean weightsOnly, ModelFiles.Snapshot snapshot, @Nullable Integer mostKept) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempDirectory(folder, "." + step + ".");
      try {
        snapshot.write(part.resolve(weightsOnly ? WEIGHTS : WHOLE));
        Files.move(part, place(step), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        if (Files.exists(part)) {
          delete(part);
        }
      }
      if (mostKept != null) {
        List<Long> all = steps();
        for (long old : all.subList(0, Math.max(0, all.size() - mostKept))) {
          delete(place(old));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written.".formatted(folder), e);
    }
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
