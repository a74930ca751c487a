package keratin.layers.preprocessing.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.memory.Memory;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class BoundingBoxesTest {
  /** One box of an image of 100 rows and 200 columns, in all formats. */
  private static final Map<String, float[]> SAME =
      Map.of(
          "xyxy", new float[] {10, 20, 30, 60},
          "yxyx", new float[] {20, 10, 60, 30},
          "xywh", new float[] {10, 20, 20, 40},
          "center_xywh", new float[] {20, 40, 20, 40},
          "center_yxhw", new float[] {40, 20, 40, 20},
          "rel_xyxy", new float[] {0.05f, 0.2f, 0.15f, 0.6f},
          "rel_yxyx", new float[] {0.2f, 0.05f, 0.6f, 0.15f},
          "rel_xywh", new float[] {0.05f, 0.2f, 0.1f, 0.4f},
          "rel_center_xywh", new float[] {0.1f, 0.4f, 0.1f, 0.4f});

  @Test
  void everyFormatBecomesEveryOther() {
    Memory.tidy(
        () -> {
          for (String source : BoundingBoxes.FORMATS) {
            for (String target : BoundingBoxes.FORMATS) {
              Tensor there =
                  BoundingBoxes.convertFormat(
                      Tensor.of(SAME.get(source)), source, target, 100.0, 200.0);
              Facts.assertClose(Tensor.of(SAME.get(target)), there, 1e-4, 1e-6);
            }
          }
        });
  }

  @Test
  void boxesAreCutAtTheBorders() {
    Memory.tidy(
        () -> {
          Tensor boxes = Tensor.of(new float[][] {{-5, 2, 4, 30}, {12, 3, 15, 5}});
          LabeledBoxes inside =
              BoundingBoxes.clipToImageSize(
                  new LabeledBoxes(boxes, Tensor.of(new int[] {1, 2})), 8, 10, "xyxy");
          Tensor expected = Tensor.of(new float[][] {{0, 2, 4, 8}, {10, 3, 10, 5}});
          Facts.assertClose(expected, inside.boxes(), 0, 0);
          Facts.assertClose(Tensor.of(new int[] {1, -1}), inside.labels(), 0, 0);
          Facts.assertClose(
              Tensor.of(new float[][] {{0, 0, 3, 4}, {4, 1, 4, 3}}),
              BoundingBoxes.crop(boxes, 2, 1, 4, 4),
              0,
              0);
        });
  }

  @Test
  void saysWhatAFormatNeeds() {
    Memory.tidy(
        () -> {
          Tensor boxes = Tensor.of(new float[][] {{0, 0, 1, 1}});
          assertEquals(
              "convertFormat from \"xyxy\" to \"rel_xyxy\" needs the image's height and width, as"
                  + " one of the formats is relative.",
              assertThrows(
                      TensorException.class,
                      () -> BoundingBoxes.convertFormat(boxes, "xyxy", "rel_xyxy"))
                  .getMessage());
          assertEquals(
              "Boxes have four numbers each, (…, 4), but these are (1, 3).",
              assertThrows(
                      ShapeException.class,
                      () -> BoundingBoxes.convertFormat(boxes.slice(1, 0, 3), "xyxy", "yxyx"))
                  .getMessage());
          assertEquals(
              "There is no format \"xxyy\" of boxes. Known: xyxy, yxyx, xywh, center_xywh,"
                  + " center_yxhw, rel_xyxy, rel_yxyx, rel_xywh, rel_center_xywh",
              assertThrows(
                      TensorException.class,
                      () -> BoundingBoxes.convertFormat(boxes, "xxyy", "xyxy"))
                  .getMessage());
        });
  }
}
