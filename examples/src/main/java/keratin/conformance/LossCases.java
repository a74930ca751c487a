package keratin.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.activations.Activations;
import keratin.losses.Loss;
import keratin.losses.Losses;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Losses as objects and as functions: values, and gradients by the predictions. */
final class LossCases {
  private static final JavaCall CALL = new JavaCall(Losses.class);

  private LossCases() {}

  /** An object of {@code keras.losses}. */
  static void loss(Case recorded) {
    Map<String, @Nullable Object> config =
        new LinkedHashMap<>(Values.config(recorded.get("config")));
    // What a constructor takes and get_config leaves out, such as Huber's delta.
    config.putAll(Values.config(recorded.get("ctor")));
    if (recorded.has("dtype")) {
      config.put("dtype", Values.of(recorded.get("dtype")));
    }
    Loss loss = Losses.get(ObjectCases.named(recorded, config));
    Tensor yTrue = tensor(Values.of(recorded.get("y_true")));
    // Keras makes float32 of predictions before anything else; the gradient is by those.
    Tensor yPred = tensor(Values.of(recorded.get("y_pred"))).cast(DType.FLOAT32);
    Object weight = Values.of(recorded.get("sample_weight"));
    Tensor sampleWeight = weight == null ? null : tensor(weight);
    Tolerance tolerance = Tolerance.USUAL.of(recorded);
    Gradients.Result<Tensor> result =
        Gradients.ofLoss(List.of(yPred), () -> loss.of(yTrue, yPred, sampleWeight));
    Expectation.same("loss", recorded.get("expected"), result.value(), tolerance);
    if (recorded.has("expected_grad_y_pred")) {
      Gradients.one(
          "gradient",
          recorded.get("expected_grad_y_pred"),
          result.gradients().getFirst(),
          tolerance.of(loss.dtype()));
    }
  }

  private static Tensor tensor(@Nullable Object value) {
    return switch (value) {
      case Tensor t -> t;
      case Number n -> Tensor.of(n.doubleValue(), DType.FLOAT32);
      case List<?> list -> Tensor.of(list, DType.FLOAT32);
      case null, default -> throw new Unknown("value " + value);
    };
  }

  /** A function of {@code keras.losses}. */
  static void function(Case recorded) throws Exception {
    FunctionCall.run(
        recorded,
        "expected_grads_args",
        arguments ->
            CALL.call(
                "keras.losses",
                recorded.get("function").asString(),
                arguments,
                Values.map(recorded.get("kwargs"))));
  }

  /** A cross-entropy of the output of softmax or sigmoid, directly or after another op. */
  static void keptLogits(Case recorded) {
    Loss loss = Losses.get(recorded.get("loss").asString());
    Tensor logits = Values.tensor(recorded.get("logits"));
    Tensor yTrue = Values.tensor(recorded.get("y_true"));
    boolean direct = recorded.get("prediction_is_direct_activation_output").asBoolean();
    Gradients.Result<Tensor> result =
        Gradients.ofLoss(
            List.of(logits),
            () -> {
              Tensor y = Activations.get(recorded.get("activation").asString()).call(logits);
              return loss.of(yTrue, direct ? y : y.mul(1));
            });
    Expectation.same("loss", recorded.get("expected_loss"), result.value(), Tolerance.USUAL);
    Gradients.one(
        "gradient",
        recorded.get("expected_grad_logits"),
        result.gradients().getFirst(),
        Tolerance.USUAL);
  }
}
