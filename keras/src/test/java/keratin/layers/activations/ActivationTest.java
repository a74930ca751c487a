package keratin.layers.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.activations.Activations;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ActivationTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Activation("tanh"), 4).vary("activation", "relu").check();
  }

  @Test
  void appliesNamesAndFunctions() {
    Tensor x = Tensor.of(new float[][] {{-1, 2}});
    Facts.assertClose(Tensor.of(new float[][] {{0, 2}}), new Activation("relu").of(x), 0, 0);
    Facts.assertClose(
        Tensor.of(new float[][] {{1, 4}}), new Activation(Tensor::square).of(x), 0, 0);
    assertSame(x, new Activation("softmax").of(x).attachment(Activations.LOGITS));
  }

  @Test
  void unknownNamesShowNearOnes() {
    assertEquals(
        "Activation: activation must be an activation, but \"sigmoit\" came.\n"
            + "  Unknown activation \"sigmoit\". Did you mean sigmoid?",
        assertThrows(IllegalArgumentException.class, () -> new Activation("sigmoit")).getMessage());
  }
}
