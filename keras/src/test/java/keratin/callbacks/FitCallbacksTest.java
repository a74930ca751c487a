package keratin.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.facts.Facts;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.models.Sequential;
import keratin.optimizers.Optimizers;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import keratin.training.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What callbacks do to a training run is what they do in Keras: recorded runs, step for step. */
@Tag("E5")
class FitCallbacksTest {
  private static final int WIDTH = 4;
  private static final int ROWS = 32;

  @TempDir Path folder;

  static List<JsonNode> cases() {
    return Golden.cases(FitCallbacksTest.class, "/keratin/golden/fit_callbacks.json.gz");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesWhatKerasDoes(JsonNode recorded) {
    Memory.tidy(() -> run(recorded));
  }

  private void run(JsonNode recorded) {
    Sequential model = new Sequential(new Input(WIDTH), new Dense(1).kernelInitializer("ones"));
    model.compile(
        Optimizers.get(
            Map.of("class_name", "SGD", "config", Facts.config(recorded.get("optimizer")))),
        "mse",
        recorded.get("metrics").valueStream().map(JsonNode::asString).toArray());
    Path csv = folder.resolve("log.csv");
    Callback[] callbacks =
        recorded
            .get("callbacks")
            .valueStream()
            .map(c -> callback(c.get(0).asString(), Facts.config(c.get(1)), csv))
            .toArray(Callback[]::new);
    Tensor x = x();
    Tensor y = y((float) recorded.get("scale").asDouble());
    List<Map<String, List<Double>>> histories = new ArrayList<>();
    String printed =
        printedBy(
            () -> {
              for (JsonNode arguments : recorded.get("runs")) {
                Fit fit = fit(arguments).callbacks(callbacks);
                histories.add(model.fit(x, y, fit).history());
              }
            });

    String id = recorded.get("id").asString();
    assertThat(printed).as(id).isEqualTo(recorded.get("text").asString());
    for (int i = 0; i < histories.size(); i++) {
      assertHistory(id, recorded.get("histories").get(i), histories.get(i));
    }
    for (int i = 0; i < model.weights().size(); i++) {
      Facts.assertClose(recorded.get("weights").get(i), model.weights().get(i).value(), 1e-5, 1e-6);
    }
    if (recorded.has("csv")) {
      assertTable(id, recorded.get("csv").asString(), read(csv));
    }
  }

  private static Callback callback(String name, Map<String, ?> given, Path csv) {
    if (name.equals("LearningRateScheduler")) {
      LearningRateScheduler made =
          Objects.equals(given.get("schedule"), "half")
              ? new LearningRateScheduler((epoch, rate) -> rate / 2)
              : new LearningRateScheduler(epoch -> 0.5 / (epoch + 1));
      return made.verbose(given.containsKey("verbose") ? 1 : 0);
    }
    Map<String, Object> config = new LinkedHashMap<>(given);
    if (name.equals("CSVLogger")) {
      config.put("filename", csv.toString());
    }
    return Callbacks.get(Map.of("class_name", name, "config", config));
  }

  private static Fit fit(JsonNode arguments) {
    Fit fit = new Fit().verbose(0).shuffle(false).batchSize(8);
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      JsonNode value = argument.getValue();
      fit =
          switch (argument.getKey()) {
            case "epochs" -> fit.epochs(value.asInt());
            case "initial_epoch" -> fit.initialEpoch(value.asInt());
            case "validation_split" -> fit.validationSplit(value.asDouble());
            case "validation_freq" -> fit.validationFreq(value.asInt());
            default -> throw new IllegalArgumentException(argument.getKey());
          };
    }
    return fit;
  }

  private static void assertHistory(
      String id, JsonNode expected, Map<String, List<Double>> actual) {
    List<String> names = expected.propertyStream().map(Map.Entry::getKey).toList();
    assertThat(actual.keySet()).as(id).containsExactlyElementsOf(names);
    for (String name : names) {
      List<Double> wanted = expected.get(name).valueStream().map(Golden::number).toList();
      assertThat(actual.get(name)).as("%s: %s", id, name).hasSameSizeAs(wanted);
      for (int i = 0; i < wanted.size(); i++) {
        assertNear(
            "%s: %s of epoch %d".formatted(id, name, i), wanted.get(i), actual.get(name).get(i));
      }
    }
  }

  private static void assertNear(String what, double wanted, double actual) {
    if (Double.isFinite(wanted)) {
      assertThat(actual).as(what).isCloseTo(wanted, within(1e-5 * Math.abs(wanted)));
    } else {
      assertThat(actual).as(what).isEqualTo(wanted);
    }
  }

  /** The same text, but for the last digits of numbers. */
  private static void assertTable(String id, String expected, String actual) {
    String number = "\\d+\\.\\d+(e[+-]\\d+)?";
    assertThat(actual.replaceAll(number, "#")).as(id).isEqualTo(expected.replaceAll(number, "#"));
    String[] wanted = expected.split("[^0-9.e+-]+", -1);
    String[] found = actual.split("[^0-9.e+-]+", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].matches(number)) {
        assertNear(id, Double.parseDouble(wanted[i]), Double.parseDouble(found[i]));
      }
    }
  }

  private static String printedBy(Runnable work) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int grid(int index) {
    return index * 7919 % 1000;
  }

  private static Tensor x() {
    float[] x = new float[ROWS * WIDTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (grid(i) / 1000.0);
    }
    return Tensor.of(x, Shape.of(ROWS, WIDTH));
  }

  private static Tensor y(float scale) {
    float[] y = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = (float) (grid(i * WIDTH) / 1000.0 - grid(i * WIDTH + 1) / 2000.0 + 0.25) * scale;
    }
    return Tensor.of(y, Shape.of(ROWS, 1));
  }
}
