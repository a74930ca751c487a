package keratin.layers.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.tensor.IndexException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
  @Test
  void keepsTheContract() {
    new LayerContract(Softmax::new, 2, 3).vary("axis", 1).check();
  }

  @Test
  void keepsTheContractOverTwoAxes() {
    new LayerContract(() -> new Softmax(1, 2), 2, 3).vary("axis", List.of(2)).check();
  }

  @Test
  void excludedEntriesAreZero() {
    Tensor x = Tensor.of(new float[][] {{1, 1, 5}, {2, 3, 4}});
    Mask.attach(x, Tensor.of(new boolean[][] {{true, true, false}, {false, false, false}}));
    Facts.assertClose(
        Tensor.of(new float[][] {{0.5f, 0.5f, 0}, {0, 0, 0}}), new Softmax().of(x), 0, 0);
  }

  @Test
  void theAxisMustExist() {
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    var error = assertThrows(IndexException.class, () -> new Softmax(2).name("s").of(x));
    assertEquals(
        "axis 2 is out of range for the shape (1, 2), which has 2 axes\n  in Softmax \"s\"",
        error.getMessage());
  }
}
