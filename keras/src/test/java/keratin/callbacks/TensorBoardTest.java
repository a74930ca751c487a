package keratin.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.facts.Facts;
import keratin.formats.ElementValues;
import keratin.formats.tfevents.Event;
import keratin.formats.tfevents.EventReader;
import keratin.formats.tfevents.SummaryTensor;
import keratin.formats.tfevents.SummaryValue;
import keratin.initializers.Constant;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.core.Dense;
import keratin.layers.core.Embedding;
import keratin.layers.core.Input;
import keratin.layers.core.Lambda;
import keratin.layers.reshaping.Flatten;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.models.Models;
import keratin.models.Sequential;
import keratin.optimizers.SGD;
import keratin.summary.Summary;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import keratin.training.Evaluate;
import keratin.training.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The same files, tags, steps and values as Keras' callback writes in recorded trainings. */
@Tag("E5")
@Tag("G1")
class TensorBoardTest {
  private static final int ROWS = 24;
  private static final int TRAINED = 16;

  @TempDir Path folder;

  static List<JsonNode> cases() {
    return Golden.cases(TensorBoardTest.class, "/keratin/golden/tensorboard.json.gz");
  }

  private static Dense dense(int units, String name) {
    return new Dense(units).kernelInitializer(new Constant(0.1)).name(name);
  }

  private static Model model(String kind) {
    Model model =
        switch (kind) {
          case "sequential" ->
              new Sequential(new Input(4), dense(3, "hidden").activation("tanh"), dense(1, "out"))
                  .name("small");
          case "functional" -> {
            Tensor x = new Input(4).tensor();
            Tensor hidden = dense(3, "hidden").activation("tanh").of(x);
            yield new Model(x, dense(1, "out").of(hidden)).name("fun");
          }
          case "images" ->
              new Sequential(
                      new Input(6, 6, 1),
                      new Conv2D(2, 3).kernelInitializer(new Constant(0.1)).name("conv"),
                      new Conv2D(4, 1).kernelInitializer(new Constant(0.1)).name("colours"),
                      new Flatten(),
                      dense(1, "out"))
                  .name("pictures");
          case "words" ->
              new Sequential(
                      new Input(4),
                      new Embedding(10, 2).embeddingsInitializer("zeros").name("words"),
                      new Flatten(),
                      dense(1, "out"))
                  .name("text");
          default -> throw new IllegalArgumentException(kind);
        };
    model.compile(new SGD(kind.equals("images") ? 1e-4 : 0.1), "mse", "mae");
    return model;
  }

  /** x, and the sums of its rows / 10. */
  private static List<Tensor> data(String kind) {
    int width = kind.equals("images") ? 36 : 4;
    float[] x = new float[ROWS * width];
    float[] y = new float[ROWS];
    for (int i = 0; i < x.length; i++) {
      long number = i * 7919L % 1000;
      x[i] = kind.equals("words") ? number % 10 : (float) (number / 1000.0);
      y[i / width] += (float) (number / 10_000.0);
    }
    Tensor flat = Tensor.of(x, Shape.of(ROWS, width));
    Tensor shaped = kind.equals("images") ? flat.reshape(ROWS, 6, 6, 1) : flat;
    return List.of(shaped, Tensor.of(y, Shape.of(ROWS, 1)));
  }

  private static Fit plan(List<Tensor> data, boolean validation) {
    Fit plan = new Fit().batchSize(4).shuffle(false).verbose(0);
    int rest = ROWS - TRAINED;
    return validation
        ? plan.validationData(
                data.get(0).slice(0, TRAINED, rest), data.get(1).slice(0, TRAINED, rest))
            .validationBatchSize(4)
        : plan;
  }

  private static void fit(Model model, List<Tensor> data, Fit plan) {
    model.fit(data.get(0).slice(0, 0, TRAINED), data.get(1).slice(0, 0, TRAINED), plan);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatKerasWrites(JsonNode golden) {
    Map<String, Object> config = new LinkedHashMap<>(Facts.config(golden.get("arguments")));
    config.put("log_dir", folder.toString());
    Callback board = Callbacks.get(Map.of("class_name", "TensorBoard", "config", config));
    String kind = golden.get("model").asString();
    Memory.tidy(
        () -> {
          List<Tensor> data = data(kind);
          Fit plan = plan(data, golden.get("validation").asBoolean());
          fit(model(kind), data, plan.epochs(golden.get("epochs").asInt()).callbacks(board));
        });
    assertThat(files())
        .containsExactlyInAnyOrderElementsOf(
            golden.get("files").valueStream().map(JsonNode::asString).toList());
    for (Map.Entry<String, JsonNode> run : golden.get("runs").properties()) {
      List<Seen> seen = seen(folder.resolve(run.getKey()));
      List<JsonNode> expected = run.getValue().valueStream().toList();
      assertThat(seen.stream().map(Seen::place))
          .containsExactlyElementsOf(expected.stream().map(TensorBoardTest::place).toList());
      for (int i = 0; i < seen.size(); i++) {
        check(seen.get(i), expected.get(i).get(3));
      }
    }
    if (golden.has("projector")) {
      assertThat(folder.resolve("projector_config.pbtxt"))
          .hasContent(golden.get("projector").asString());
    }
  }

  private static String place(JsonNode event) {
    return event.get(0).asString() + " " + event.get(1).asString() + " " + event.get(2).asLong();
  }

  private record Seen(SummaryValue value, long step) {
    String place() {
      return value.tag() + " " + value.plugin() + " " + step;
    }
  }

  private List<String> files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString().replaceAll("tfevents\\..*", "tfevents.#.v2"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All values of the only event file of a run. */
  private static List<Seen> seen(Path run) {
    List<Seen> seen = new ArrayList<>();
    try (Stream<Path> files = Files.list(run)) {
      Path file = files.filter(f -> f.toString().contains("tfevents")).findFirst().orElseThrow();
      try (EventReader reader = EventReader.open(file)) {
        for (Event event = reader.next(); event != null; event = reader.next()) {
          if (event.content() instanceof Event.Summary(List<SummaryValue> values)) {
            long step = event.step();
            values.forEach(value -> seen.add(new Seen(value, step)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }

  private static void check(Seen seen, JsonNode expected) {
    String place = seen.place();
    switch (seen.value().tensor()) {
      case SummaryTensor.Numbers(var array) -> {
        double[] numbers = ElementValues.doubles(array);
        if (expected.isArray()) {
          checkHistogram(place, numbers, expected);
        } else if (expected.isString()) {
          assertThat(numbers[0]).as(place).isPositive();
        } else {
          double value = expected.asDouble();
          assertThat(numbers[0]).as(place).isCloseTo(value, within(1e-5 * (1 + Math.abs(value))));
        }
      }
      case SummaryTensor.Strings strings -> {
        if (expected.isArray()) {
          assertThat(strings.texts()).hasSize(2 + expected.get(2).asInt());
          assertThat(strings.texts().get(0)).as(place).isEqualTo(expected.get(0).toString());
          assertThat(strings.texts().get(1)).as(place).isEqualTo(expected.get(1).toString());
        } else {
          assertThat(expected.asString()).isEqualTo("JSON");
          Memory.tidy(() -> Models.modelFromJson(strings.texts().getFirst()));
        }
      }
      case SummaryTensor.Other() -> throw new AssertionError(place + " is of no known type");
    }
  }

  private static void checkHistogram(String place, double[] rows, JsonNode expected) {
    List<JsonNode> golden = expected.valueStream().toList();
    assertThat(rows).as(place).hasSize(3 * golden.size());
    for (int i = 0; i < golden.size(); i++) {
      for (int j = 0; j < 3; j++) {
        double value = golden.get(i).get(j).asDouble();
        assertThat(rows[3 * i + j])
            .as(place)
            .isCloseTo(value, within(1e-5 * (1 + Math.abs(value))));
      }
    }
  }

  /** What a model writes itself goes into the run of the moment, at its step. */
  @Test
  void summariesOfTheModelItself() {
    TensorBoard board = new TensorBoard(folder).updateFreq(3).writeGraph(false);
    Memory.tidy(
        () -> {
          Lambda watch =
              new Lambda(
                  x -> {
                    if (!x.isSymbolic()) {
                      Summary.histogram("seen", x);
                    }
                    return x;
                  });
          Sequential model = new Sequential(new Input(4), watch, dense(1, "out"));
          model.compile(new SGD(0.1), "mse");
          List<Tensor> data = data("sequential");
          fit(model, data, plan(data, true).epochs(2).callbacks(board));
        });
    assertThat(seen(folder.resolve("train")).stream().map(Seen::place))
        .containsExactly(
            "seen histograms 3",
            "batch_loss scalars 3",
            "seen histograms 6",
            "batch_loss scalars 6");
    // Two batches in each of two validations.
    assertThat(seen(folder.resolve("validation")).stream().map(Seen::place))
        .contains("seen histograms 3");
    assertThat(Summary.shouldRecordSummaries()).isFalse();
  }

  @Test
  void stepsAreRecordedByTheFlightRecorder() {
    Memory.tidy(
        () -> {
          List<Tensor> data = data("functional");
          TensorBoard board = new TensorBoard(folder).profileBatch(2, 3);
          fit(model("functional"), data, plan(data, false).callbacks(board));
        });
    List<String> recordings = files().stream().filter(f -> f.endsWith(".jfr")).toList();
    assertThat(recordings).singleElement().asString().startsWith("train/plugins/profile/");
    assertThat(folder.resolve(recordings.getFirst())).isNotEmptyFile();
  }

  @Test
  void afterATrainingThatBrokeOff() {
    TensorBoard board = new TensorBoard(folder).updateFreq("batch");
    Callback crash =
        new Callback() {
          @Override
          public void onBatchEnd(int batch, Map<String, Double> logs) {
            throw new IllegalStateException("crash");
          }
        };
    Memory.tidy(
        () -> {
          List<Tensor> data = data("functional");
          Model model = model("functional");
          assertThatThrownBy(() -> fit(model, data, plan(data, false).callbacks(board, crash)))
              .hasMessage("crash");
          fit(model, data, plan(data, false).callbacks(board));
          model.evaluate(data.get(0), data.get(1), new Evaluate().verbose(0).callbacks(board));
        });
    assertThat(Summary.shouldRecordSummaries()).isFalse();
    assertThat(seen(folder.resolve("validation")).stream().map(Seen::place))
        .containsExactly(
            "evaluation_loss_vs_iterations scalars 5", "evaluation_mae_vs_iterations scalars 5");
  }

  @Test
  void wrongUses() {
    assertThatThrownBy(() -> new TensorBoard().updateFreq("step"))
        .hasMessageContaining("update_freq must be \"batch\", \"epoch\" or a number of steps");
    assertThatThrownBy(() -> new TensorBoard().profileBatch(5, 2))
        .hasMessageContaining("profile_batch must be a step, or the first and the last");
    TensorBoard board =
        new TensorBoard(folder).embeddingsFreq(1).embeddingsMetadata(Map.of("verbs", "v.tsv"));
    Memory.tidy(
        () -> {
          List<Tensor> data = data("words");
          assertThatThrownBy(() -> fit(model("words"), data, plan(data, false).callbacks(board)))
              .hasMessage(
                  "TensorBoard: embeddingsMetadata names [verbs], but the model has the embeddings"
                      + " [words].");
        });
  }
}
