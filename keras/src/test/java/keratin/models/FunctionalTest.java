package keratin.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.activations.Activations;
import keratin.autograd.GradientTape;
import keratin.config.Names;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.Mask;
import keratin.layers.core.Dense;
import keratin.layers.core.Embedding;
import keratin.layers.core.Identity;
import keratin.layers.core.Input;
import keratin.layers.core.Lambda;
import keratin.layers.merging.Add;
import keratin.layers.merging.Concatenate;
import keratin.layers.pooling.GlobalAveragePooling1D;
import keratin.layers.regularization.Dropout;
import keratin.memory.Memory;
import keratin.ops.Nn;
import keratin.summary.ModelSummary;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FunctionalTest {
  private static final Tensor ONE = Tensor.symbol(Tensor.of(0f).spec());

  @BeforeEach
  void freshNames() {
    Names.clear();
  }

  /** Two inputs, a shared layer, two outputs: the model "multi" of the recorded Keras files. */
  private static Model multi() {
    Tensor a = new Input(3).name("a").tensor();
    Tensor b = new Input(3).name("b").tensor();
    Dense shared = new Dense(4).activation("tanh").name("shared");
    Tensor x = shared.of(a);
    Tensor y = shared.of(b);
    Tensor reg = new Dense(1).name("reg").of(new Concatenate().name("cat").of(x, y));
    Tensor cls = new Dense(2).activation("softmax").name("cls").of(new Add().of(x, y));
    return new Model(List.of(a, b), List.of(reg, cls)).name("multi");
  }

  @Test
  void runsEveryBranch() {
    Memory.tidy(
        () -> {
          Model model = multi();
          Tensor a = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
          Tensor b = Tensor.of(new float[][] {{1, 0, 1}, {0, 1, 0}});
          Layer shared = model.layer("shared");
          Tensor x = shared.of(a);
          Tensor y = shared.of(b);
          List<Tensor> expected =
              List.of(
                  model.layer("reg").of(new Concatenate().of(x, y)),
                  model.layer("cls").of(x.add(y)));
          List<Tensor> found = model.ofAll(a, b);
          for (int i = 0; i < 2; i++) {
            Facts.assertClose(expected.get(i), found.get(i), 0, 0);
          }
          assertEquals(6, model.weights().size(), "a shared layer's weights count once");
          assertEquals("Functional", model.className());
          assertEquals(List.of("a", "b"), model.inputNames());
          assertEquals(List.of("reg", "cls"), model.outputNames());
        });
  }

  @Test
  void listsLayersAndTheirSourcesAsKeras() {
    assertEquals(
        """
        Model: "multi"
        ┏━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━┓
        ┃ Layer (type)          ┃ Output Shape      ┃     Param # ┃ Connected to       ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━┩
        │ a (InputLayer)        │ (None, 3)         │           0 │ -                  │
        ├───────────────────────┼───────────────────┼─────────────┼────────────────────┤
        │ b (InputLayer)        │ (None, 3)         │           0 │ -                  │
        ├───────────────────────┼───────────────────┼─────────────┼────────────────────┤
        │ shared (Dense)        │ (None, 4)         │          16 │ a[0][0], b[0][0]   │
        ├───────────────────────┼───────────────────┼─────────────┼────────────────────┤
        │ cat (Concatenate)     │ (None, 8)         │           0 │ shared[0][0],      │
        │                       │                   │             │ shared[1][0]       │
        ├───────────────────────┼───────────────────┼─────────────┼────────────────────┤
        │ add (Add)             │ (None, 4)         │           0 │ shared[0][0],      │
        │                       │                   │             │ shared[1][0]       │
        ├───────────────────────┼───────────────────┼─────────────┼────────────────────┤
        │ reg (Dense)           │ (None, 1)         │           9 │ cat[0][0]          │
        ├───────────────────────┼───────────────────┼─────────────┼────────────────────┤
        │ cls (Dense)           │ (None, 2)         │          10 │ add[0][0]          │
        └───────────────────────┴───────────────────┴─────────────┴────────────────────┘
         Total params: 35 (140.00 B)
         Trainable params: 35 (140.00 B)
         Non-trainable params: 0 (0.00 B)
        """,
        ModelSummary.of(multi()).columns(84).lineLength(80).toString());
  }

  @Test
  void opsOnSymbolsBelongToTheModel() {
    Memory.tidy(
        () -> {
          Tensor x = new Input(2).tensor();
          Tensor h = new Dense(2).of(x);
          Model model = new Model(x, h.add(x).mul(2).add(1));
          assertEquals(
              List.of("input_layer", "dense", "add", "multiply", "add_1"),
              model.summaryRows().stream().map(row -> row.name()).toList());
          assertEquals(
              List.of("input_layer", "dense"),
              model.layers().stream().map(Layer::name).toList(),
              "operations are no layers");
          Tensor data = Tensor.of(new float[][] {{1, 2}});
          Facts.assertClose(
              model.layer("dense").of(data).add(data).mul(2).add(1), model.of(data), 0, 0);
          assertEquals(
              "Functional \"functional\"", model.className() + " \"" + model.name() + "\"");
        });
  }

  @Test
  void aModelIsALayerOfAnother() {
    Memory.tidy(
        () -> {
          Tensor x = new Input(4).tensor();
          Model encoder = new Model(x, new Dense(2).of(x)).name("encoder");
          Sequential decoder = new Sequential(new Input(2), new Dense(4)).name("decoder");
          Tensor image = new Input(4).name("image").tensor();
          Model auto = new Model(image, decoder.of(encoder.of(image)));
          assertEquals(
              List.of("image", "encoder", "decoder"),
              auto.layers().stream().map(Layer::name).toList());
          Tensor data = Tensor.of(new float[][] {{1, 2, 3, 4}});
          Facts.assertClose(decoder.of(encoder.of(data)), auto.of(data), 0, 0);
          assertEquals(4, auto.weights().size());
          assertTrue(!auto.isBranched());
        });
  }

  @Test
  void aModelCanBeginAndEndInTheMiddleOfAnother() {
    Memory.tidy(
        () -> {
          Tensor x = new Input(4).tensor();
          Tensor h = new Dense(3).name("h").of(x);
          Tensor y = new Dense(2).name("y").of(h);
          Model whole = new Model(x, y);
          Model front = new Model(whole.input(), whole.layer("h").output());
          Model back = new Model(whole.layer("y").input(), whole.output());
          Tensor data = Tensor.of(new float[][] {{1, 2, 3, 4}});
          Facts.assertClose(whole.of(data), back.of(front.of(data)), 0, 0);
          assertSame(whole.layer("y"), back.layer("y"));
          assertEquals(List.of("h_input", "y"), back.layers().stream().map(Layer::name).toList());
          Sequential chain = new Sequential(new Input(4), new Dense(3), new Dense(2).name("z"));
          Model cut = new Model(chain.input(), chain.layer(0).output());
          assertEquals(Shape.of(1, 3), cut.of(data).shape());
        });
  }

  @Test
  void inputsComeByNameInOtherRanksAndDtypes() {
    Memory.tidy(
        () -> {
          Tensor a = new Input(1).name("a").tensor();
          Tensor b = new Input(1).name("b").tensor();
          Model model = new Model(Map.of("b", b, "a", a), new Add().of(a, b));
          assertEquals(List.of("a", "b"), model.inputNames());
          Tensor ones = Tensor.of(new int[] {1, 1});
          Tensor sum = model.of(ones, Tensor.of(new double[][] {{2}, {3}}));
          Facts.assertClose(Tensor.of(new float[][] {{3}, {4}}), sum, 0, 0);
          assertEquals(DType.FLOAT32, sum.dtype());
          assertEquals(
              "Functional \"m\" takes 2 tensors, [a, b], but 1 came.",
              assertThrows(ShapeException.class, () -> model.name("m").of(ones)).getMessage());
          assertEquals(
              "The input \"b\" of Functional \"m\" takes tensors (None, 1), but (2, 3) came.",
              assertThrows(
                      ShapeException.class,
                      () -> model.of(ones, Tensor.full(DType.FLOAT32, 0, 2, 3)))
                  .getMessage());
        });
  }

  @Test
  void saysWhatIsNotConnected() {
    Tensor a = new Input(3).name("a").tensor();
    Tensor b = new Input(3).name("b").tensor();
    Tensor sum = new Add().name("sum").of(a, b);
    assertEquals(
        "Graph disconnected: Add \"sum\" needs (None, 3) float32 of InputLayer \"b\""
            + " (batch_shape=(None, 3)), which is not among the inputs [a].\n"
            + "  Name it among them, or let the model end in what they lead to.",
        assertThrows(IllegalArgumentException.class, () -> new Model(a, sum)).getMessage());
    assertEquals(
        "<KerasTensor shape=(), dtype=float32> does not come from an Input or a layer, so no model"
            + " can begin or end with it. Models begin with new Input(…).tensor().",
        assertThrows(IllegalArgumentException.class, () -> new Model(ONE, a)).getMessage());
    Tensor twice = new Dense(1).name("d").of(new Dense(1).name("d").of(a));
    assertEquals(
        "The name \"d\" is used by more than one layer of the model. Give each its own: .name(…)",
        assertThrows(IllegalArgumentException.class, () -> new Model(a, twice)).getMessage());
  }

  @Test
  void errorsNameTheLayerAndTheModel() {
    Memory.tidy(
        () -> {
          Tensor x = new Input(Shape.UNKNOWN).tensor();
          Tensor y = new Identity().of(x);
          Model model = new Model(x, new Failing().name("f").of(y)).name("m");
          assertEquals(
              "odd\n  in Failing \"f\", part of Functional \"m\"",
              assertThrows(
                      ShapeException.class, () -> model.of(Tensor.full(DType.FLOAT32, 0, 2, 3)))
                  .getMessage());
        });
  }

  private static final class Failing extends Layer {
    @Override
    protected Tensor call(Tensor x, boolean training) {
      if (!x.isSymbolic()) {
        throw new ShapeException("odd");
      }
      return x;
    }
  }

  @Test
  void aChainGivesBackToo() {
    Sequential chain = new Sequential(new Input(1000));
    for (int i = 0; i < 20; i++) {
      chain.add(new Lambda(x -> x.add(1)));
    }
    Memory.tidy(
        () -> {
          Tensor data = Tensor.full(DType.FLOAT32, 1, 100, 1000);
          long before = Memory.statistics().liveBytes();
          Tensor y = chain.of(data);
          assertEquals(400_000, Memory.statistics().liveBytes() - before, 50_000);
          assertTrue(!data.isReleased() && !y.isReleased());
        });
  }

  @Test
  void masksAreInputsOfThoseThatUseThem() {
    Tensor x = new Input(5).dtype(DType.INT32).name("ids").tensor();
    Tensor h = new Embedding(4, 3).maskZero(true).of(x);
    Model model = new Model(x, new GlobalAveragePooling1D().of(h));
    assertEquals(
        List.of(
            List.of(),
            List.of("ids[0][0]"),
            List.of("ids[0][0]"),
            List.of("embedding[0][0]", "not_equal[0][0]")),
        model.summaryRows().stream().map(row -> row.connections()).toList());
    Memory.tidy(
        () -> {
          Tensor words = Tensor.of(new int[][] {{1, 2, 0, 0, 0}});
          Tensor rows = ((Embedding) model.layer("embedding")).embeddings().get("1:3");
          Facts.assertClose(rows.mean(0).expandDims(0), model.of(words), 1e-6, 1e-7);
          assertNull(Mask.of(words), "the caller's tensor stays as it is");
        });
  }

  @Test
  void configsMustBeWhole() {
    Map<String, Object> input = Layers.config(new Input(2).name("x"));
    Map<String, Object> dense = new LinkedHashMap<>(Layers.config(new Dense(1).name("y")));
    dense.put("inbound_nodes", List.of(List.of(List.of("z", 0, 0))));
    assertEquals(
        "The config calls a layer \"z\" that it does not have; it has [x, y].",
        message(List.of(input, dense)));
    dense.put("inbound_nodes", List.of(List.of(List.of("y", 0, 0))));
    assertEquals(
        "The config has a loop, or a call that nothing leads to: [[y, 0, 0]] of Dense \"y\".",
        message(List.of(input, dense)));
  }

  private static String message(List<Object> layers) {
    Map<String, Object> config =
        Map.of(
            "layers", layers,
            "input_layers", List.of("x", 0, 0),
            "output_layers", List.of("y", 0, 0));
    return assertThrows(
            IllegalArgumentException.class,
            () -> Layers.get(Map.of("class_name", "Functional", "config", config)))
        .getMessage();
  }

  @Test
  void whatIsNoLongerNeededIsGivenBack() {
    Tensor x = new Input(1000).tensor();
    Tensor h = x;
    for (int i = 0; i < 20; i++) {
      h = new Dropout(0.5).of(h.add(1));
      h = new Add().of(h, new Identity().of(h));
    }
    Model deep = new Model(x, Nn.softmax(h));
    Memory.tidy(
        () -> {
          Tensor data = Tensor.full(DType.FLOAT32, 1, 100, 1000);
          long before = Memory.statistics().liveBytes();
          Tensor y = deep.of(data);
          long kept = Memory.statistics().liveBytes() - before;
          assertTrue(kept <= 3 * 400_000, () -> "still held: " + kept);
          assertTrue(!data.isReleased() && !y.isReleased());
          // The logits stay with the probabilities.
          keratin.losses.Losses.get("sparse_categorical_crossentropy")
              .of(Tensor.full(DType.INT32, 0, 100), y);
          try (var tape = new GradientTape()) {
            tape.watch(data);
            Tensor z = deep.of(data);
            Facts.assertClose(z, y, 0, 0);
            assertTrue(tape.gradient(z.sum(), List.of(data)).getFirst() != null);
          }
        });
  }

  /** It sorts, in an axis whose length a model may not know. */
  @Test
  void sparsemaxOfASymbolIsPartOfTheModel() {
    Memory.tidy(
        () -> {
          Tensor in = new Input(3).tensor();
          Model model = new Model(in, Activations.sparsemax(in, 0));
          Tensor x = Tensor.of(new float[] {1, 2, 3, 3, 2, 0}, Shape.of(2, 3));
          assertEquals(Activations.sparsemax(x, 0).toString(), model.of(x).toString());
        });
  }
}
