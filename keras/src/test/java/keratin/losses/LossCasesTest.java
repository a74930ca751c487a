package keratin.losses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import keratin.activations.Activations;
import keratin.autograd.GradientTape;
import keratin.config.Names;
import keratin.recorded.CaseValues;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Losses, their gradients and the rule of the kept logits, as recorded on Keras. */
class LossCasesTest {
  private static final double RELATIVE = 1e-5;
  private static final double ABSOLUTE = 1e-6;
  // Two units in the last place of bfloat16.
  private static final double BFLOAT16 = 0x1p-6;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Golden.cases(LossCasesTest.class, "losses.json.gz").stream()
        .map(c -> DynamicTest.dynamicTest(title(c), () -> run(c)));
  }

  private static String title(JsonNode c) {
    return c.get("id").asString() + " " + (c.has("class") ? c.get("class").asString() : "");
  }

  private static void run(JsonNode c) {
    switch (c.get("kind").asString()) {
      case "loss" -> loss(c);
      case "loss_fn" -> function(c);
      default -> keptLogits(c);
    }
  }

  private static void loss(JsonNode c) {
    Map<String, @Nullable Object> config = CaseValues.map(c.get("config"));
    if (c.has("dtype")) {
      config.put("dtype", c.get("dtype").asString());
    }
    Loss loss = Losses.get(Map.of("class_name", c.get("class").asString(), "config", config));
    Tensor yTrue = CaseValues.tensor(c.get("y_true"));
    Tensor yPred = CaseValues.tensor(c.get("y_pred"));
    Tensor x = yPred.dtype().isFloating() ? yPred : yPred.cast(DType.FLOAT32);
    Tensor sampleWeight = CaseValues.tensor(c.get("sample_weight"));
    Tensor value;
    @Nullable Tensor gradient;
    try (GradientTape tape = new GradientTape()) {
      tape.watch(x);
      value = loss.of(yTrue, x, sampleWeight);
      gradient = tape.gradient(value.mul(CaseValues.seed(value)), x);
    }
    double tolerance = c.has("dtype") ? BFLOAT16 : RELATIVE;
    CaseValues.check("value", value, c.get("expected"), tolerance, ABSOLUTE);
    if (c.hasNonNull("expected_grad_y_pred")) {
      Objects.requireNonNull(gradient, "no gradient");
      JsonNode expected = c.get("expected_grad_y_pred");
      CaseValues.check("gradient", gradient, expected, tolerance, ABSOLUTE);
    }
    Map<String, @Nullable Object> written = new LinkedHashMap<>(loss.getConfig());
    written.keySet().retainAll(config.keySet());
    config.remove("dtype");
    assertThat(written.keySet()).as("options").containsAll(config.keySet());
  }

  private static void function(JsonNode c) {
    Loss loss = Losses.get(c.get("function").asString());
    JsonNode kwargs = c.get("kwargs");
    loss.configure(CaseValues.map(kwargs));
    Tensor yTrue = CaseValues.tensor(c.get("args").get(0));
    Tensor yPred = CaseValues.tensor(c.get("args").get(1));
    Tensor value =
        loss instanceof Circle circle
            ? circle.call(
                yTrue,
                yPred,
                CaseValues.tensor(kwargs.get("ref_labels")),
                CaseValues.tensor(kwargs.get("ref_embeddings")))
            : loss.call(yTrue, yPred);
    CaseValues.check("value", value, c.get("expected"), RELATIVE, ABSOLUTE);
  }

  private static void keptLogits(JsonNode c) {
    Tensor logits = Golden.tensor(c.get("logits"));
    try (GradientTape tape = new GradientTape()) {
      tape.watch(logits);
      Tensor yPred =
          c.get("activation").asString().equals("softmax")
              ? Engine.run(new SoftmaxOp(false), logits)
              : logits.sigmoid();
      if (c.get("prediction_is_direct_activation_output").asBoolean()) {
        yPred.attach(Activations.LOGITS, logits);
      }
      Loss loss = Losses.get(Names.snakeCase(c.get("loss").asString()));
      Tensor value = loss.of(CaseValues.tensor(c.get("y_true")), yPred);
      Tensor gradient = Objects.requireNonNull(tape.gradient(value, logits));
      CaseValues.check("value", value, c.get("expected_loss"), RELATIVE, ABSOLUTE);
      CaseValues.check("gradient", gradient, c.get("expected_grad_logits"), RELATIVE, ABSOLUTE);
    }
  }
}
