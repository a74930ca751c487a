package keratin.layers.preprocessing.image;

import java.util.Map;
import java.util.stream.Stream;
import keratin.facts.Facts;
import keratin.layers.Layers;
import keratin.memory.Memory;
import keratin.random.GlobalRandom;
import keratin.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What Keras' layers for images draw for a seed, and make of images and what belongs to them. */
class ImageLayerFactsTest {
  @TestFactory
  Stream<DynamicTest> imagesBoxesAndLabelsOfKeras() {
    return Facts.tests("image_layers", fact -> Memory.tidy(() -> check(fact)));
  }

  private static void check(JsonNode fact) {
    GlobalRandom.setRandomSeed(fact.get("seed").asLong());
    var config = Facts.config(fact.get("config"));
    var layer =
        (BaseImagePreprocessing<?>)
            Layers.get(Map.of("class_name", fact.get("class").asString(), "config", config));
    LabeledImages data = new LabeledImages(Golden.tensor(fact.get("images")));
    if (fact.has("boxes")) {
      data =
          data.boundingBoxes(
              Golden.tensor(fact.get("boxes")), Golden.tensor(fact.get("box_labels")));
    }
    if (fact.has("labels")) {
      data = data.labels(Golden.tensor(fact.get("labels")));
    }
    LabeledImages made = layer.of(data, fact.get("training").asBoolean());
    JsonNode expected = fact.get("expected");
    Facts.assertClose(expected.get("images"), made.images(), 1e-4, 1e-3);
    if (made.boundingBoxes() != null) {
      Facts.assertClose(expected.get("boxes"), made.boundingBoxes().boxes(), 1e-4, 1e-4);
      Facts.assertClose(expected.get("box_labels"), made.boundingBoxes().labels(), 0, 0);
    }
    if (made.labels() != null) {
      Facts.assertClose(expected.get("labels"), made.labels(), 1e-5, 1e-6);
    }
  }
}
