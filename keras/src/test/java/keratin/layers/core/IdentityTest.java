package keratin.layers.core;

import static org.junit.jupiter.api.Assertions.assertSame;

import keratin.layers.LayerContract;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class IdentityTest {
  @Test
  void keepsTheContract() {
    new LayerContract(Identity::new, 2, 3).check();
  }

  @Test
  void passesOnWhatItGets() {
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    assertSame(x, new Identity().of(x));
  }
}
