package keratin.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.Operation;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ops between the symbols of a model are written to its config, and read from it. */
class OperationConfigTest {
  private static Map<String, UnaryOperator<Tensor>> functions() {
    Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
    all.put("element", x -> x.get(":, 1, 2"));
    all.put("slice", x -> x.get("..., ::-2"));
    all.put("new axis", x -> x.get(":, newaxis, -1"));
    all.put("part", x -> x.slice(1, 1, 2));
    all.put("mean", x -> Ops.mean(x, 1));
    all.put("max of two axes", x -> Ops.max(x, true, 1, 2));
    all.put("std", x -> Ops.std(x, 2));
    all.put("reshape", x -> x.reshape(-1, 12));
    all.put("transpose", x -> x.transpose(0, 2, 1));
    all.put("expandDims", x -> x.expandDims(1));
    all.put("stack", x -> Ops.stack(1, x, x.mul(2)));
    all.put("split", x -> Ops.split(x, 2, 2).get(1));
    all.put("flip", x -> Ops.flip(x, 1));
    all.put("pad", x -> Ops.pad(x, new int[][] {{0, 0}, {1, 0}, {0, 2}}, 5));
    all.put("softmax", x -> Nn.softmax(x, 1));
    all.put("gelu", x -> Nn.gelu(x));
    all.put("cast", x -> x.cast(DType.FLOAT64).cast(DType.FLOAT32));
    all.put("where", x -> Ops.where(x.greater(0), x, x.mul(0.1)));
    all.put("clip", x -> Ops.clip(x, -0.5, 0.5));
    all.put("argmax", x -> Ops.argmax(x, -1).cast(DType.FLOAT32));
    all.put("cumsum", x -> Ops.cumsum(x, 1));
    all.put("ones", x -> x.onesLike().add(x.zerosLike()));
    all.put("gather", x -> Ops.take(x, Tensor.of(new int[] {2, 0}), 1));
    all.put("stopGradient", x -> x.stopGradient().mul(x));
    int[] two = {2};
    all.put("maxPool", x -> Nn.maxPool(x, two, null, "same", null));
    all.put("conv", x -> Nn.conv(x, Ops.ones(2, 4, 3), 1, "valid"));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> isReadAsItWasWritten() {
    return functions().entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> check(each.getValue())));
  }

  private static void check(UnaryOperator<Tensor> function) {
    Memory.tidy(
        () -> {
          Tensor x = RandomOps.normal(Shape.of(2, 3, 4), Seed.of(1));
          Tensor symbol = new Input(3, 4).tensor();
          Model model = new Model(symbol, function.apply(symbol));
          Tensor expected = model.of(x);
          Facts.assertClose(function.apply(x), expected, 1e-6, 1e-6);
          Model again = Models.modelFromJson(model.toJson());
          Facts.assertClose(expected, again.of(x), 1e-6, 1e-6);
          assertEquals(Shape.of(-1, 3, 4), again.inputs().getFirst().shape());
          assertEquals(model.toJson(), again.toJson());
        });
  }

  @Test
  void isWhereKerasHasIt() {
    Tensor symbol = new Input(3, 4).tensor();
    String json = new Model(symbol, symbol.relu().mean(1).erf().cast(DType.FLOAT64)).toJson();
    for (String module : new String[] {"nn", "numpy", "math", "core"}) {
      assertTrue(json.contains("\"keras.src.ops." + module + "\""), json);
    }
  }

  @Test
  void whatKerasDoesNotHaveIsNamed() {
    Tensor symbol = new Input(4, 4).tensor();
    Model model = new Model(symbol, symbol.matmul(symbol, true, false));
    assertEquals(
        "The operation MatMul[transposeA=true, transposeB=false] cannot be written to a config."
            + " Put it into a layer of your own.",
        assertThrows(UnsupportedOperationException.class, model::toJson).getMessage());
    Map<String, Object> fft =
        Map.of("class_name", "FFT", "module", "keras.src.ops.math", "config", Map.of());
    String text =
        assertThrows(IllegalArgumentException.class, () -> Operation.of(fft)).getMessage();
    assertTrue(text.startsWith("The operation FFT cannot be read from a config. Known: Sum, Mean"));
  }

  @Test
  void aPoolOfPaddingInNumbersIsNoPoolOfKeras() {
    Tensor symbol = new Input(3, 4).tensor();
    int[] two = {2};
    int[][] border = {{0, 0}, {1, 0}, {0, 0}};
    Layer model = new Model(symbol, Nn.maxPool(symbol, two, two, border, null));
    assertThrows(UnsupportedOperationException.class, model::getConfig);
  }
}
