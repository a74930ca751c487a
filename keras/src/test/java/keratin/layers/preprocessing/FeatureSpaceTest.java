package keratin.layers.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.data.Dataset;
import keratin.layers.core.Dense;
import keratin.layers.core.Identity;
import keratin.models.Model;
import keratin.models.Models;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.KeepsTensors;
import keratin.training.Evaluate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KeepsTensors("tables, and layers with what they learned")
class FeatureSpaceTest {
  @TempDir Path folder;

  private static final Map<String, Object> TABLE = new LinkedHashMap<>();

  static {
    TABLE.put("f", new float[] {0, 0.1f, 0.2f, 0.3f});
    TABLE.put("n", new float[] {1, 2, 3, 6});
    TABLE.put("s", List.of("zero", "one", "two", "one"));
    TABLE.put("i", new int[] {3, 1, 1, 2});
    TABLE.put("h", List.of("a", "b", "c", "d"));
  }

  private static FeatureSpace space() {
    return new FeatureSpace(
            Map.of(
                "f", "float",
                "n", "float_normalized",
                "s", "string_categorical",
                "i", "integer_categorical",
                "h", Feature.stringHashed(3)))
        .crosses(List.of("s", "i"))
        .crossingDim(4);
  }

  /** What real Keras gives for the same table: f, h, i, n, s, and the cross. */
  private static final double[][] KERAS = {
    {0, 1, 0, 0, 0, 0, 1, 0, -1.069, 0, 0, 1, 0, 0, 0, 0, 1},
    {0.1, 0, 1, 0, 0, 1, 0, 0, -0.5345, 0, 1, 0, 0, 0, 1, 0, 0},
    {0.2, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0},
    {0.3, 0, 0, 1, 0, 0, 0, 1, 1.6036, 0, 1, 0, 0, 0, 0, 0, 1}
  };

  @Test
  void columnsAreEncodedAsKerasDoes() {
    FeatureSpace space = space();
    space.adapt(TABLE);
    Tensor all = space.of(TABLE);
    assertThat(all.shape()).isEqualTo(Shape.of(4, 1 + 3 + 4 + 1 + 4 + 4));
    for (int row = 0; row < 4; row++) {
      assertThat(all.slice(0, row, 1).toDoubleArray())
          .as("row %d", row)
          .containsExactly(KERAS[row], within(1e-4));
    }
  }

  @Test
  void aDatasetTeachesTheSame() {
    FeatureSpace space = space();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    TABLE.forEach((name, column) -> tensors.put(name, Tensor.of(column)));
    space.adapt(Dataset.fromTensorSlices(tensors));
    FeatureSpace alike = space();
    alike.adapt(TABLE);
    assertThat(space.of(TABLE).toFloatArray()).containsExactly(alike.of(TABLE).toFloatArray());
  }

  @Test
  void columnsMayStayApartAndRowsSingle() {
    FeatureSpace space =
        new FeatureSpace(
                Map.of("s", Feature.stringCategorical().outputMode("int"), "n", "float_rescaled"))
            .outputMode("dict");
    space.adapt(TABLE);
    assertThat(space.ofEach(TABLE).get("s").toIntArray()).containsExactly(2, 1, 3, 1);
    Map<String, Tensor> row = space.ofEach(Map.of("s", "two", "n", 3.0));
    assertThat(row.get("s").shape()).isEqualTo(Shape.of(1));
    assertThatThrownBy(() -> space.of(TABLE)).hasMessageEndingWith("column: ofEach(table)");
  }

  @Test
  void aModelKeepsWhatWasLearned() {
    FeatureSpace space = space();
    space.adapt(TABLE);
    Tensor out = new Dense(2).of(space.getEncodedFeatures());
    Model model = new Model(space.getInputs(), out);
    Path file = folder.resolve("table.keras");
    model.save(file);
    Map<String, Tensor> rows = new LinkedHashMap<>();
    TABLE.forEach((name, column) -> rows.put(name, Tensor.of(column).reshape(4, 1)));
    Evaluate silent = new Evaluate().verbose(0);
    assertThat(Models.loadModel(file).predict(rows, silent).toFloatArray())
        .containsExactly(model.predict(rows, silent).toFloatArray());
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> space().of(TABLE))
        .hasMessage("FeatureSpace: there are columns to learn from. Call adapt(table) first.");
    assertThatThrownBy(() -> new FeatureSpace(Map.of("a", "floats")).features())
        .hasMessageStartingWith("\"floats\" is no kind of feature. Kinds are float,");
    assertThatThrownBy(
            () -> new FeatureSpace(Map.of("a", "float")).crosses(List.of("a", "b")).features())
        .hasMessage("The cross [a, b] is of columns that are not among [a].");
    Feature whole = new Feature(DType.INT32, new Identity(), "one_hot");
    assertThatThrownBy(() -> new FeatureSpace(Map.of("a", whole)).of(Map.of("a", new int[] {1})))
        .hasMessageContaining("how many values Identity gives is not known");
    assertThatThrownBy(
            () -> new FeatureSpace(Map.of("a", "float")).of(Map.of("b", new float[] {1})))
        .hasMessage("The table holds [b], but not \"a\".");
  }
}
