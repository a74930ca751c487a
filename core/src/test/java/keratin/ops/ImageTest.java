package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import keratin.autograd.GradientCheck;
import keratin.random.Seed;
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
    assertThat(Image.resize(whole, 4, 4).dtype()).isEqualTo(DType.INT32);
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
  void warpsHaveGradients() {
    Tensor x = Ops.linspace(-1, 1, 12).reshape(1, 3, 4, 1);
    Tensor turn = Tensor.of(new double[] {0.9, 0.3, -0.2, -0.1, 0.8, 0.3, 0, 0});
    new GradientCheck(a -> Image.affineTransform(a[0], turn).square()).order(2).at(x);
    Tensor places = Tensor.of(new double[][] {{0.3, 1.6, 1.2}, {0.7, 2.4, 0.1}});
    new GradientCheck(a -> Image.mapCoordinates(a[0], a[1], 1, "nearest", 0).square())
        .order(2)
        .at(x.reshape(3, 4), places);
    Tensor boxes = Tensor.of(new float[][] {{0.1f, 0.2f, 0.7f, 0.9f}});
    Tensor first = Tensor.of(new int[] {0});
    Golden.assertClose(
        Image.cropAndResize(x, boxes, first, 1, 1),
        Image.cropAndResize(x, Tensor.of(new float[][] {{0.4f, 0.55f, 0, 0}}), first, 2, 2)
            .slice(1, 0, 1)
            .slice(2, 0, 1),
        1e-6,
        1e-6);
  }

  @Test
  void bordersRepeatAsTheirNamesSay() {
    Tensor row = Tensor.of(new float[] {1, 2, 3});
    Tensor places = Tensor.of(new float[][] {{-4, -3, -2, -1, 0, 1, 2, 3, 4, 5}});
    assertThat(Image.mapCoordinates(row, places, 0, "reflect", 0).toIntArray())
        .containsExactly(3, 3, 2, 1, 1, 2, 3, 3, 2, 1);
    assertThat(Image.mapCoordinates(row, places, 1, "mirror", 0).toIntArray())
        .containsExactly(1, 2, 3, 2, 1, 2, 3, 2, 1, 2);
    assertThat(Image.mapCoordinates(row, places, 0, "wrap", 0).toIntArray())
        .containsExactly(3, 1, 2, 3, 1, 2, 3, 1, 2, 3);
    assertThat(Image.mapCoordinates(row, places, 0, "constant", 9).toIntArray())
        .containsExactly(9, 9, 9, 9, 1, 2, 3, 9, 9, 9);
  }

  @Test
  void bendingIsRandomButRepeatable() {
    Tensor x = Ops.linspace(0, 1, 2 * 12 * 12 * 2).reshape(2, 12, 12, 2);
    Tensor bent = Image.elasticTransform(x, Seed.of(3));
    assertThat(bent.spec()).isEqualTo(x.spec());
    Golden.assertClose(Image.elasticTransform(x, Seed.of(3)), bent, 0, 0);
    assertThat(Ops.max(bent.sub(x).abs()).floatValue()).isGreaterThan(0.01f);
    Tensor first = Ops.transpose(x, 0, 3, 1, 2);
    Tensor bentFirst =
        Image.elasticTransform(
            first, 20, 5, "bilinear", "reflect", 0, Seed.of(3), "channels_first");
    Golden.assertClose(Ops.transpose(bentFirst, 0, 2, 3, 1), bent, 1e-6, 1e-6);
    Golden.assertClose(
        Image.elasticTransform(x, 0, 5, "nearest", "constant", 0, Seed.of(1), null), x, 0, 0);
  }

  @Test
  void errors() {
    assertThatThrownBy(() -> Image.resize(Ops.ones(3, 3), 2, 2))
        .hasMessage(
            "resize: an image is (height, width, channels) or (batch, height, width, channels), but"
                + " the shape is (3, 3).");
    assertThatThrownBy(() -> Image.resize(Ops.ones(3, 3, 1), 2, 2, "cubic", false))
        .hasMessageStartingWith("resize: interpolation \"cubic\" is not known.");
    Tensor x = Ops.ones(4, 4, 3);
    assertThatThrownBy(() -> Image.cropImages(x, 1, 1, 1, 1, 2, null, null))
        .hasMessage(
            "cropImages: exactly two of top, bottom and target height must be given, but 3 are.");
    assertThatThrownBy(() -> Image.cropImages(x, 3, 0, null, 0, 2, null, null))
        .hasMessage("cropImages: from 3 to 5 is no part of the 4 elements of an axis.");
    assertThatThrownBy(() -> Image.padImages(x, 0, 0, null, 0, 2, null, null))
        .hasMessage(
            "padImages: an axis of 4 elements would get 0 before and -2 after; none may be below"
                + " 0.");
    assertThatThrownBy(() -> Image.affineTransform(x, Ops.ones(6)))
        .hasMessage(
            "affineTransform: the transform must be (8,), or (1, 8) for the images (4, 4, 3), but"
                + " is (6,).");
    assertThatThrownBy(() -> Image.mapCoordinates(Ops.ones(3, 3), Ops.ones(3, 2), 1, "wrap", 0))
        .hasMessage(
            "mapCoordinates: for inputs (3, 3) the coordinates must be (2, …), but are (3, 2).");
    assertThatThrownBy(() -> Image.rgbToHsv(x.cast(DType.INT32)))
        .hasMessageStartingWith("rgbToHsv: the images are int32, but must be floating.");
    assertThatThrownBy(() -> Image.ssim(x, x, 1))
        .hasMessageStartingWith("ssim: a filter of 11 pixels does not fit");
    assertThatThrownBy(() -> Image.nonMaxSuppression(Ops.ones(3, 4), Ops.ones(2), 2, 0.5))
        .hasMessage("nonMaxSuppression: 3 boxes need as many scores, but these are (2,).");
    assertThatThrownBy(() -> Image.centralCrop(x, 0))
        .hasMessage("centralCrop: the fraction is 0.0, but must be in (0, 1].");
  }

  @Test
  void filtersHaveALength() {
    assertThatThrownBy(
            () ->
                Image.gaussianBlur(Ops.ones(3, 3, 1), new int[] {-1, 3}, new double[] {1, 1}, null))
        .hasMessage("A filter cannot be -1 pixels long. Give a size of at least 1.");
  }
}
