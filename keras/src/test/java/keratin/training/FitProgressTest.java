package keratin.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import keratin.callbacks.Callback;
import keratin.callbacks.ProgbarLogger;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.models.Sequential;
import keratin.optimizers.SGD;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import keratin.utils.Progbar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** All that fit, evaluate and predict print, to the character, under a clock that the case sets. */
class FitProgressTest {
  private final StringBuilder printed = new StringBuilder();
  private double now = 1_000_000;

  static List<JsonNode> cases() {
    return Golden.cases(FitProgressTest.class, "/keratin/golden/fit_progress.json");
  }

  /** Lets time pass while a batch is computed; runs before the bar. */
  private final class Clock extends Callback {
    private final JsonNode seconds;

    Clock(JsonNode seconds) {
      this.seconds = seconds;
    }

    private void pass(String what) {
      now += seconds.path(what).asDouble(0);
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
      pass("train");
    }

    @Override
    public void onTestBatchEnd(int batch, Map<String, Double> logs) {
      pass("test");
    }

    @Override
    public void onPredictBatchEnd(int batch) {
      pass("predict");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsWhatKerasPrints(JsonNode golden) {
    Memory.tidy(() -> run(golden));
    assertThat(printed.toString()).isEqualTo(golden.get("text").asString());
  }

  private void run(JsonNode golden) {
    int width = golden.get("width").asInt();
    int rows = golden.get("rows").asInt();
    JsonNode arguments = golden.get("arguments");
    Sequential model = new Sequential(new Input(width), new Dense(1).kernelInitializer("ones"));
    model.compile(
        new SGD(golden.get("rate").asDouble()),
        golden.get("loss").asString(),
        golden.get("metrics").valueStream().map(JsonNode::asString).toArray());
    int batchSize = arguments.path("batch_size").asInt(32);
    int trained = rows - (int) (rows * arguments.path("validation_split").asDouble(0));
    long steps = (trained + batchSize - 1) / batchSize;
    steps = arguments.path("steps_per_epoch").asLong(arguments.path("steps").asLong(steps));

    Tensor x = x(rows, width);
    Tensor y = y(rows, width, golden);
    Callback[] all = {
      new Clock(golden.get("clock")), bar(golden, golden.get("generator").asBoolean() ? -1 : steps)
    };
    Evaluate how = new Evaluate().batchSize(batchSize).verbose(0).callbacks(all);
    if (arguments.has("steps")) {
      how = how.steps(arguments.get("steps").asInt());
    }
    switch (golden.get("call").asString()) {
      case "fit" -> model.fit(x, y, fit(golden, width).callbacks(all));
      case "evaluate" -> model.evaluate(x, y, how);
      default -> model.predict(x, how);
    }
  }

  private Callback bar(JsonNode golden, long steps) {
    JsonNode verbose = golden.get("arguments").path("verbose");
    int level = verbose.asInt(1);
    int epochs = golden.get("arguments").path("epochs").asInt(1);
    boolean dynamic = golden.get("dynamic").asBoolean();
    UnaryOperator<Progbar> settings = bar -> bar.clock(() -> now).dynamic(dynamic);
    return new ProgbarLogger(level, epochs, steps, printed::append, settings);
  }

  private static Fit fit(JsonNode golden, int width) {
    Fit fit = new Fit().verbose(0).shuffle(false);
    for (Map.Entry<String, JsonNode> argument : golden.get("arguments").properties()) {
      JsonNode value = argument.getValue();
      fit =
          switch (argument.getKey()) {
            case "epochs" -> fit.epochs(value.asInt());
            case "batch_size" -> fit.batchSize(value.asInt());
            case "initial_epoch" -> fit.initialEpoch(value.asInt());
            case "steps_per_epoch" -> fit.stepsPerEpoch(value.asInt());
            case "validation_split" -> fit.validationSplit(value.asDouble());
            case "validation_freq" -> fit.validationFreq(value.asInt());
            case "validation_rows" ->
                fit.validationData(x(value.asInt(), width), y(value.asInt(), width, golden));
            case "verbose" -> fit;
            default -> throw new IllegalArgumentException(argument.getKey());
          };
    }
    return fit;
  }

  private static long grid(long index) {
    return index * 7919 % 1000;
  }

  private static Tensor x(int rows, int width) {
    float[] x = new float[rows * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (grid(i) / 1000.0);
    }
    return Tensor.of(x, Shape.of(rows, width));
  }

  private static Tensor y(int rows, int width, JsonNode golden) {
    float[] y = new float[rows];
    for (int i = 0; i < rows; i++) {
      long first = (long) i * width;
      y[i] = (float) (grid(first) / 1000.0 - grid(first + 1) / 2000.0 + 0.25);
      y[i] *= (float) golden.get("scale").asDouble();
    }
    return Tensor.of(y, Shape.of(rows, 1));
  }
}
