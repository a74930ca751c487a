package keratin.layers;

import static org.assertj.core.api.Assertions.assertThat;

import keratin.initializers.Ones;
import keratin.initializers.Zeros;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C12")
class WeightedTest {
  /** A weight of the constructor, which knows its shape, and one of build. */
  private static final class Own extends Layer {
    private final Variable scale = addWeight("scale", Shape.of(2), new Ones());
    private Variable shift = scale;

    @Override
    protected void build(Shape input) {
      shift = addWeight("shift", Shape.of(input.dim(-1)), new Zeros());
    }

    @Override
    protected Tensor call(Tensor x, boolean training) {
      return x.mul(scale.sum()).add(shift);
    }
  }

  @Test
  void whatTheConstructorMadeOutlivesEveryBuild() {
    Own layer = new Own();
    assertThat(layer.weights()).containsExactly(layer.scale);
    assertThat(layer.of(Ops.ones(1, 3)).toFloatArray()).containsExactly(2, 2, 2);
    assertThat(layer.weights()).containsExactly(layer.scale, layer.shift);
    layer.buildFor(Shape.of(1, 5));
    assertThat(layer.trainableVariables()).containsExactly(layer.scale, layer.shift);
    assertThat(layer.shift.shape()).isEqualTo(Shape.of(5));
  }
}
