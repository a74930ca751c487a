package keratin.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The table and the counts; {@code SequentialSummaryTest} has the models. */
class ModelSummaryTest {
  /** A model of which only the rows are known. */
  private record Rows(String name, boolean isBranched, List<LayerRow> summaryRows, long frozen)
      implements Summarized {
    @Override
    public Parameters trainableParameters() {
      long all = summaryRows.stream().mapToLong(r -> r.params() == null ? 0 : r.params()).sum();
      return new Parameters(all - frozen, 4 * (all - frozen));
    }

    @Override
    public Parameters nonTrainableParameters() {
      return new Parameters(frozen, 4 * frozen);
    }

    @Override
    public Parameters optimizerParameters() {
      return null;
    }
  }

  static List<JsonNode> cases() {
    return Golden.cases(ModelSummaryTest.class, "/keratin/golden/summary_rows.json");
  }

  private static LayerRow row(JsonNode row) {
    return new LayerRow(
        row.get("name").asString(),
        row.get("class").asString(),
        row.get("shape").asString(),
        row.get("params").isNull() ? null : row.get("params").asLong(),
        row.get("params").asLong(0) > 0,
        row.path("connections").valueStream().map(JsonNode::asString).toList(),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void looksAsInKeras(JsonNode golden) {
    String text = golden.get("text").asString();
    // Moving averages of batch normalisation are the only weights here that are not trained.
    long frozen = text.contains("Non-trainable params: 8 ") ? 8 : 0;
    Rows model =
        new Rows(
            golden.get("name").asString(),
            golden.get("branched").asBoolean(),
            golden.get("rows").valueStream().map(ModelSummaryTest::row).toList(),
            frozen);
    ModelSummary summary = ModelSummary.of(model).columns(golden.get("columns").asInt());
    summary.lineLength(golden.get("options").get("line_length").asInt());
    assertThat(summary.toString()).isEqualTo(text);
  }

  private static final Rows TWO =
      new Rows(
          "two",
          false,
          List.of(
              new LayerRow("a", "Dense", "(None, 4)", 20L, true),
              new LayerRow("b", "Dense", "(None, 2)", 10L, false)),
          10);

  @Test
  void namesTheRangeThatMatchesNothing() {
    assertThatThrownBy(() -> ModelSummary.of(TWO).layerRange("a", "c").toString())
        .hasMessage("No layer's name begins with \"c\". The layers are: a, b");
  }

  @Test
  void saysHowManyCharactersAreMissing() {
    assertThatThrownBy(() -> ModelSummary.of(TWO).lineLength(15).toString())
        .hasMessage(
            "A line of 15 characters is too short for the summary: column 3 of 3 would get 3."
                + " Give it a longer lineLength, or other positions.");
  }

  @Test
  void positionsThatDoNotFillTheLineAreStretched() {
    String text =
        ModelSummary.of(TWO).columns(80).lineLength(60).positions(0.2, 0.4, 0.6).toString();
    assertThat(text.lines().skip(1).findFirst().orElseThrow()).hasSize(60);
  }

  @Test
  void memoryOfAVariableNamedTwiceIsCountedOnce() {
    Variable v = new Variable(Tensor.full(DType.FLOAT32, 0, 256));
    assertThat(Parameters.of(List.of(v, v))).isEqualTo(new Parameters(512, 1024));
    assertThat(Parameters.of(List.of(v))).hasToString("256 (1.00 KB)");
    assertThat(new Parameters(269_322, 1_077_288)).hasToString("269,322 (1.03 MB)");
  }

  @Test
  void shapesAreWrittenWithoutAComma() {
    assertThat(LayerRow.shape(List.of(Shape.of(-1)))).isEqualTo("(None)");
    assertThat(LayerRow.shape(List.of(Shape.of(-1, 2), Shape.of(3)))).isEqualTo("[(None, 2), (3)]");
    assertThat(LayerRow.shape(List.of())).isEqualTo("?");
  }
}
