package keratin.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ArrayDataTest {
  @Test
  void shapesPrintAsInPython() {
    assertThat(ArrayData.describe()).isEqualTo("()");
    assertThat(ArrayData.describe(10)).isEqualTo("(10,)");
    assertThat(ElementValues.of(new float[6], 2, 3)).hasToString("float32 (2, 3)");
  }

  @Test
  void countOfAnEmptyShapeNeverOverflows() {
    assertThat(ArrayData.count()).isEqualTo(1);
    assertThat(ArrayData.count(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 0))
        .isZero();
    assertThatThrownBy(() -> ArrayData.count(1 << 30, 1 << 30, 1 << 30))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> ArrayData.count(2, -1)).hasMessageContaining("(2, -1)");
  }

  @Test
  void bytesMustFitTheShape() {
    assertThatThrownBy(
            () -> new ArrayData(ElementType.INT32, new int[] {3}, ByteBuffer.allocate(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ArrayData: 8 bytes came for int32 of shape (3,), expected 12");
    assertThatThrownBy(
            () -> new ArrayData(ElementType.TEXT, 6, new int[] {1}, ByteBuffer.allocate(6)))
        .hasMessageContaining("multiple of 4");
  }

  @Test
  void itsShapeAndBytesCannotBeChanged() {
    var array = ElementValues.of(new int[] {1, 2}, 2);
    array.shape()[0] = 7;
    array.data().get();
    assertThat(array.shape()).containsExactly(2);
    assertThat(array.data().remaining()).isEqualTo(8);
    assertThat(array.data().isReadOnly()).isTrue();
  }

  @Test
  void javaArraysGoInAndOut() {
    assertThat(ElementValues.floats(ElementValues.of(new float[] {1.5f, -0f}, 2)))
        .containsExactly(1.5f, -0f);
    assertThat(ElementValues.doubles(ElementValues.of(new double[] {0.1}, 1))).containsExactly(0.1);
    assertThat(ElementValues.longs(ElementValues.of(new long[] {1L << 40}, 1)))
        .containsExactly(1L << 40);
    assertThat(ElementValues.ints(ElementValues.of(new byte[] {-1}, 1))).containsExactly(255);
    assertThat(ElementValues.of(new String[] {"ab", "", "日本語"}, 3).toStrings())
        .containsExactly("ab", "", "日本語");
    assertThat(ElementValues.of(new int[] {1, 2, 3, 4}, 4).reshape(2, 2))
        .isEqualTo(ElementValues.of(new int[] {1, 2, 3, 4}, 2, 2));
  }

  @Test
  void wideWholeNumbersAreRoundedOnce() {
    long odd = (1L << 24) + 1 + (1L << 60);
    var array = ElementValues.of(new long[] {odd, -1}, 2);
    assertThat(ElementValues.floats(array)).containsExactly((float) odd, -1f);
    var unsigned = new ArrayData(ElementType.UINT64, new int[] {2}, array.data());
    assertThat(ElementValues.doubles(unsigned)).containsExactly((double) odd, 0x1p64);
  }

  @Test
  void theWrongReaderIsNamed() {
    assertThatThrownBy(() -> ElementValues.longs(ElementValues.of(new float[1], 1)))
        .hasMessageContaining("float32")
        .hasMessageContaining("doubles()");
    assertThatThrownBy(() -> ElementValues.of(new long[] {1L << 40}, 1).toStrings())
        .hasMessageContaining("int64");
    assertThatThrownBy(() -> ElementValues.ints(ElementValues.of(new long[] {1L << 40}, 1)))
        .isInstanceOf(ArithmeticException.class);
  }
}
