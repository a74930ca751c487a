package keratin.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import keratin.callbacks.History;
import keratin.data.Dataset;
import keratin.facts.Facts;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.merging.Add;
import keratin.layers.merging.Concatenate;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.optimizers.Adam;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import keratin.testing.KeepsTensors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Training a model with two inputs and two outputs gives what Keras gave. */
@KeepsTensors("the recorded data")
class SeveralOutputsTest {
  private final JsonNode recorded =
      Golden.read(SeveralOutputsTest.class, "/keratin/golden/functional_fit.json");
  private final List<Tensor> x = tensors(recorded.get("inputs"));
  private final List<Tensor> y = tensors(recorded.get("targets"));
  private final Model model = multi();

  private static List<Tensor> tensors(JsonNode array) {
    return array.valueStream().map(Golden::tensor).toList();
  }

  private Model multi() {
    Tensor a = new Input(3).name("a").tensor();
    Tensor b = new Input(3).name("b").tensor();
    Dense shared = new Dense(4).activation("tanh").name("shared");
    Tensor left = shared.of(a);
    Tensor right = shared.of(b);
    Tensor reg = new Dense(1).name("reg").of(new Concatenate().of(left, right));
    Tensor cls = new Dense(2).activation("softmax").name("cls").of(new Add().of(left, right));
    Model made = new Model(List.of(a, b), List.of(reg, cls));
    made.setWeights(tensors(recorded.get("initial_weights")));
    made.compile(
        new Compile(new Adam(0.01), Map.of("reg", "mse", "cls", "categorical_crossentropy"))
            .metrics(Map.of("reg", List.of("mae"), "cls", List.of("accuracy"))));
    return made;
  }

  private static void assertSame(JsonNode expected, Map<String, ?> actual) {
    assertEquals(
        expected
            .propertyStream()
            .map(Map.Entry::getKey)
            .collect(TreeSet::new, TreeSet::add, TreeSet::addAll),
        new TreeSet<>(actual.keySet()));
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      Object found = actual.get(entry.getKey());
      List<?> values = found instanceof List<?> list ? list : List.of(found);
      for (int i = 0; i < values.size(); i++) {
        JsonNode value = entry.getValue().isArray() ? entry.getValue().get(i) : entry.getValue();
        assertEquals(
            value.asDouble(),
            ((Number) values.get(i)).doubleValue(),
            2e-6,
            entry.getKey() + " " + i);
      }
    }
  }

  @Test
  void fitGivesKerasHistory() {
    Memory.tidy(
        () -> {
          List<Tensor> before = model.predictAll(x, new Evaluate().verbose(0));
          for (int i = 0; i < 2; i++) {
            Facts.assertClose(
                Golden.tensor(recorded.get("predict_before").get(i)), before.get(i), 1e-5, 1e-6);
          }
          assertSame(
              recorded.get("evaluate_before"),
              model.evaluate(x, y, new Evaluate().batchSize(4).verbose(0)));
          JsonNode fit = recorded.get("fit");
          Fit how =
              new Fit()
                  .batchSize(fit.get("batch_size").asInt())
                  .epochs(fit.get("epochs").asInt())
                  .validationSplit(fit.get("validation_split").asDouble())
                  .shuffle(false)
                  .verbose(0);
          History history = model.fit(x, y, how);
          assertSame(fit.get("history"), history.history());
        });
  }

  @Test
  void dataComeByName() {
    Memory.tidy(
        () -> {
          Map<String, Tensor> inputs = Map.of("b", x.get(1), "a", x.get(0));
          Map<String, Tensor> targets = Map.of("cls", y.get(1), "reg", y.get(0));
          Evaluate quiet = new Evaluate().verbose(0);
          Map<String, Double> expected = model.evaluate(x, y, quiet);
          assertEquals(expected, model.evaluate(inputs, targets, quiet));
          Map<String, Tensor> all = new TreeMap<>(inputs);
          all.putAll(targets);
          assertEquals(expected, model.evaluate(Dataset.fromTensorSlices(all).batch(32), quiet));
          Tensor[] inOrder = {x.get(0), x.get(1), y.get(0), y.get(1)};
          assertEquals(
              expected, model.evaluate(Dataset.fromTensorSlices(inOrder).batch(32), quiet));
        });
  }

  @Test
  void lossesAndWeightsComeAsLists() {
    Memory.tidy(
        () -> {
          Evaluate quiet = new Evaluate().verbose(0);
          model.compile(
              new Compile("sgd", List.of("mse", "categorical_crossentropy"))
                  .lossWeights(List.of(2.0, 0.5))
                  .weightedMetrics(List.of("mae"), List.of()));
          Map<String, Double> results = model.evaluate(x, y, quiet);
          assertEquals(
              2 * results.get("reg_loss") + 0.5 * results.get("cls_loss"),
              results.get("loss"),
              1e-6);
          assertEquals(
              List.of("cls_loss", "loss", "reg_loss", "reg_mae"),
              List.copyOf(new TreeSet<>(results.keySet())));
          Tensor zeros = y.get(0).squeeze(-1).zerosLike();
          Map<String, Double> none =
              model.evaluate(x, y, quiet.sampleWeight(Map.of("reg", zeros, "cls", zeros.add(1))));
          assertEquals(0, none.get("reg_loss"));
          assertEquals(0, none.get("reg_mae"));
          assertEquals(results.get("cls_loss"), none.get("cls_loss"), 1e-6);
        });
  }

  @Test
  void saysWhatDoesNotFit() {
    Memory.tidy(
        () -> {
          assertEquals(
              "x holds [a, c], but the model needs [a, b].",
              message(() -> model.fit(Map.of("a", x.get(0), "c", x.get(1)), y)));
          assertEquals(
              "The model has 2 outputs [reg, cls], but y holds 1 tensors: one is needed for each.",
              message(() -> model.trainOnBatch(x, y.getFirst())));
          model.compile(new Compile("sgd", Map.of("price", "mse")));
          assertEquals(
              "loss is for [price], but the model's outputs are [reg, cls].",
              message(() -> model.trainOnBatch(x, y)));
          model.compile(new Compile("sgd", List.of("mse")));
          assertEquals(
              "The model has 2 outputs, but loss holds 1: [mse]",
              message(() -> model.trainOnBatch(x, y)));
          assertEquals(
              "x must be a tensor, a list of tensors, or a map of them by name, but 3 came. Arrays"
                  + " become tensors by Tensor.of(…).",
              message(() -> model.fit(3, y)));
          assertEquals(
              "Functional \"m\" has 2 outputs. Take them all: predictAll(…)",
              assertThrows(IllegalStateException.class, () -> model.name("m").predictOnBatch(x))
                  .getMessage());
        });
  }

  private static String message(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
