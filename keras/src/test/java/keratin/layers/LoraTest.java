package keratin.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import keratin.layers.convolutional.Conv1D;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.core.Dense;
import keratin.layers.core.EinsumDense;
import keratin.layers.core.Embedding;
import keratin.layers.core.Input;
import keratin.layers.core.ReversibleEmbedding;
import keratin.memory.Memory;
import keratin.models.Models;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.optimizers.SGD;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.training.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections of low rank, on every layer that has them. */
class LoraTest {
  private static Tensor numbers(int... dims) {
    Shape shape = Shape.of(dims);
    return Ops.arange((int) shape.size()).cast(DType.FLOAT32).sub(3).div(7).reshape(dims);
  }

  /** The layer and an input of it. */
  private record Sample(Layer layer, Tensor x) {}

  private static final List<Supplier<Sample>> ALL =
      List.of(
          () -> new Sample(new Dense(3), numbers(2, 5)),
          () -> new Sample(new EinsumDense("abc,cd->abd", Shape.of(4, 3)), numbers(2, 4, 5)),
          () -> new Sample(new Conv1D(3, 2), numbers(2, 6, 2)),
          () -> new Sample(new Conv2D(4, 2).groups(2), numbers(2, 5, 5, 4)),
          () -> new Sample(new Embedding(6, 4), Tensor.of(new int[][] {{0, 3}, {5, 3}})),
          () -> new Sample(new ReversibleEmbedding(6, 4), Tensor.of(new int[][] {{0, 3}})));

  private static Adaptable<?> adaptable(Layer layer) {
    return (Adaptable<?>) layer;
  }

  /** The first weight of a layer: its kernel, or its embeddings. */
  private static Variable kernel(Layer layer) {
    return layer.ownWeights().getFirst();
  }

  @Test
  void beginsAtTheSameAnswersAndTrainsFewNumbers() {
    for (Supplier<Sample> make : ALL) {
      Memory.tidy(
          () -> {
            Sample sample = make.get();
            Layer layer = sample.layer;
            float[] before = layer.of(sample.x).toFloatArray();
            adaptable(layer).enableLora(2);
            assertArrayEquals(before, layer.of(sample.x).toFloatArray(), layer.name());
            List<Variable> trained = layer.trainableVariables();
            assertFalse(trained.contains(kernel(layer)));
            assertTrue(trained.contains(adaptable(layer).lora().a()));
            assertTrue(trained.contains(adaptable(layer).lora().b()));
            Shape shape = kernel(layer).shape();
            assertEquals(shape.with(shape.rank() - 1, 2), adaptable(layer).lora().a().shape());
            assertEquals(Shape.of(2, shape.dim(-1)), adaptable(layer).lora().b().shape());
          });
    }
  }

  @Test
  void computesWithTheKernelThatFilesHold() {
    for (Supplier<Sample> make : ALL) {
      Memory.tidy(
          () -> {
            Sample sample = make.get();
            Layer layer = sample.layer;
            layer.of(sample.x);
            adaptable(layer).enableLora(2, 3, "ones", "ones");
            float[] corrected = layer.of(sample.x).toFloatArray();
            // Every number of a · b is the rank.
            Tensor merged = kernel(layer).add(3);
            assertArrayEquals(
                merged.toFloatArray(), layer.storedValue(kernel(layer)).toFloatArray(), 1e-6f);
            Sample plain = make.get();
            plain.layer.of(plain.x);
            kernel(plain.layer).assign(merged);
            assertArrayEquals(plain.layer.of(plain.x).toFloatArray(), corrected, 1e-4f);
          });
    }
  }

  /** As Keras 3.15 computes: kernel, a and b of numbers in order. */
  @Test
  void addsAlphaByRank() {
    Memory.tidy(
        () -> {
          var dense = new Dense(2).loraRank(2).loraAlpha(4);
          dense.buildFor(Shape.of(Shape.UNKNOWN, 3));
          dense.setWeights(List.of(numbers(3, 2), numbers(2), numbers(3, 2), numbers(2, 2)));
          float[] y = dense.of(Tensor.of(new float[][] {{1, 2, 3}})).toFloatArray();
          assertArrayEquals(EXPECTED, y, 1e-5f);
        });
  }

  private static final float[] EXPECTED = {-0.6326531f, 0.4489796f};

  @Test
  void trainingLeavesTheKernelAsItIs(@TempDir Path folder) {
    Memory.tidy(
        () -> {
          var dense = new Dense(3).loraRank(1);
          var model = new Sequential(new Input(4), dense, new Dense(1));
          float[] before = dense.kernel().toFloatArray();
          model.compile(new SGD(0.1), "mse");
          Tensor x = numbers(8, 4);
          model.fit(x, numbers(8, 1), new Fit().epochs(3).verbose(0));
          assertArrayEquals(before, dense.kernel().toFloatArray());
          assertTrue(dense.lora().b().abs().max().floatValue() > 0, "b has not moved");

          Path file = folder.resolve("adapted.keras");
          model.save(file);
          var again = (Sequential) Models.loadModel(file);
          assertArrayEquals(
              model.predict(x).toFloatArray(), again.predict(x).toFloatArray(), 1e-5f);
          var read = (Dense) again.layers().getFirst();
          assertTrue(read.lora().isOn());
          assertEquals(0, read.lora().b().abs().max().floatValue(), "it is in the kernel now");
        });
  }

  @Test
  void configsTellOfItWhereItIs() {
    var dense = new Dense(3);
    assertFalse(dense.getConfig().containsKey("lora_rank"));
    dense.buildFor(Shape.of(Shape.UNKNOWN, 4));
    dense.enableLora(2);
    Map<String, Object> config = dense.getConfig();
    assertEquals(2, config.get("lora_rank"));
    assertEquals(2, config.get("lora_alpha"));
    Dense copy = (Dense) Layers.get(Layers.config(dense));
    copy.buildFor(Shape.of(Shape.UNKNOWN, 4));
    assertTrue(copy.lora().isOn());
    assertEquals(4, copy.weights().size());
    copy.buildFor(Shape.of(Shape.UNKNOWN, 5));
    assertEquals(4, copy.weights().size());
  }

  @Test
  void saysWhatIsWrong() {
    var dense = new Dense(3);
    assertMessage("has no kernel yet", () -> dense.enableLora(2));
    dense.buildFor(Shape.of(Shape.UNKNOWN, 4));
    assertMessage("at least 1, but 0", () -> dense.enableLora(0));
    assertMessage("enableLora(rank) first", () -> dense.lora().a());
    dense.enableLora(2);
    assertMessage("already, with rank 2", () -> dense.enableLora(1));
    var bounded = new Dense(3).kernelConstraint("non_neg").loraRank(2);
    assertMessage("kernel_constraint", () -> bounded.buildFor(Shape.of(Shape.UNKNOWN, 4)));
  }

  private static void assertMessage(String part, Runnable action) {
    String text = assertThrows(RuntimeException.class, action::run).getMessage();
    assertTrue(text.contains(part), text);
  }
}
