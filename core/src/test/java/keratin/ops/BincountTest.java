package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code tf.math.bincount} with all of its options; the counts are TensorFlow's. */
class BincountTest {
  private static Tensor values() {
    return Tensor.of(new int[] {1, 1, 2, 3, 2, 4, 4, 5});
  }

  private static Tensor weights() {
    return Tensor.of(new float[] {1, 5, 0, 1, 0, 5, 4, 5});
  }

  private static Tensor matrix() {
    return Tensor.of(new int[][] {{1, 1, 2}, {0, 3, 5}});
  }

  private static Tensor count(
      Tensor x, @Nullable Tensor w, int least, @Nullable Integer most, @Nullable Integer axis) {
    return Ops.bincount(x, w, least, most, DType.INT32, axis, false);
  }

  @Test
  void lengthsAreLimited() {
    assertThat(count(values(), null, 0, 4, null).toIntArray()).containsExactly(0, 2, 2, 1);
    assertThat(count(values(), null, 8, 10, null).toIntArray())
        .containsExactly(0, 2, 2, 1, 2, 1, 0, 0);
    assertThat(count(values(), null, 6, 3, null).toIntArray()).containsExactly(0, 2, 2);
    Tensor nothing = Ops.zeros(Shape.of(0), DType.INT32);
    assertThat(count(nothing, null, 0, 3, null).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void weightsAreSummed() {
    assertThat(count(values(), weights(), 0, 4, null).toFloatArray()).containsExactly(0, 6, 0, 1);
    assertThat(count(values(), weights(), 0, 3, 0).toFloatArray()).containsExactly(0, 6, 0);
    Tensor rows = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(count(matrix(), rows, 0, null, -1).toFloatArray())
        .containsExactly(0, 3, 3, 0, 0, 0, 4, 0, 0, 5, 0, 6);
    assertThat(count(matrix(), rows, 0, null, null).toFloatArray())
        .containsExactly(4, 3, 3, 5, 0, 6);
  }

  @Test
  void rowsOrAll() {
    assertThat(count(matrix(), null, 0, null, null).toIntArray()).containsExactly(1, 2, 1, 1, 0, 1);
    assertThat(count(matrix(), null, 0, null, 0).toIntArray()).containsExactly(1, 2, 1, 1, 0, 1);
    assertThat(count(matrix(), null, 0, 3, -1).toIntArray()).containsExactly(0, 2, 1, 1, 0, 0);
    assertThat(count(matrix(), null, 4, 2, -1).toIntArray()).containsExactly(0, 2, 1, 0);
  }

  @Test
  void whetherInsteadOfHowOften() {
    assertThat(Ops.bincount(values(), null, 0, null, DType.INT32, null, true).toIntArray())
        .containsExactly(0, 1, 1, 1, 1, 1);
    assertThat(Ops.bincount(matrix(), null, 8, null, DType.FLOAT32, -1, true).toFloatArray())
        .containsExactly(0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0);
  }

  @Test
  void errorsSayWhatIsWrong() {
    assertThatThrownBy(() -> count(matrix(), null, 0, null, 1))
        .isInstanceOf(TensorException.class)
        .hasMessage("bincount: axis must be null or 0 for all numbers, or -1 for rows, but is 1.");
    assertThatThrownBy(() -> count(Tensor.of(new int[] {-1, 2}), null, 0, 3, null))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("must not be negative, but holds -1");
  }

  @Test
  void identitiesInABatch() {
    Tensor eyes = Ops.eye(2, 3, new int[] {2, 1}, DType.INT32);
    assertThat(eyes.shape()).isEqualTo(Shape.of(2, 1, 2, 3));
    assertThat(eyes.toIntArray()).containsExactly(1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0);
  }
}
