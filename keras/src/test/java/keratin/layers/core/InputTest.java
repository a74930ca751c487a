package keratin.layers.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import keratin.config.Names;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import org.junit.jupiter.api.Test;

class InputTest {
  @Test
  void knowsShapeAndDtype() {
    assertEquals("(None, 28, 28, 1) float32", new Input(28, 28, 1).spec().toString());
    assertEquals(
        "(32, None) int32",
        new Input(Shape.UNKNOWN).batchSize(32).dtype(DType.INT32).spec().toString());
    assertEquals(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN)), new Input().spec());
  }

  @Test
  void itsConfigIsThatOfAnInputLayer() {
    Names.clear();
    Input input = new Input(4);
    Map<String, Object> expected =
        Map.of(
            "batch_shape",
            Arrays.asList(null, 4),
            "dtype",
            "float32",
            "sparse",
            false,
            "ragged",
            false,
            "name",
            "input_layer",
            "optional",
            false);
    assertEquals(expected, Facts.throughJson(input.getConfig()));
    Map<String, Object> whole = Facts.throughJson(Layers.config(input));
    assertEquals("InputLayer", whole.get("class_name"));
    Layer again = Layers.get(whole);
    assertEquals(expected, Facts.throughJson(again.getConfig()));
    assertEquals("input_layer_1", new Input(4).name());
  }

  @Test
  void readsWhatKeras2Wrote() {
    Layer input =
        Layers.get(
            Map.of(
                "class_name",
                "InputLayer",
                "config",
                Map.of("batch_input_shape", Arrays.asList(null, 3), "dtype", "float64")));
    assertEquals("(None, 3) float64", ((Input) input).spec().toString());
  }

  @Test
  void lengthsAreNotNegative() {
    assertEquals(
        "A shape cannot have the length -2: (-2,)",
        assertThrows(RuntimeException.class, () -> new Input(-2)).getMessage());
  }
}
