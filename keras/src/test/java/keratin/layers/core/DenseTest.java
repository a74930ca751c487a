package keratin.layers.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.activations.Activations;
import keratin.config.Names;
import keratin.facts.Facts;
import keratin.initializers.Constant;
import keratin.layers.LayerContract;
import keratin.optimizers.SGD;
import keratin.regularizers.L2;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DenseTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Dense(4), 5)
        .weights("kernel (5, 4)", "bias (4,)")
        .vary("units", 3)
        .vary("activation", "tanh")
        .vary("use_bias", false)
        .vary("kernel_initializer", "he_normal")
        .vary("bias_initializer", "ones")
        .vary("kernel_regularizer", "l2")
        .vary("bias_regularizer", "l1")
        .vary("kernel_constraint", "non_neg")
        .vary("bias_constraint", "unit_norm")
        .check();
  }

  @Test
  void keepsTheContractWithoutABiasForSequences() {
    new LayerContract(() -> new Dense(2).useBias(false).activation("sigmoid"), 6, 3)
        .weights("kernel (3, 2)")
        .vary("units", 3)
        .vary("activation", "softmax")
        .vary("use_bias", true)
        .vary("kernel_initializer", "ones")
        .vary("bias_initializer", "ones", Map.of("use_bias", true))
        .vary("kernel_regularizer", "l2")
        .vary("bias_regularizer", "l1", Map.of("use_bias", true))
        .vary("kernel_constraint", "non_neg")
        .vary("bias_constraint", "unit_norm", Map.of("use_bias", true))
        .check();
  }

  @Test
  void addsUpByHand() {
    Dense dense =
        new Dense(2)
            .kernelInitializer(new Constant(Tensor.of(new float[][] {{1, 2}, {3, 4}})))
            .biasInitializer(new Constant(10))
            .activation("relu");
    Tensor y = dense.of(Tensor.of(new float[][] {{1, 1}, {-9, -9}}));
    Facts.assertClose(Tensor.of(new float[][] {{14, 16}, {0, 0}}), y, 0, 0);
    assertEquals(6, dense.countParams());
    Facts.assertClose(Tensor.of(new float[] {10, 10}), dense.bias().value(), 0, 0);
  }

  @Test
  void integersAreTakenAsNumbers() {
    Dense dense = new Dense(1).kernelInitializer("ones");
    assertEquals(6f, dense.of(Tensor.of(new int[][] {{1, 2, 3}})).floatValue());
  }

  @Test
  void sigmoidAndSoftmaxKeepTheirLogits() {
    Tensor x = Tensor.of(new float[][] {{1, -1}});
    for (String activation : List.of("sigmoid", "softmax")) {
      Dense dense = new Dense(3).activation(activation);
      Tensor y = dense.of(x);
      Tensor logits = (Tensor) y.attachment(Activations.LOGITS);
      Facts.assertClose(x.matmul(dense.kernel()), logits, 1e-6, 1e-7);
    }
    assertNull(new Dense(3).activation("relu").of(x).attachment(Activations.LOGITS));
  }

  @Test
  void penaltiesAreThoseOfTrainableWeights() {
    Dense dense =
        new Dense(1)
            .kernelInitializer("ones")
            .kernelRegularizer(new L2(0.5))
            .activityRegularizer("l1");
    dense.of(Tensor.of(new float[][] {{1, 2}, {3, 4}}));
    List<Tensor> losses = dense.losses();
    // By the sample: 0.01 · (3 + 7) / 2; then the kernel: 0.5 · (1 + 1).
    assertEquals(0.05f, losses.getFirst().floatValue(), 1e-7f);
    assertEquals(1f, losses.getLast().floatValue());
    dense.trainable(false);
    assertEquals(1, dense.losses().size());
  }

  @Test
  void canBeBuiltAgainForAnotherShape() {
    Dense dense = new Dense(2);
    dense.buildFor(Shape.of(Shape.UNKNOWN, 4));
    assertEquals(Shape.of(4, 2), dense.kernel().shape());
    dense.buildFor(Shape.of(Shape.UNKNOWN, 20));
    assertEquals(Shape.of(20, 2), dense.kernel().shape());
    assertEquals(2, dense.weights().size());
  }

  @Test
  void weightsDoNotExistBeforeTheLayerIsBuilt() {
    Dense dense = new Dense(10).name("logits");
    assertEquals(
        "Dense \"logits\" (units=10) has no kernel yet: its shape follows from the first input."
            + " Call the layer, or buildFor(shape), first.",
        assertThrows(IllegalStateException.class, dense::kernel).getMessage());
    assertEquals(
        "Dense \"logits\" (units=10) has no bias yet: its shape follows from the first input."
            + " Call the layer, or buildFor(shape), first.",
        assertThrows(IllegalStateException.class, dense::bias).getMessage());
    assertEquals(
        "Dense \"logits\" (units=10) has 0 weights, but 1 values came. It is not built yet: call"
            + " it, or buildFor(shape), first.",
        assertThrows(IllegalArgumentException.class, () -> dense.setWeights(List.of(Tensor.of(1f))))
            .getMessage());
  }

  @Test
  void anInputOfAnotherLengthSaysWhatToDo() {
    Dense dense = new Dense(10).name("logits");
    dense.of(Tensor.full(DType.FLOAT32, 1, 2, 512));
    var error =
        assertThrows(ShapeException.class, () -> dense.of(Tensor.full(DType.FLOAT32, 1, 32, 784)));
    assertEquals(
        """
        matmul: a (32, 784) has inner dimension 784 but b (512, 10) has 512
          in Dense "logits" (units=10)
          The layer was built for inputs ending in 512. Call it with (…, 512), or make a new Dense \
        for this input.\
        """,
        error.getMessage());
  }

  @Test
  void anInputOfAnotherRankSaysWhatToDo() {
    Dense dense = new Dense(10).name("logits");
    assertEquals(
        """
        Dense needs inputs (batch, …, features), but got (None,).
          in Dense "logits" (units=10)\
        """,
        assertThrows(ShapeException.class, () -> dense.of(Tensor.full(DType.FLOAT32, 1, 512)))
            .getMessage());
    dense.of(Tensor.full(DType.FLOAT32, 1, 2, 512));
    assertEquals(
        """
        Dense needs inputs (batch, …, features), but got (512,).
          in Dense "logits" (units=10)
          The layer was built for inputs (None, 512). Call it with such, or make a new Dense for \
        this input.\
        """,
        assertThrows(ShapeException.class, () -> dense.of(Tensor.full(DType.FLOAT32, 1, 512)))
            .getMessage());
  }

  @Test
  void wrongOptionsSayWhatIsRight() {
    assertEquals(
        "Dense: units must be a positive integer, but 0 came.",
        assertThrows(IllegalArgumentException.class, () -> new Dense(0)).getMessage());
    assertEquals(
        "Dense: activation must be an activation, but \"rellu\" came.\n"
            + "  Unknown activation \"rellu\". Did you mean relu, celu, elu?",
        assertThrows(IllegalArgumentException.class, () -> new Dense(1).activation("rellu"))
            .getMessage());
    assertEquals(
        "Dense: kernel_initializer must be an initializer, but \"he_unifrom\" came.\n"
            + "  Unknown initializer \"he_unifrom\". Did you mean HeUniform?",
        assertThrows(
                IllegalArgumentException.class, () -> new Dense(1).kernelInitializer("he_unifrom"))
            .getMessage());
  }

  @Test
  void stringsAreNotNumbers() {
    Tensor words = Tensor.of(new String[][] {{"a"}});
    assertThrows(DTypeException.class, () -> new Dense(1).of(words));
  }

  @Test
  void automaticNamesCount() {
    Names.clear();
    assertEquals("dense", new Dense(1).name());
    assertEquals("dense_1", new Dense(1).name());
    Dense named = new Dense(1).name("out");
    assertSame(named, named.activation("relu"));
    assertEquals("out", named.name());
    Dense third = new Dense(1);
    assertEquals("dense_3", new Dense(1).name(), "names count in the order of construction");
    assertEquals("dense_2", third.name());
  }

  @Test
  void constraintsHoldAfterEveryStepOfAnOptimizer() {
    Dense dense = new Dense(1).kernelInitializer("ones").kernelConstraint("non_neg");
    Tensor x = Tensor.of(new float[][] {{1, -1}});
    dense.of(x);
    new SGD(5).apply(List.of(x.transpose(), Tensor.of(new float[] {1})), dense.weights());
    Facts.assertClose(Tensor.of(new float[][] {{0}, {6}}), dense.kernel().value(), 0, 0);
    Facts.assertClose(Tensor.of(new float[] {-5}), dense.bias().value(), 0, 0);
  }
}
