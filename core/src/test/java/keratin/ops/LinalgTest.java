package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A11")
class LinalgTest {
  private final Tensor a = Ops.range(6).reshape(2, 3);
  private final Tensor b = Ops.range(12).reshape(3, 4);

  @Test
  void einsum() {
    assertThat(Linalg.einsum("ij,jk->ik", a, b).toIntArray())
        .containsExactly(a.matmul(b).toIntArray());
    assertThat(Linalg.einsum("ij->", a).intValue()).isEqualTo(15);
    assertThat(Linalg.einsum("ij", a.transpose()).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(Linalg.einsum("ba", a).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(Linalg.einsum("ii", Ops.range(9).reshape(3, 3)).intValue()).isEqualTo(12);
    assertThat(Linalg.einsum("i j, j k -> k i", a, b).toIntArray())
        .containsExactly(20, 56, 23, 68, 26, 80, 29, 92);
    Tensor heads = Linalg.einsum("bqhd,bkhd->bhqk", Ops.ones(2, 5, 3, 4), Ops.ones(2, 7, 3, 4));
    assertThat(heads.shape()).isEqualTo(Shape.of(2, 3, 5, 7));
    assertThat(heads.max().floatValue()).isEqualTo(4);
    assertThat(Linalg.einsum("...ij,...jk", Ops.ones(1, 2, 3), Ops.ones(5, 3, 4)).shape())
        .isEqualTo(Shape.of(5, 2, 4));
    assertThat(Linalg.einsum("i,j", Ops.range(2), Ops.ones(3)).dtype()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void einsumOfUnknownLengths() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(-1, -1, 8)));
    assertThat(Linalg.einsum("abc,cde->abde", x, Ops.ones(8, 2, 4)).shape())
        .isEqualTo(Shape.of(-1, -1, 2, 4));
    assertThat(Linalg.einsum("...c,cd->...d", x, Ops.ones(8, 2)).shape())
        .isEqualTo(Shape.of(-1, -1, 2));
  }

  @Test
  void einsumErrors() {
    assertThatThrownBy(() -> Linalg.einsum("ij,jk->ik", a))
        .hasMessage("einsum \"ij,jk->ik\": 2 operands are named, but 1 came.");
    assertThatThrownBy(() -> Linalg.einsum("ijk->k", a))
        .hasMessage("einsum \"ijk->k\": operand 0 is \"ijk\", but it has 2 axes.");
    assertThatThrownBy(() -> Linalg.einsum("ij->x", a))
        .hasMessage(
            "einsum \"ij->x\": the output's axis x must occur once there and in an operand.");
    assertThatThrownBy(() -> Linalg.einsum("i1->i", a))
        .hasMessage("einsum \"i1->i\": axes are letters, but operand 0 is \"i1\".");
  }

  @Test
  void products() {
    assertThat(Linalg.tensordot(a, b, 1).toIntArray()).containsExactly(a.matmul(b).toIntArray());
    Tensor cube = Ops.range(24).reshape(2, 3, 4);
    Tensor contracted = Linalg.tensordot(cube, b, new int[] {2, 1}, new int[] {1, 0});
    assertThat(contracted.toIntArray()).containsExactly(506, 1298);
    assertThat(Linalg.tensordot(a, b, 0).shape()).isEqualTo(Shape.of(2, 3, 3, 4));
    assertThat(Linalg.dot(Ops.range(3), Ops.range(3)).intValue()).isEqualTo(5);
    assertThat(Linalg.dot(a, Ops.range(3)).toIntArray()).containsExactly(5, 14);
    assertThat(Linalg.outer(Ops.range(2), Ops.range(3)).toIntArray())
        .containsExactly(0, 0, 0, 0, 1, 2);
    assertThat(Linalg.inner(a, a).toIntArray()).containsExactly(5, 14, 14, 50);
    assertThat(Linalg.matvec(a, Ops.range(3)).toIntArray()).containsExactly(5, 14);
    assertThat(Linalg.matrixTranspose(cube).shape()).isEqualTo(Shape.of(2, 4, 3));
    assertThat(Linalg.trace(cube).toIntArray()).containsExactly(15, 51);
    assertThat(Linalg.trace(cube, 1, 1, 2).toIntArray()).containsExactly(18, 54);
    assertThatThrownBy(() -> Linalg.tensordot(a, b, new int[] {1}, new int[0]))
        .hasMessage("tensordot: axes come in pairs, but a has [1] and b [].");
  }

  @Test
  void productsOfTruths() {
    Tensor a = Tensor.of(new boolean[] {true, false});
    Tensor b = Tensor.of(new boolean[] {true, true});
    assertThat(Linalg.dot(a, b)).hasToString("tf.Tensor(True, shape=(), dtype=bool)");
    assertThat(Linalg.inner(a, Ops.logicalNot(a)).booleanValue()).isFalse();
  }
}
