package keratin.conformance;

import keratin.layers.Layer;
import keratin.layers.preprocessing.image.BaseImagePreprocessing;
import keratin.layers.preprocessing.image.LabeledBoxes;
import keratin.layers.preprocessing.image.LabeledImages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Layers for images with what belongs to them, which comes and goes as a dictionary. */
final class LabeledImageCases {
  private static final String IMAGES = "images";
  private static final String BOXES = "bounding_boxes";
  private static final String LABELS = "labels";
  private static final String MASKS = "segmentation_masks";

  private LabeledImageCases() {}

  static boolean is(Case recorded, Layer layer) {
    JsonNode input = recorded.get("inputs").get(0);
    return layer instanceof BaseImagePreprocessing<?> && input != null && input.has(IMAGES);
  }

  static void run(Case recorded, BaseImagePreprocessing<?> layer, @Nullable Boolean training) {
    LabeledImages data = read(recorded.get("inputs").get(0));
    LabeledImages changed = training == null ? layer.of(data) : layer.of(data, training);
    JsonNode expected = recorded.get("expected");
    Tolerance tolerance = Tolerance.USUAL.of(recorded);
    Expectation.same(IMAGES, expected.get(IMAGES), changed.images(), tolerance);
    LabeledBoxes boxes = changed.boundingBoxes();
    if (boxes != null) {
      JsonNode wanted = expected.get(BOXES);
      Expectation.same("boxes", wanted.get("boxes"), boxes.boxes(), tolerance);
      Expectation.same("labels of boxes", wanted.get(LABELS), boxes.labels(), tolerance);
    }
    if (changed.labels() != null) {
      Expectation.same(LABELS, expected.get(LABELS), changed.labels(), tolerance);
    }
    if (changed.segmentationMasks() != null) {
      Expectation.same(MASKS, expected.get(MASKS), changed.segmentationMasks(), tolerance);
    }
  }

  private static LabeledImages read(JsonNode recorded) {
    LabeledImages data = new LabeledImages(Values.tensor(recorded.get(IMAGES)));
    if (recorded.has(BOXES)) {
      JsonNode boxes = recorded.get(BOXES);
      data =
          data.boundingBoxes(Values.tensor(boxes.get("boxes")), Values.tensor(boxes.get(LABELS)));
    }
    if (recorded.has(LABELS)) {
      data = data.labels(Values.tensor(recorded.get(LABELS)));
    }
    return recorded.has(MASKS) ? data.segmentationMasks(Values.tensor(recorded.get(MASKS))) : data;
  }
}
