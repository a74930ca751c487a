package keratin.saving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keratin.formats.hdf5.Hdf5;
import keratin.formats.hdf5.Hdf5Group;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.models.Models;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files that Keras 3.15.1 wrote after a training: they predict the same, and are written alike. */
class KerasFilesTest {
  private static final List<String> NAMES =
      List.of(
          "mlp",
          "cnn",
          "multi",
          "unet",
          "autoencoder",
          "sep",
          "drop",
          "attn",
          "rnn",
          "stacked_rnn");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> predictsAndIsWrittenAsByKeras() {
    return NAMES.stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> Memory.tidy(() -> check(name))));
  }

  private void check(String name) {
    JsonNode record = Golden.read(KerasFilesTest.class, "/keratin/saving/" + name + ".json.gz");
    Path file = folder.resolve(name + ".keras");
    copy(name, file);
    Model model = Models.loadModel(file);
    checkPredictions(model, record);
    checkOptimizer(model, record);

    Path again = folder.resolve("again.keras");
    model.save(again);
    checkPredictions(Models.loadModel(again), record);

    Path weights = folder.resolve(name + ".weights.h5");
    model.saveWeights(weights);
    assertThat(paths(weights)).containsExactlyInAnyOrderElementsOf(strings(record.get("paths")));
    Model fresh = Models.cloneModel(model);
    fresh.loadWeights(weights);
    checkPredictions(fresh, record);
  }

  private static void copy(String name, Path to) {
    try (InputStream in =
        KerasFilesTest.class.getResourceAsStream("/keratin/saving/" + name + ".keras")) {
      Files.copy(Objects.requireNonNull(in, name), to);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void checkPredictions(Model model, JsonNode record) {
    List<Tensor> outputs = model.ofAll(tensors(record.get("inputs")), false);
    List<Tensor> expected = tensors(record.get("predict_after"));
    assertThat(outputs).hasSameSizeAs(expected);
    for (int i = 0; i < outputs.size(); i++) {
      Golden.assertClose(outputs.get(i), expected.get(i), 1e-5, 1e-5);
    }
  }

  private static void checkOptimizer(Model model, JsonNode record) {
    List<Variable> own = model.optimizer().variables();
    List<Tensor> expected = tensors(record.get("optimizer_variables"));
    assertThat(own).hasSameSizeAs(expected);
    for (int i = 0; i < own.size(); i++) {
      Golden.assertClose(own.get(i).value(), expected.get(i), 1e-6, 1e-7);
    }
  }

  private static List<Tensor> tensors(JsonNode nodes) {
    return StreamSupport.stream(nodes.spliterator(), false).map(Golden::tensor).toList();
  }

  private static List<String> strings(JsonNode nodes) {
    return StreamSupport.stream(nodes.spliterator(), false).map(JsonNode::asString).toList();
  }

  private static List<String> paths(Path file) {
    List<String> paths = new ArrayList<>();
    try {
      list(Hdf5.read(file), "", paths);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return paths;
  }

  private static void list(Hdf5Group group, String path, List<String> into) {
    group.arrays().keySet().forEach(name -> into.add(path + "/" + name));
    group
        .groups()
        .forEach(
            (name, inner) -> {
              String own = inner.text("name");
              into.add(path + "/" + name + (own == null ? "" : " " + own));
              list(inner, path + "/" + name, into);
            });
  }
}
