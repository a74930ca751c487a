package keratin.formats.tfevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import keratin.formats.ElementValues;
import keratin.formats.FormatException;
import keratin.formats.Samples;
import keratin.formats.tfrecord.RecordReader;
import keratin.formats.tfrecord.RecordWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of events that TensorFlow wrote, read, and written byte by byte. */
@Tag("G1")
class EventsTest {
  private static final String NAME = "events.tfevents";

  @TempDir Path folder;

  private static List<Event> read(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    try (var reader = EventReader.open(file)) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
    }
    return events;
  }

  private List<SummaryValue> values(int event) throws IOException {
    Path file = Samples.file(EventsTest.class, NAME, folder);
    return ((Event.Summary) read(file).get(event).content()).values();
  }

  private static double[] numbers(SummaryTensor tensor) {
    return ElementValues.doubles(((SummaryTensor.Numbers) tensor).array());
  }

  @Test
  void theFirstEventSaysTheVersion() throws IOException {
    Event first = read(Samples.file(EventsTest.class, NAME, folder)).getFirst();
    assertThat(first)
        .isEqualTo(new Event(1_600_000_000, 0, new Event.FileVersion("brain.Event:2")));
  }

  @Test
  void scalarsHistogramsTextsAndImages() throws IOException {
    SummaryValue loss = values(3).getFirst();
    assertThat(loss.tag()).isEqualTo("loss");
    assertThat(loss.plugin()).isEqualTo("scalars");
    assertThat(numbers(loss.tensor())).containsExactly(1 / 3f);

    SummaryValue five = values(4).getFirst();
    assertThat(five.plugin()).isEqualTo("histograms");
    assertThat(((SummaryTensor.Numbers) five.tensor()).array()).hasToString("float64 (5, 3)");
    assertThat(numbers(five.tensor())).startsWith(0, 1.6, 2, 1.6, 3.2, 2);

    SummaryValue note = values(8).getFirst();
    assertThat(((SummaryTensor.Strings) note.tensor()).texts()).containsExactly("hello **tb**");
    SummaryValue table = values(9).getFirst();
    assertThat(table.tensor()).hasToString("(2, 2) [a, b, c, d]");

    SummaryTensor.Strings colour = (SummaryTensor.Strings) values(10).getFirst().tensor();
    assertThat(colour.texts()).hasSize(3).startsWith("3", "2");
    assertThat(values(13).getFirst().description()).isEqualTo("*d*");
  }

  @Test
  void olderFormsAreReadAsNewerOnes() throws IOException {
    List<SummaryValue> older = values(14);
    assertThat(older.stream().map(SummaryValue::plugin))
        .containsExactly("scalars", "histograms", "images");
    assertThat(numbers(older.get(0).tensor())).containsExactly(0.5);
    // The empty bucket at the left is gone, and the ends are the extremes of the values.
    assertThat(numbers(older.get(1).tensor())).containsExactly(-1, 0, 1, 0, 1, 2, 1, 2, 1);
  }

  @Test
  void whatIsWrittenAgainHasTheSameBytes() throws IOException {
    sameBytes(Samples.file(EventsTest.class, NAME, folder), 14);
  }

  private static void sameBytes(Path file, int events) throws IOException {
    try (var records = RecordReader.open(file)) {
      for (int i = 0; i < events; i++) {
        byte[] record = records.next();
        assertThat(Event.parse(record, "event " + i).toBytes()).as("event " + i).isEqualTo(record);
      }
    }
  }

  /** Files beside the repository, where they are. */
  @Test
  void sharedFilesToo() throws IOException {
    Path io = Path.of("..", "..", "shared", "golden", "io");
    assumeTrue(Files.isDirectory(io), () -> io + " is not here");
    try (var files = Files.newDirectoryStream(io, "events.out.*")) {
      for (Path file : files) {
        sameBytes(file, read(file).size());
      }
    }
  }

  @Test
  void newFilesHaveTensorFlowsNames() throws IOException {
    try (var first = EventWriter.create(folder.resolve("run"));
        var second = EventWriter.create(folder.resolve("run"), ".mine.v2")) {
      assertThat(first.file().getFileName().toString())
          .matches("events\\.out\\.tfevents\\.\\d{10}\\..+\\.\\d+\\.\\d+\\.v2");
      assertThat(second.file().toString()).endsWith(".mine.v2");
      // TensorBoard sees a run as soon as it begins.
      assertThat(read(first.file())).hasSize(1);
      first.write(
          Event.now(5, new SummaryValue("note", "text", new SummaryTensor.Strings("hello"))));
      first.flush();
      Event event = read(first.file()).get(1);
      assertThat(event.step()).isEqualTo(5);
      assertThat(event.wallTime()).isBetween(1.7e9, 4e9);
    }
  }

  /** A float32 tensor {@code (3,)} whose list has the one value 0.5. */
  @Test
  void aListMayBeShorterThanItsTensor() {
    byte[] bytes = HexFormat.of().parseHex("2a140a120a0174420d08011204120208032d0000003f");
    Event.Summary summary = (Event.Summary) Event.parse(bytes, "by hand").content();
    assertThat(numbers(summary.values().getFirst().tensor())).containsExactly(0.5, 0.5, 0.5);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path records = folder.resolve("records");
    try (var writer = RecordWriter.create(records)) {
      writer.write(new byte[] {1, 2, 3});
    }
    assertThatThrownBy(() -> read(records))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(records + ", byte 0: a record of 3 bytes is not an event");
  }

  @Test
  void spoiledEventsGiveNoOtherError() throws IOException {
    Path file = Samples.file(EventsTest.class, NAME, folder);
    try (var records = RecordReader.open(file)) {
      for (byte[] record = records.next(); record != null; record = records.next()) {
        Samples.spoilAtRandom(
            record, 200, System.nanoTime(), bytes -> Event.parse(bytes, "spoiled"));
      }
    }
  }
}
