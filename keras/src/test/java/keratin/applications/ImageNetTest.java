package keratin.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("K1")
class ImageNetTest {
  private static float[] pixel(String format, String mode) {
    return Memory.tidy(
        () -> {
          Shape shape = format.equals("channels_last") ? Shape.of(1, 1, 3) : Shape.of(3, 1, 1);
          Tensor x = Tensor.of(new int[] {255, 0, 51}, shape);
          return ImageNet.preprocessInput(x, format, mode).toFloatArray();
        });
  }

  @Test
  void threeModes() {
    assertThat(pixel("channels_last", "tf"))
        .containsExactly(new float[] {1, -1, -0.6f}, within(1e-6f));
    assertThat(pixel("channels_last", "caffe"))
        .containsExactly(new float[] {51 - 103.939f, -116.779f, 255 - 123.68f}, within(1e-4f));
    assertThat(pixel("channels_first", "torch"))
        .containsExactly(
            new float[] {(1 - 0.485f) / 0.229f, -0.456f / 0.224f, (0.2f - 0.406f) / 0.225f},
            within(1e-5f));
    assertThatThrownBy(() -> pixel("channels_last", "vgg"))
        .hasMessage("preprocessInput: mode is \"caffe\", \"tf\" or \"torch\", but \"vgg\" came.");
  }

  @Test
  void wholeNumbersBecomeSingles() {
    Memory.tidy(
        () ->
            assertThat(ImageNet.preprocessInput(Tensor.of(new int[1][1][3])).dtype())
                .isEqualTo(DType.FLOAT32));
  }

  @Test
  void shapes() {
    assertThat(shape(null, true, null)).isEqualTo(Shape.of(224, 224, 3));
    assertThat(shape(null, false, null)).isEqualTo(Shape.of(-1, -1, 3));
    assertThat(shape(Shape.of(64, 48, 1), true, null)).isEqualTo(Shape.of(64, 48, 1));
    assertThatThrownBy(() -> shape(Shape.of(64, 31, 3), false, null))
        .hasMessage("The model takes pictures from 32×32 on, but (64, 31, 3) was asked for.");
    assertThatThrownBy(() -> shape(Shape.of(64, 64, 1), false, "imagenet"))
        .hasMessage("The trained weights are for 3 channels, but (64, 64, 1) was asked for.");
    assertThatThrownBy(() -> shape(Shape.of(64, 64, 3), true, "imagenet"))
        .hasMessageStartingWith("The trained classifier takes pictures (224, 224, 3)");
  }

  private static Shape shape(Shape asked, boolean flatten, String weights) {
    return ImageNet.obtainInputShape(asked, 224, 32, "channels_last", flatten, weights);
  }
}
