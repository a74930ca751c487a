package keratin.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import keratin.formats.ElementValues;
import keratin.formats.tfevents.Event;
import keratin.formats.tfevents.EventReader;
import keratin.formats.tfevents.SummaryTensor;
import keratin.formats.tfevents.SummaryValue;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Summaries as TensorFlow writes them: {@code tools/golden/tf_files.py} has the same calls. */
@Tag("G1")
class SummaryTest {
  @TempDir Path folder;

  static List<Event> events(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    try (var reader = EventReader.open(file)) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
    }
    return events;
  }

  private static SummaryValue value(Event event) {
    return ((Event.Summary) event.content()).values().getFirst();
  }

  private static void writeAll() {
    Tensor values = Tensor.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 7.9, 8});
    Tensor pixels = Ops.linspace(-0.1, 1.1, 36).reshape(2, 2, 3, 3).cast(DType.FLOAT32);
    Tensor grey = pixels.slice(3, 0, 1);
    for (int step = 0; step < 3; step++) {
      Summary.scalar("loss", 1.0 / (step + 1), step);
    }
    Summary.histogram("five", values, 1L, 5, "");
    Summary.histogram("thirty", values.cast(DType.FLOAT32), 1);
    Summary.histogram("alike", Ops.ones(7), 1);
    Summary.histogram("none", Ops.zeros(0), 1);
    Summary.text("note", "hello **tb**", 0);
    Summary.text("table", Tensor.ofStrings(Shape.of(2, 2), "a", "b", "c", "d"), 2);
    Summary.image("colour", pixels, 3, 1);
    Summary.image("grey", grey, 3);
    Summary.image("bytes", grey.mul(100).maximum(0).cast(DType.UINT8), 3);
    Summary.scalar("described", 2, 1L, "*d*");
  }

  @Test
  void everyEventIsTensorFlows() throws IOException {
    Path file;
    try (SummaryWriter writer = Summary.createFileWriter(folder);
        SummaryScope scope = writer.asDefault()) {
      Memory.tidy(SummaryTest::writeAll);
      file = writer.file();
    }
    List<Event> events = events(file);
    List<JsonNode> golden = Golden.cases(SummaryTest.class, "/keratin/golden/events.json");
    // The last one is of older forms, which are only read.
    assertThat(events).hasSize(golden.size() - 1);
    for (int i = 1; i < events.size(); i++) {
      assertThat(events.get(i).step()).isEqualTo(golden.get(i).get("step").asLong());
      check(value(events.get(i)), golden.get(i).get("values").get(0));
    }
    assertThat(value(events.getLast()).description()).isEqualTo("*d*");
  }

  private static void check(SummaryValue value, JsonNode golden) throws IOException {
    String tag = golden.get("tag").asString();
    assertThat(value.tag()).isEqualTo(tag);
    assertThat(value.plugin()).isEqualTo(golden.get("plugin").asString());
    int[] shape = golden.get("shape").valueStream().mapToInt(JsonNode::asInt).toArray();
    List<JsonNode> data = golden.get("data").valueStream().toList();
    if (value.tensor() instanceof SummaryTensor.Numbers(var array)) {
      assertThat(array.shape()).as(tag).isEqualTo(shape);
      assertThat(array.type()).as(tag).hasToString(golden.get("dtype").asString());
      assertThat(ElementValues.doubles(array))
          .as(tag)
          .containsExactly(
              data.stream()
                  .mapToDouble(n -> (double) Golden.number(n))
                  .map(d -> array.type().bytes() == 4 ? (float) d : d)
                  .toArray());
      return;
    }
    SummaryTensor.Strings strings = (SummaryTensor.Strings) value.tensor();
    assertThat(strings.shape()).as(tag).isEqualTo(shape);
    for (int i = 0; i < data.size(); i++) {
      String text = data.get(i).asString();
      if (text.startsWith("89504e47")) {
        samePicture(strings.values().get(i), HexFormat.of().parseHex(text));
      } else {
        assertThat(strings.texts().get(i)).isEqualTo(text);
      }
    }
  }

  /** The same pixels; how well they are packed is the encoder's matter. */
  private static void samePicture(byte[] ours, byte[] theirs) throws IOException {
    BufferedImage a = ImageIO.read(new ByteArrayInputStream(ours));
    BufferedImage b = ImageIO.read(new ByteArrayInputStream(theirs));
    assertThat(pixels(a)).isEqualTo(pixels(b));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }

  @Test
  void withoutAWriterNothingHappens() {
    assertThat(Summary.shouldRecordSummaries()).isFalse();
    assertThat(Summary.scalar("loss", 1)).isFalse();
    assertThat(Summary.text("note", "hello")).isFalse();
  }

  @Test
  void scopesNestAndRestore() throws IOException {
    SummaryWriter outer = Summary.createFileWriter(folder.resolve("outer"));
    SummaryWriter inner = Summary.createFileWriter(folder.resolve("inner"));
    try (outer;
        inner;
        SummaryScope first = outer.asDefault(7)) {
      assertThat(Summary.scalar("a", 1)).isTrue();
      try (SummaryScope second = inner.asDefault();
          SummaryScope third = Summary.recordIf(false)) {
        assertThat(Summary.scalar("b", 1)).isFalse();
      }
      try (SummaryScope second = inner.asDefault(8)) {
        Summary.scalar("c", 1);
      }
      // A scope flushes at its end: the file has it, though the writer is open.
      assertThat(events(inner.file())).hasSize(2).last().extracting(Event::step).isEqualTo(8L);
      Summary.setStep(9);
      Summary.scalar("d", 1);
      assertThat(Summary.getStep()).isEqualTo(9);
    }
    assertThat(Summary.getStep()).isNull();
    assertThat(events(outer.file()).stream().map(Event::step)).containsExactly(0L, 7L, 9L);
  }

  @Test
  void grayWithOpacityAndOpaqueColours() throws IOException {
    try (SummaryWriter writer = Summary.createFileWriter(folder);
        SummaryScope scope = writer.asDefault(0)) {
      Memory.tidy(
          () -> {
            Summary.image("two", Tensor.of(new float[] {0.5f, 1, 0.25f, 0}).reshape(1, 1, 2, 2));
            Summary.image("four", Tensor.of(new float[] {1, 0, 0.5f, 0.25f}).reshape(1, 1, 1, 4));
          });
      writer.flush();
      List<Event> events = events(writer.file());
      assertThat(picture(events.get(1))).containsExactly(127, 255, 63, 0);
      assertThat(picture(events.get(2))).containsExactly(255, 0, 127, 63);
    }
  }

  private static int[] picture(Event event) throws IOException {
    byte[] png = ((SummaryTensor.Strings) value(event).tensor()).values().get(2);
    return pixels(ImageIO.read(new ByteArrayInputStream(png)));
  }

  @Test
  void valuesThatAreNoNumbersAreInNoBucket() {
    assertThat(Histogram.rows(new double[] {Double.NaN, 1, 2}, 1)[2]).isZero();
    assertThat(Histogram.rows(new double[] {0, 1, Double.POSITIVE_INFINITY}, 1)[2]).isEqualTo(2);
    assertThat(Histogram.rows(new double[] {3}, 0)).isEmpty();
  }

  @Test
  void wrongUses() {
    assertThatThrownBy(() -> Summary.scalar("l", Ops.ones(2), 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("takes one number, but the shape is (2,)");
    assertThatThrownBy(() -> Summary.image("i", Ops.zeros(2, 3, 3), 0))
        .hasMessageContaining("but the shape is (2, 3, 3). One image: expandDims(0).");
    assertThatThrownBy(() -> Summary.text("t", Tensor.of(1), 0))
        .hasMessageContaining("takes strings, but the dtype is int32");
    SummaryWriter writer = Summary.createFileWriter(folder);
    try (SummaryScope scope = writer.asDefault()) {
      assertThatThrownBy(() -> Summary.scalar("l", 1))
          .hasMessageContaining("\"l\" has no step. Give it one, or set one for all");
      writer.close();
      assertThatThrownBy(() -> Summary.scalar("l", 1, 0)).hasMessageContaining("is closed");
    }
  }
}
