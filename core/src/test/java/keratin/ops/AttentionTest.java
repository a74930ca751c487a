package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import keratin.autograd.GradientCheck;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static Tensor random(long seed, int... dims) {
    Shape shape = Shape.of(dims);
    return Tensor.of(new Random(seed).doubles(shape.size(), -1, 1).toArray(), shape);
  }

  @Test
  void aQueryThatSeesOneKeyGetsItsValue() {
    Tensor q = random(1, 1, 3, 2, 4);
    Tensor v = random(2, 1, 3, 2, 4);
    Tensor own = Ops.eye(3).reshape(1, 1, 3, 3);
    Tensor y = Nn.dotProductAttention(q, random(3, 1, 3, 2, 4), v, null, own, null, false, null);
    assertThat(y.toDoubleArray()).containsExactly(v.toDoubleArray(), within(1e-15));
    Tensor causal = Nn.dotProductAttention(q, q, v, null, null, null, true, null);
    assertThat(causal.get(0, 0).toDoubleArray())
        .containsExactly(v.get(0, 0).toDoubleArray(), within(1e-15));
  }

  @Test
  void headsShareKeys() {
    Tensor q = random(1, 2, 3, 4, 2);
    Tensor k = random(2, 2, 5, 2, 2);
    Tensor shared = Nn.dotProductAttention(q, k, k);
    Tensor repeated = Ops.repeat(k, 2, 2);
    assertThat(shared.toDoubleArray())
        .containsExactly(Nn.dotProductAttention(q, repeated, repeated).toDoubleArray());
    assertThatThrownBy(() -> Nn.dotProductAttention(q, random(3, 2, 5, 3, 2), k))
        .hasMessageContaining("4 heads of queries are no multiple of 3 heads of keys");
  }

  @Test
  void gradients() {
    Tensor bias = random(4, 1, 1, 2, 3);
    new GradientCheck(
            a -> Nn.dotProductAttention(a[0], a[1], a[2], bias, null, 0.7, true, 2.0).square())
        .order(2)
        .at(random(1, 1, 2, 1, 2), random(2, 1, 3, 1, 2), random(3, 1, 3, 1, 2));
  }
}
