package keratin.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.formats.FormatException;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.models.Models;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.optimizers.SGD;
import keratin.saving.StepFolder;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.training.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which steps are saved and kept is what Keras 3.15.1 with Orbax 0.12.4 was seen to do. */
@Tag("E5")
class OrbaxCheckpointTest {
  @TempDir Path folder;

  private static Sequential model() {
    Sequential model =
        new Sequential(new Input(4), new Dense(1).kernelInitializer("zeros").name("out"));
    model.compile(new SGD(0.1), "mse");
    return model;
  }

  /** 16 rows in 4 steps; the loss of the epochs is 1.99, 0.29, 0.24. */
  private static void fit(Model model, int epochs, Callback... callbacks) {
    Tensor x = Ops.arange(64).reshape(16, 4).cast(DType.FLOAT32).div(64);
    model.fit(
        x,
        x.sum(1).reshape(16, 1),
        new Fit().batchSize(4).epochs(epochs).shuffle(false).verbose(0).callbacks(callbacks));
  }

  @ParameterizedTest
  @CsvSource({
    "{}, 2",
    "'{max_to_keep=}', 0 1 2",
    "'{max_to_keep=2, save_freq=3}', 9 12",
    "'{max_to_keep=, save_best_only=true, monitor=loss, initial_value_threshold=0.5}', 1 2",
    "'{max_to_keep=, save_best_only=true, monitor=loss, save_freq=3}', 3 6 12",
  })
  void theSameStepsAsKeras(String arguments, String steps) {
    Map<String, Object> config = new LinkedHashMap<>(Map.of("directory", folder.toString()));
    for (String part : arguments.replaceAll("[{}]", "").split(", ")) {
      String[] pair = part.split("=", 2);
      if (pair.length == 2) {
        config.put(pair[0], value(pair[1]));
      }
    }
    Callback callback = Callbacks.get(Map.of("class_name", "OrbaxCheckpoint", "config", config));
    Memory.tidy(() -> fit(model(), 3, callback));
    assertThat(new StepFolder(folder).steps().stream().map(String::valueOf))
        .containsExactly(steps.split(" "));
  }

  private static Object value(String text) {
    return switch (text) {
      case "" -> null;
      case "true" -> true;
      case "loss" -> text;
      default -> text.contains(".") ? (Object) Double.valueOf(text) : Integer.valueOf(text);
    };
  }

  @Test
  void stepsAreCountedOnFromTheOptimizers() {
    Memory.tidy(
        () -> {
          Model model = model();
          fit(model, 2, new OrbaxCheckpoint(folder).saveFreq(3).maxToKeep(null));
          fit(model, 3, new OrbaxCheckpoint(folder).saveFreq(3).maxToKeep(null));
        });
    assertThat(new StepFolder(folder).steps()).containsExactly(3L, 6L, 11L, 14L, 17L, 20L);
  }

  @Test
  void whatIsSavedIsTheMomentAndCanBeLoaded() {
    Memory.tidy(
        () -> {
          Model model = model();
          // What a later callback does to the weights is not in the file, though it may be written
          // later.
          Callback spoil = new LambdaCallback().onEpochEnd((e, logs) -> spoil(model));
          OrbaxCheckpoint save = new OrbaxCheckpoint(folder);
          List<Tensor> seen = new ArrayList<>();
          Callback look =
              new LambdaCallback().onEpochEnd((e, logs) -> seen.addAll(model.getWeights()));
          fit(model, 1, look, save, spoil);
          Model again = Models.loadModel(folder);
          assertThat(again.getWeights().getFirst().toFloatArray())
              .isEqualTo(seen.getFirst().toFloatArray())
              .isNotEqualTo(model.getWeights().getFirst().toFloatArray());
          assertThat(again.optimizer().iterations()).isEqualTo(4);
          model.loadWeights(folder);
          assertThat(model.getWeights().getFirst().toFloatArray())
              .isEqualTo(seen.getFirst().toFloatArray());
        });
  }

  private static void spoil(Model model) {
    model.setWeights(model.getWeights().stream().map(w -> w.mul(2)).toList());
  }

  @Test
  void weightsOnlyInTheForeground() throws IOException {
    Memory.tidy(
        () -> {
          Model model = model();
          fit(model, 2, new OrbaxCheckpoint(folder).saveWeightsOnly(true).saveOnBackground(false));
          Model again = model();
          again.loadWeights(folder);
          assertThat(again.getWeights().getFirst().toFloatArray())
              .isEqualTo(model.getWeights().getFirst().toFloatArray());
        });
    try (var all = Files.walk(folder)) {
      assertThat(all.map(f -> folder.relativize(f).toString()))
          .containsExactlyInAnyOrder("", "1", "1/model.weights.h5");
    }
  }

  @Test
  void wrongUses() throws IOException {
    Memory.tidy(
        () -> {
          Model model = model();
          fit(model, 1, new OrbaxCheckpoint(folder));
          assertThatThrownBy(() -> fit(model, 1, new OrbaxCheckpoint(folder)))
              .hasMessageContaining("Step 0 already exists in " + folder);
        });
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> Models.loadModel(empty))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("it is a folder without a checkpoint");
    Path file = Files.createFile(folder.resolve("file"));
    Memory.tidy(
        () ->
            assertThatThrownBy(() -> fit(model(), 1, new OrbaxCheckpoint(file)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written"));
  }
}
