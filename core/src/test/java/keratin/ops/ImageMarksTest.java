package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Pixels and positions are TensorFlow's. */
class ImageMarksTest {
  private static Tensor boxes(float... corners) {
    return Tensor.of(corners, Shape.of(1, corners.length / 4, 4));
  }

  /** Rows of the first channel that are not 0. */
  private static String picture(Tensor image) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < image.shape().dim(1); y++) {
      for (int x = 0; x < image.shape().dim(2); x++) {
        text.append(image.get(0, y, x).max().floatValue() > 0 ? '#' : '.');
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void outlines() {
    Tensor image = Ops.zeros(1, 6, 8, 3);
    assertThat(picture(Image.drawBoundingBoxes(image, boxes(0.1f, 0.2f, 0.8f, 0.9f))))
        .isEqualTo(".######.\n.#....#.\n.#....#.\n.#....#.\n.######.\n........\n");
    assertThat(picture(Image.drawBoundingBoxes(image, boxes(0.5f, 0.5f, 0.5f, 0.5f))))
        .isEqualTo("........\n........\n...#....\n........\n........\n........\n");
    // Above and below it leaves the image.
    assertThat(picture(Image.drawBoundingBoxes(image, boxes(-1, 0.3f, 2, 0.6f))))
        .isEqualTo("..#.#...\n".repeat(6));
    assertThat(picture(Image.drawBoundingBoxes(image, boxes(0.8f, 0, 0.2f, 1))))
        .doesNotContain("#");
  }

  @Test
  void coloursTakeTurns() {
    Tensor image = Ops.zeros(1, 4, 5, 4);
    Tensor two = boxes(0, 0, 0, 0, 1, 1, 1, 1);
    Tensor drawn = Image.drawBoundingBoxes(image, two);
    assertThat(drawn.get(0, 0, 0).toFloatArray()).containsExactly(1, 1, 0, 1);
    assertThat(drawn.get(0, 3, 4).toFloatArray()).containsExactly(0, 0, 1, 1);
    Tensor red = Tensor.of(new float[][] {{1, 0, 0, 1}});
    assertThat(Image.drawBoundingBoxes(image, two, red).get(0, 3, 4).toFloatArray())
        .containsExactly(1, 0, 0, 1);
    Tensor grey = Image.drawBoundingBoxes(Ops.zeros(1, 4, 5, 1), boxes(0.1f, 0.2f, 0.8f, 0.9f));
    assertThat(picture(grey)).isEqualTo("####.\n#..#.\n####.\n.....\n");
    assertThat(grey.max().floatValue()).isEqualTo(1);
  }

  @Test
  void suppressionIsFilledUp() {
    Tensor boxes =
        Tensor.of(
            new float[][] {
              {0, 0, 1, 1},
              {0, 0.1f, 1, 1.1f},
              {0, -0.1f, 1, 0.9f},
              {0, 10, 1, 11},
              {0, 10.1f, 1, 11.1f},
              {0, 100, 1, 101}
            });
    Tensor scores = Tensor.of(new float[] {0.9f, 0.75f, 0.6f, 0.95f, 0.5f, 0.3f});
    var cut = Image.nonMaxSuppressionPadded(boxes, scores, 5);
    assertThat(cut.selectedIndices().toIntArray()).containsExactly(3, 0, 5);
    assertThat(cut.numValid().intValue()).isEqualTo(3);
    var padded = Image.nonMaxSuppressionPadded(boxes, scores, 5, 0.5, 0.4, true);
    assertThat(padded.selectedIndices().toIntArray()).containsExactly(3, 0, 0, 0, 0);
    assertThat(padded.numValid().intValue()).isEqualTo(2);

    Tensor both = Ops.stack(0, boxes, boxes.add(5));
    Tensor turned = Ops.stack(0, scores, Ops.flip(scores));
    var batch = Image.nonMaxSuppressionPadded(both, turned, 4, 0.5, -1, true);
    assertThat(batch.selectedIndices().toIntArray()).containsExactly(3, 0, 5, 0, 2, 5, 4, 0);
    assertThat(batch.numValid().toIntArray()).containsExactly(3, 3);
    assertThatThrownBy(() -> Image.nonMaxSuppressionPadded(both, turned, 4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Set padToMaxOutputSize.");
  }

  @Test
  void shapesMustFit() {
    assertThatThrownBy(() -> Image.drawBoundingBoxes(Ops.zeros(1, 4, 5, 2), boxes(0, 0, 1, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("but they are (1, 4, 5, 2) and (1, 1, 4).");
  }
}
