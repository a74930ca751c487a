package keratin.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import keratin.facts.Facts;
import keratin.initializers.Ones;
import keratin.layers.core.Dense;
import keratin.layers.core.Identity;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeveralTensorsTest {
  /** {@code (a + b·w, a − b·w)}. */
  private static final class Butterfly extends Layer {
    private @Nullable Variable w;

    @Override
    protected void build(List<Shape> inputs) {
      w = addWeight("w", Shape.of(inputs.get(1).dim(-1)), new Ones());
    }

    @Override
    protected List<Tensor> call(List<Tensor> xs, boolean training) {
      Tensor b = xs.get(1).mul(builtWeight(w, "w"));
      return List.of(xs.get(0).add(b), xs.get(0).sub(b));
    }
  }

  @Test
  void aLayerTakesAndGivesSeveralTensors() {
    Memory.tidy(
        () -> {
          Butterfly layer = new Butterfly();
          Tensor a = Tensor.of(new float[][] {{1, 2}});
          Tensor b = Tensor.of(new double[][] {{3, 5}});
          List<Tensor> ys = layer.ofAll(a, b);
          Facts.assertClose(Tensor.of(new float[][] {{4, 7}}), ys.get(0), 0, 0);
          Facts.assertClose(Tensor.of(new float[][] {{-2, -3}}), ys.get(1), 0, 0);
          assertEquals(DType.FLOAT32, ys.get(1).dtype(), "every input becomes the layer's dtype");
          assertEquals(
              List.of(Shape.of(Shape.UNKNOWN, 2), Shape.of(Shape.UNKNOWN, 2)), layer.builtShapes());
          assertEquals(
              "Butterfly \"butterfly\" gives 2 tensors. Take them all: ofAll(…)",
              assertThrows(IllegalStateException.class, () -> layer.name("butterfly").of(a, b))
                  .getMessage());
        });
  }

  @Test
  void aLayerOfOneTensorRefusesTwo() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[][] {{1, 2}});
          var error = assertThrows(TensorException.class, () -> new Dense(1).name("out").of(x, x));
          assertEquals(
              "Dense takes one tensor, but 2 came. Merge them first: new Concatenate().of(a, b)\n"
                  + "  in Dense \"out\" (units=1)",
              error.getMessage());
        });
  }

  @Test
  void nothingToBuildNeedsNoBuild() {
    Memory.tidy(
        () -> {
          Layer layer =
              new Layer() {
                private final Dense dense = track(new Dense(1).kernelInitializer("ones"));

                @Override
                protected List<Tensor> call(List<Tensor> xs, boolean training) {
                  return List.of(dense.of(xs.get(0)).sub(xs.get(1)));
                }
              };
          Tensor x = Tensor.of(new float[][] {{1, 2}});
          Facts.assertClose(Tensor.of(new float[][] {{2, 1}}), layer.of(x, x), 0, 0);
          assertEquals(2, layer.weights().size());
          Layer half =
              new Layer() {
                @Override
                protected void build(Shape input) {
                  addWeight("factor", Shape.SCALAR, new Ones());
                }

                @Override
                protected List<Tensor> call(List<Tensor> xs, boolean training) {
                  return xs;
                }

                @Override
                public String className() {
                  return "Half";
                }
              };
          assertEquals(
              "Half is called on several tensors, but builds for one. Write build(List<Shape>)"
                  + " instead of build(Shape).\n  in Half \"half\"",
              assertThrows(TensorException.class, () -> half.name("half").of(x, x)).getMessage());
        });
  }

  @Test
  void symbolsKnowTheirNodes() {
    Tensor a = new Input(2).tensor();
    Tensor b = new Input(2).tensor();
    Butterfly layer = new Butterfly();
    List<Tensor> ys = layer.ofAll(a, b);
    Tensor again = layer.ofAll(b, a).getFirst();

    Node.Origin origin = origin(ys.get(1));
    assertSame(layer, origin.node().layer());
    assertEquals(0, origin.node().index());
    assertEquals(1, origin.position());
    assertEquals(List.of(a, b), origin.node().inputs());
    assertEquals(1, origin(again).node().index());
    assertEquals(ys, layer.outputs());
    assertEquals(List.of(a, b), layer.inputs());
    assertTrue(origin(a).node().isInput());
    assertEquals(
        "Butterfly \"b\" has 2 outputs. Take them all: outputs()",
        assertThrows(IllegalStateException.class, layer.name("b")::output).getMessage());
  }

  @Test
  void whatALayerDoesInsideIsNoNode() {
    Tensor x = new Input(2).tensor();
    Dense dense = new Dense(3).activation("gelu");
    Tensor y = dense.of(x);
    assertSame(dense, origin(y).node().layer());
    assertEquals(List.of(x), origin(y).node().inputs());
    assertSame(y, dense.output());
    // A layer that hands its input through gives a symbol of its own.
    assertSame(y, origin(new Identity().of(y)).node().inputs().getFirst());
  }

  @Test
  void opsOnSymbolsAreNodes() {
    Tensor x = new Input(2).tensor();
    Tensor y = x.add(1);
    assertEquals("Add", origin(y).node().layer().className());
    assertEquals("NotEqual", origin(y.notEqual(0)).node().layer().className());
    assertEquals("Matmul", origin(y.matmul(y.transpose())).node().layer().className());
    assertNull(Node.of(Tensor.symbol(x.spec()).add(1)), "a symbol from nowhere begins no model");
    ((Layer) origin(y).node().layer()).inputs().get(1).release("the test");
  }

  @Test
  void aLayerNeverCalledHasNoOutput() {
    assertEquals(
        "Dense \"d\" (units=1) has no output yet: it was not called on a symbol, such as new"
            + " Input(…).tensor().",
        assertThrows(IllegalStateException.class, () -> new Dense(1).name("d").output())
            .getMessage());
  }

  private static Node.Origin origin(Tensor symbol) {
    Node.Origin origin = Node.of(symbol);
    if (origin == null) {
      throw new AssertionError("no origin");
    }
    return origin;
  }
}
