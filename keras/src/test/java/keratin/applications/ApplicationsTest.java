package keratin.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import keratin.config.Names;
import keratin.layers.Layer;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.models.Models;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Networks are those of Keras, layer by layer and weight by weight, and as large as published. */
class ApplicationsTest {
  private static final Map<String, Function<Application, Model>> OF_KERAS =
      new TreeMap<>(
          Map.of(
              "VGG16", Applications::vgg16,
              "VGG19", Applications::vgg19,
              "InceptionV3", Applications::inceptionV3,
              "ResNet50", Applications::resNet50,
              "ResNet101", Applications::resNet101,
              "ResNet152", Applications::resNet152,
              "DenseNet121", Applications::denseNet121,
              "DenseNet169", Applications::denseNet169,
              "DenseNet201", Applications::denseNet201,
              "Xception", Applications::xception));

  @TestFactory
  Stream<DynamicTest> layersAndWeightsAreThoseOfKeras() throws IOException {
    JsonNode golden = golden();
    return OF_KERAS.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> compare(golden.get(entry.getKey()), entry.getValue())));
  }

  private static JsonNode golden() throws IOException {
    try (InputStream file =
        ApplicationsTest.class.getResourceAsStream("/keratin/golden/applications.json.gz")) {
      return JsonMapper.shared().readTree(new GZIPInputStream(file)).get("applications");
    }
  }

  private static void compare(JsonNode expected, Function<Application, Model> application) {
    Memory.tidy(
        () -> {
          Names.clear();
          Model model = application.apply(new Application());
          assertEquals(lines(expected.get("layers")), layers(model));
          assertEquals(lines(expected.get("weights")), weights(model));
          assertEquals(expected.get("params").asLong(), model.countParams());
          assertEquals(expected.get("trainable").asLong(), model.trainableParameters().count());
        });
    Memory.tidy(
        () -> {
          Model base = application.apply(new Application().includeTop(false));
          assertEquals(expected.get("no_top_params").asLong(), base.countParams());
        });
  }

  private static List<String> lines(JsonNode rows) {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(row.toString()));
    return lines;
  }

  private static List<String> layers(Model model) {
    List<String> lines = new ArrayList<>();
    for (Layer layer : model.layers()) {
      lines.add(
          "[\"%s\",\"%s\",%s,%d]"
              .formatted(
                  layer.name(),
                  layer.className(),
                  json(layer.outputs().getFirst().shape()),
                  layer.countParams()));
    }
    return lines;
  }

  private static List<String> weights(Model model) {
    List<String> lines = new ArrayList<>();
    for (Layer layer : model.layers()) {
      for (Variable weight : layer.weights()) {
        lines.add("[\"%s/%s\",%s]".formatted(layer.name(), weight.name(), json(weight.shape())));
      }
    }
    return lines;
  }

  private static String json(Shape shape) {
    List<String> dims = new ArrayList<>();
    for (int dim : shape.dims()) {
      dims.add(dim == Shape.UNKNOWN ? "null" : Integer.toString(dim));
    }
    return "[" + String.join(",", dims) + "]";
  }

  /** What their papers, or those who published weights for them, count. */
  @Test
  void othersAreAsLargeAsPublished() {
    Memory.tidy(
        () -> {
          assertEquals(61_706, Applications.leNet5().countParams());
          assertEquals(60_965_224, Applications.alexNet().countParams());
          assertEquals(132_863_336, Applications.vgg11().countParams());
          assertEquals(133_047_848, Applications.vgg13().countParams());
          assertEquals(6_998_552, Applications.googLeNet().countParams());
          assertEquals(11_689_512, Applications.resNet18().trainableParameters().count());
          assertEquals(21_797_672, Applications.resNet34().trainableParameters().count());
        });
  }

  @Test
  void aBaseWithPoolingGivesFeatures() {
    Memory.tidy(
        () -> {
          Application small = new Application().includeTop(false).inputShape(32, 32, 3);
          Tensor x = Ops.zeros(2, 32, 32, 3);
          assertEquals(Shape.of(2, 1, 1, 512), Applications.vgg11(small).of(x).shape());
          assertEquals(Shape.of(2, 512), Applications.resNet18(small.pooling("max")).of(x).shape());
          Tensor scores = Applications.leNet5().of(Ops.zeros(1, 28, 28, 1));
          assertEquals(Shape.of(1, 10), scores.shape());
          assertEquals(1, scores.sum().floatValue(), 1e-5);
        });
  }

  /** One channel of ones has neighbours only where there are others. */
  @Test
  void alexNetsNormalizationCountsTheChannelsThatAreThere() {
    Memory.tidy(
        () -> {
          Tensor y = new LocalResponseNormalization().of(Ops.ones(1, 1, 1, 4));
          double three = Math.pow(2 + 3e-4, -0.75);
          double four = Math.pow(2 + 4e-4, -0.75);
          float[] values = y.toFloatArray();
          assertEquals(three, values[0], 1e-6);
          assertEquals(four, values[1], 1e-6);
          assertEquals(four, values[2], 1e-6);
          assertEquals(three, values[3], 1e-6);
        });
  }

  @Test
  void imagesMustBeLargeEnough() {
    ShapeException error =
        assertThrows(
            ShapeException.class,
            () -> Applications.xception(new Application().inputShape(64, 64, 3)));
    assertEquals(
        "xception needs images of at least 71 x 71, but inputShape is (64, 64, 3). Use larger"
            + " ones.",
        error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Application().pooling("mean"));
    assertThrows(IllegalArgumentException.class, () -> new Application().classes(0));
  }

  @Test
  void alexNetIsReadAsItWasWritten() {
    Model model = Applications.alexNet(new Application().classes(2));
    assertEquals(model.toJson(), Models.modelFromJson(model.toJson()).toJson());
  }
}
