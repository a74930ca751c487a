package keratin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("A3")
class Float8Test {
  @Test
  void roundedToNearestAndToEven() {
    double[] data = {1.0625, 1.0625000001, 448, 464, 465, -1e9, 0x1p-9, 0x1p-10, 0x1.001p-10, -0.0};
    Tensor x = Tensor.of(data, Shape.of(data.length));
    assertThat(x.cast(DType.FLOAT8_E4M3FN).toDoubleArray())
        .containsExactly(1, 1.125, 448, 448, Double.NaN, Double.NaN, 0x1p-9, 0, 0x1p-9, -0.0);
    assertThat(x.cast(DType.FLOAT8_E5M2).toDoubleArray())
        .containsExactly(
            1, 1, 448, 448, 448, Double.NEGATIVE_INFINITY, 0x1p-9, 0x1p-10, 0x1p-10, -0.0);
  }

  @ParameterizedTest
  @EnumSource
  void everyByteIsTheNearestOfItsValue(Float8 format) {
    for (int bits = 0; bits < 256; bits++) {
      float value = format.value(bits);
      int again = format.bits(value);
      if (Float.isNaN(value)) {
        assertThat(format.value(again)).isNaN();
      } else {
        assertThat(again).isEqualTo(bits);
      }
    }
  }

  @Test
  void printsAndReadsAsAnArray() {
    Tensor x = Tensor.of(new float[] {0.1f, 3.3f}).cast(DType.FLOAT8_E4M3FN);
    assertThat(x).hasToString("tf.Tensor([0.101562 3.25], shape=(2,), dtype=float8_e4m3fn)");
    assertThat((float[]) x.numpy()).containsExactly(0.1015625f, 3.25f);
    assertThat(x.toByteArray()).hasSize(2);
    assertThat(Ops.nextafter(x, x.add(1)).toFloatArray()).containsExactly(0.109375f, 3.5f);
    assertThat(Ops.saturateCast(Tensor.of(new float[] {1e9f}), DType.FLOAT8_E5M2).toFloatArray())
        .containsExactly(57344);
  }

  @Test
  void meetsNoOtherDtype() {
    Tensor x = Tensor.of(1f).cast(DType.FLOAT8_E5M2);
    assertThat(x.add(x).dtype()).isEqualTo(DType.FLOAT8_E5M2);
    assertThatThrownBy(() -> x.add(Tensor.of(1f)))
        .hasMessage("No dtype holds both float8_e5m2 and float32. Cast one of them.");
    assertThatThrownBy(() -> RandomOps.normal(Shape.of(2), 0, 1, DType.FLOAT8_E5M2, Seed.of(5)))
        .hasMessage(
            "normal: drawn in a floating dtype of two bytes or more, but float8_e5m2 was asked"
                + " for. Cast the result.");
  }
}
