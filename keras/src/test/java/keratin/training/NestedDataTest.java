package keratin.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import keratin.callbacks.History;
import keratin.layers.Layer;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.merging.Concatenate;
import keratin.metrics.Mean;
import keratin.metrics.Metric;
import keratin.models.Model;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.KeepsTensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inputs and outputs that are lists and maps inside each other, and metrics that layers have. */
@Tag("E3")
@KeepsTensors("models and their data")
class NestedDataTest {
  private static final Fit PLAN = new Fit().epochs(2).batchSize(2).shuffle(false).verbose(0);
  private static final Evaluate SILENT = new Evaluate().verbose(0);

  private final Tensor a = Ops.linspace(-1, 1, 8).reshape(4, 2);
  private final Tensor b = Ops.linspace(0, 1, 12).reshape(4, 3);
  private final Tensor c = Ops.linspace(2, 3, 4).reshape(4, 1);

  private interface Outputs {
    Object of(Tensor p, Tensor q);
  }

  /** Inputs {@code {x: ia, rest: [ib, ic]}}. */
  private static Model model(Outputs outputs) {
    Tensor first = new Input(2).name("ia").tensor();
    Tensor second = new Input(3).name("ib").tensor();
    Tensor third = new Input(1).name("ic").tensor();
    Tensor all = new Concatenate().of(List.of(first, second, third));
    Tensor p = new Dense(1).kernelInitializer("ones").name("dp").of(all);
    Tensor q = new Dense(2).kernelInitializer("ones").name("dq").of(all);
    return new Model(Map.of("x", first, "rest", List.of(second, third)), outputs.of(p, q));
  }

  @Test
  void aMapOfListsIsTakenAsTheModelHasIt() {
    Model model = model((p, q) -> List.of(p, q));
    // Keras counts maps by their keys: rest before x.
    assertThat(model.inputNames()).containsExactly("rest/ib", "rest/ic", "x");
    List<Tensor> nested = model.predictAll(Map.of("x", a, "rest", List.of(b, c)), SILENT);
    List<Tensor> flat = model.predictAll(List.of(b, c, a), SILENT);
    List<Tensor> lists = model.predictAll(List.of(List.of(b, c), a), SILENT);
    float[] sums = a.sum(1).add(b.sum(1)).add(c.squeeze(1)).toFloatArray();
    assertThat(nested.getFirst().toFloatArray()).containsExactly(sums, within(1e-5f));
    assertThat(flat.getFirst().toFloatArray()).containsExactly(nested.getFirst().toFloatArray());
    assertThat(lists.getFirst().toFloatArray()).containsExactly(nested.getFirst().toFloatArray());
  }

  @Test
  void whatIsMissingIsNamed() {
    Model model = model((p, q) -> p);
    assertThatThrownBy(() -> model.predict(Map.of("x", a), SILENT))
        .hasMessage("x holds [x], but the model needs [rest, x].");
    assertThatThrownBy(() -> model.predict(Map.of("x", a, "rest", List.of(b)), SILENT))
        .hasMessage("x[rest] must have the form [rest/ib, rest/ic], but a list of 1 came.");
  }

  @Test
  void lossesAndMetricsGoByTheKeysOfAMap() {
    Model model = model((p, q) -> Map.of("p", p, "q", q));
    model.compile(
        new Compile("sgd", Map.of("p", "mse", "q", "mae")).metrics(Map.of("p", List.of("mae"))));
    Map<String, Tensor> y = Map.of("p", c, "q", Ops.ones(4, 2));
    History history = model.fit(Map.of("x", a, "rest", List.of(b, c)), y, PLAN);
    assertThat(history.history()).containsOnlyKeys("loss", "p_loss", "p_mae", "q_loss");
    Map<String, Tensor> named = model.predictNamed(Map.of("x", a, "rest", List.of(b, c)), SILENT);
    assertThat(named.get("q").shape()).isEqualTo(Shape.of(4, 2));
  }

  @Test
  void outputsMayBeNestedToo() {
    Model model = model((p, q) -> Map.of("o", List.of(p, q)));
    model.compile(new Compile("sgd", Map.of("o", List.of("mse", "mae"))));
    Map<String, List<Tensor>> y = Map.of("o", List.of(c, Ops.ones(4, 2)));
    History history = model.fit(Map.of("x", a, "rest", List.of(b, c)), y, PLAN);
    assertThat(history.history()).containsOnlyKeys("loss", "o/dp_loss", "o/dq_loss");
  }

  private static final class Watched extends Layer {
    private final Mean inner = track(new Mean("inner"));
    private final Dense dense = track(new Dense(1));

    @Override
    protected Tensor call(Tensor x, boolean training) {
      inner.updateState(x);
      return dense.of(x, training);
    }
  }

  @Test
  void metricsOfLayersAreReportedAndReset() {
    Sequential model = new Sequential(new Input(2), new Watched());
    model.compile("sgd", "mse", "mae");
    Tensor x = Ops.range(0, 8).cast(a.dtype()).reshape(4, 2);
    History history = model.fit(x, Ops.ones(4, 1), PLAN);
    assertThat(history.history()).containsOnlyKeys("loss", "mae", "inner");
    assertThat(history.history().get("inner")).containsExactly(3.5, 3.5);
    assertThat(model.evaluate(x, Ops.ones(4, 1), SILENT)).containsEntry("inner", 3.5);
    assertThat(model.metrics().stream().map(Metric::name)).endsWith("inner");
  }
}
