package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import keratin.autograd.GradientCheck;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ImageTest {
  static Stream<Arguments> cases() {
    return Golden.cases(ImageTest.class, "tf_image.json.gz").stream()
        .map(c -> Arguments.of(c.get("function").asString() + " " + c.get("kwargs"), c));
  }

  private static int number(JsonNode node, int i) {
    return node.get("args").get(i).asInt();
  }

  private static Tensor call(JsonNode node) {
    Tensor x = Golden.tensor(node.get("args").get(0));
    JsonNode options = node.get("kwargs");
    JsonNode second = node.get("args").get(1);
    return switch (node.get("function").asString()) {
      case "tf.image.resize" ->
          Image.resize(
              x,
              second.get(0).asInt(),
              second.get(1).asInt(),
              options.get("method").asString(),
              options.has("antialias"));
      case "tf.image.flip_left_right" -> Image.flipLeftRight(x);
      case "tf.image.flip_up_down" -> Image.flipUpDown(x);
      case "tf.image.central_crop" -> Image.centralCrop(x, second.asDouble());
      case "tf.image.pad_to_bounding_box" ->
          Image.padToBoundingBox(
              x, number(node, 1), number(node, 2), number(node, 3), number(node, 4));
      case "tf.image.rgb_to_grayscale" -> Image.rgbToGrayscale(x);
      case "tf.image.grayscale_to_rgb" -> Image.grayscaleToRgb(x);
      case "tf.image.adjust_saturation" -> Image.adjustSaturation(x, second.asDouble());
      case "tf.image.adjust_hue" -> Image.adjustHue(x, second.asDouble());
      case "tf.image.hsv_to_rgb" -> Image.hsvToRgb(x);
      case "tf.image.per_image_standardization" -> Image.perImageStandardization(x);
      case "tf.image.psnr" ->
          Image.psnr(x, Golden.tensor(second), options.get("max_val").asDouble());
      case "tf.image.total_variation" -> Image.totalVariation(x);
      default -> throw new IllegalArgumentException(node.get("function").asString());
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void valuesAreThoseOfTensorFlow(String name, JsonNode node) {
    Tensor expected = Golden.tensor(node.get("expected"));
    Golden.assertClose(call(node), expected, 2e-5, 2e-6);
  }

  @Test
  void resizingHasGradients() {
    Tensor x = Ops.linspace(-1, 1, 24).reshape(1, 4, 6, 1);
    for (String method : new String[] {"bilinear", "bicubic", "area", "nearest"}) {
      new GradientCheck(a -> Image.resize(a[0], 3, 7, method, true).square()).order(2).at(x);
    }
    Tensor whole = Ops.range(4).reshape(2, 2, 1);
    assertThat(Image.resize(whole, 4, 4, "nearest", false).spec()).hasToString("(4, 4, 1) int32");
    assertThat(Image.resize(whole, 4, 4).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Image.resize(Ops.ones(2, 3, 3, 4), 5, 2).shape()).isEqualTo(Shape.of(2, 5, 2, 4));
  }

  @Test
  void coloursThereAndBack() {
    Tensor rgb = Tensor.of(new float[] {1, 0, 0, 0.2f, 0.4f, 0.6f, 0.5f, 0.5f, 0.5f, 0, 0, 0});
    Tensor image = rgb.reshape(1, 4, 3);
    Tensor hsv = Image.rgbToHsv(image);
    assertThat(hsv.get(0, 0).toFloatArray()).containsExactly(0, 1, 1);
    assertThat(hsv.get(0, 1, 0).floatValue()).isCloseTo(210 / 360f, within(1e-6f));
    Golden.assertClose(Image.hsvToRgb(hsv), image, 1e-6, 1e-6);
    Golden.assertClose(Image.adjustContrast(image, 1), image, 1e-6, 1e-6);
    Golden.assertClose(Image.adjustBrightness(image, 0.25), image.add(0.25), 0, 0);
    assertThat(Image.cropToBoundingBox(image, 0, 1, 1, 2).shape()).isEqualTo(Shape.of(1, 2, 3));
  }

  @Test
  void errors() {
    assertThatThrownBy(() -> Image.resize(Ops.ones(3, 3), 2, 2))
        .hasMessage(
            "resize: an image is (height, width, channels) or (batch, height, width, channels), but"
                + " the shape is (3, 3).");
    assertThatThrownBy(() -> Image.resize(Ops.ones(3, 3, 1), 2, 2, "cubic", false))
        .hasMessageStartingWith("resize: interpolation \"cubic\" is not known.");
  }
}
