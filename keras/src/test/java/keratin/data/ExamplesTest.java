package keratin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.formats.FormatException;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TFRecord files as datasets, and examples as tensors. */
@Tag("F2")
class ExamplesTest {
  /** What TensorFlow wrote: "id" two int64, "x" two float32, "s" a string. */
  private static final Path GOLDEN =
      Path.of("..", "formats", "src", "test", "resources", "keratin", "formats", "tfrecord");

  private static final Path PLAIN = GOLDEN.resolve("examples.tfrecord");

  @TempDir Path folder;

  private static Examples features() {
    return new Examples()
        .fixedLenFeature("x", Shape.of(2), DType.FLOAT32)
        .fixedLenFeature("id", Shape.of(1, 2), DType.INT64)
        .fixedLenFeature("s", Shape.of(), DType.STRING);
  }

  private static List<Element> all(Dataset dataset) {
    List<Element> all = new ArrayList<>();
    dataset.forEach(all::add);
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "examples.tfrecord, ''",
    "examples.tfrecord.gz, GZIP",
    "examples.tfrecord.zlib, ZLIB"
  })
  void oneByOne(String name, String compression) {
    Memory.tidy(
        () -> {
          Dataset records = Dataset.tfRecord(List.of(GOLDEN.resolve(name)), compression);
          List<Element> elements = all(records.map(features()::parseSingleExample));
          assertThat(elements).hasSize(3);
          assertThat(elements.get(1).names()).containsExactly("x", "id", "s");
          assertThat(elements.get(1).get("x").toFloatArray()).containsExactly(0.5f, 1.25f);
          assertThat(elements.get(1).get("id").shape()).isEqualTo(Shape.of(1, 2));
          assertThat(elements.get(1).get("id").toLongArray()).containsExactly(1, -1);
          assertThat(elements.get(1).get("s").toStringArray()).containsExactly("rec1");
          assertThat(elements.get(1).get("s").rank()).isZero();
        });
  }

  @Test
  void severalFilesInBatches() {
    Memory.tidy(
        () -> {
          Dataset batches = Dataset.tfRecord(PLAIN, PLAIN).batch(4).map(features()::parseExample);
          List<Element> elements = all(batches);
          assertThat(elements).hasSize(2);
          assertThat(elements.get(0).get("x").shape()).isEqualTo(Shape.of(4, 2));
          assertThat(elements.get(0).get("id").shape()).isEqualTo(Shape.of(4, 1, 2));
          assertThat(elements.get(1).get("s").toStringArray()).containsExactly("rec1", "rec2");
        });
  }

  @Test
  void whatIsWrittenIsAsTensorFlowWritesIt() throws IOException {
    Path file = folder.resolve("deep/ours.tfrecord");
    Memory.tidy(
        () -> {
          Map<String, Tensor> tensors = new LinkedHashMap<>();
          tensors.put("x", Tensor.of(new double[][] {{0, 1.25}, {0.5, 1.25}, {1, 1.25}}));
          tensors.put("id", Tensor.of(new int[][] {{0, 0}, {1, -1}, {2, -2}}));
          tensors.put("s", Tensor.of(new String[] {"rec0", "rec1", "rec2"}));
          assertThat(Examples.write(file, "", Dataset.fromTensorSlices(tensors))).isEqualTo(3);
        });
    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(PLAIN));
  }

  /** Batching asks for more after the end. */
  @Test
  void linesInBatches() throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), "a\nb\nc\n");
    Memory.tidy(
        () -> {
          List<Element> batches = all(Dataset.textLines(file, file).batch(4));
          assertThat(batches).hasSize(2);
          assertThat(batches.get(1).x().toStringArray()).containsExactly("b", "c");
        });
  }

  private static Tensor record(String name, Tensor values) {
    return Examples.serialize(Element.of(Map.of(name, values)));
  }

  @Test
  void whatIsMissingHasItsDefault() {
    Memory.tidy(
        () -> {
          Tensor other = record("other", Tensor.of(1));
          Element element =
              new Examples()
                  .fixedLenFeature("pair", Shape.of(2), DType.FLOAT32, List.of(7, 8))
                  .fixedLenFeature("text", Shape.of(), DType.STRING, "none")
                  .varLenFeature("numbers", DType.INT64)
                  .parseSingleExample(other);
          assertThat(element.get("pair").toFloatArray()).containsExactly(7, 8);
          assertThat(element.get("text").toStringArray()).containsExactly("none");
          assertThat(element.get("numbers").shape()).isEqualTo(Shape.of(0));
        });
  }

  @Test
  void anyNumberOfValuesIsFilledUpInABatch() {
    Memory.tidy(
        () -> {
          Tensor records =
              Ops.stack(
                  0,
                  record("n", Tensor.of(new long[] {1, 2, 3, 4})),
                  record("n", Tensor.of(new long[] {5, 6})));
          Element values = new Examples().varLenFeature("n", DType.INT64).parseExample(records);
          assertThat(values.x().numpy()).isEqualTo(new long[][] {{1, 2, 3, 4}, {5, 6, 0, 0}});
          Element rows =
              new Examples()
                  .fixedLenSequenceFeature("n", Shape.of(2), DType.INT64)
                  .parseExample(records);
          assertThat(rows.x().shape()).isEqualTo(Shape.of(2, 2, 2));
          assertThat(rows.x().toLongArray()).containsExactly(1, 2, 3, 4, 5, 6, 0, 0);
        });
  }

  /** Bytes that are no text survive in a string. */
  @Test
  void pixelsAsRawBytes() {
    Path file = folder.resolve("pixels.tfrecord");
    Memory.tidy(
        () -> {
          Tensor pixels = Ops.arange(512).reshape(2, 256).cast(DType.UINT8);
          Dataset rows =
              Dataset.fromTensorSlices(pixels)
                  .map(e -> Element.of(Map.of("image", Examples.encodeRaw(e.x()))));
          Examples.write(file, "GZIP", rows);
          Examples image = new Examples().fixedLenFeature("image", Shape.of(), DType.STRING);
          Element batch =
              Dataset.tfRecord(List.of(file), "GZIP")
                  .batch(2)
                  .map(image::parseExample)
                  .map(e -> Element.of(Examples.decodeRaw(e.x(), DType.UINT8)))
                  .getSingleElement();
          assertThat(batch.x().shape()).isEqualTo(Shape.of(2, 256));
          assertThat(batch.x().toIntArray()).isEqualTo(pixels.toIntArray());
          Tensor reals = Tensor.of(new float[] {1, -2.5f});
          assertThat(Examples.decodeRaw(Examples.encodeRaw(reals), DType.FLOAT32).toFloatArray())
              .containsExactly(1, -2.5f);
        });
  }

  @Test
  void wrongUses() throws IOException {
    Memory.tidy(
        () -> {
          Tensor record = record("x", Tensor.of(new float[] {1, 2, 3}));
          assertThatThrownBy(() -> features().parseSingleExample(record))
              .hasMessage(
                  "Examples: \"x\" has 3 values in example 0, expected 2, for the shape (2,).");
          Examples absent = new Examples().fixedLenFeature("y", Shape.of(), DType.INT64);
          assertThatThrownBy(() -> absent.parseSingleExample(record))
              .hasMessageStartingWith(
                  "Examples: example 0 has no \"y\", but [x]. Give it a default");
          Examples other = new Examples().fixedLenFeature("x", Shape.of(3), DType.INT64);
          assertThatThrownBy(() -> other.parseSingleExample(record))
              .hasMessage("Examples: \"x\" is float32 in example 0, expected int64.");
          assertThatThrownBy(() -> other.parseExample(record))
              .hasMessageContaining("a batch of examples comes from a vector of strings");
          assertThatThrownBy(() -> new Examples().fixedLenFeature("x", Shape.of(), DType.UINT8))
              .hasMessageContaining("examples hold float32, int64 and string");
          assertThatThrownBy(
                  () -> new Examples().fixedLenFeature("x", Shape.of(2), DType.FLOAT32, 0))
              .hasMessageContaining("the default value of \"x\" has the shape (), expected (2,)");
          assertThatThrownBy(() -> Examples.decodeRaw(Tensor.of("abc"), DType.FLOAT32))
              .hasMessageContaining("string 0 has 3 bytes");
          assertThatThrownBy(() -> other.parseSingleExample(Tensor.of("no example")))
              .isInstanceOf(FormatException.class);
          assertThatThrownBy(() -> all(Dataset.tfRecord(folder.resolve("absent"))))
              .isInstanceOf(UncheckedIOException.class)
              .hasMessageContaining("tfRecord: ")
              .hasMessageContaining("absent cannot be read");
        });
    assertThatThrownBy(() -> Dataset.tfRecord(List.of(PLAIN), "gzip"))
        .hasMessageContaining("expected \"\", \"GZIP\" or \"ZLIB\"");
    byte[] bytes = Files.readAllBytes(PLAIN);
    bytes[100] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged"), bytes);
    Memory.tidy(
        () ->
            assertThatThrownBy(() -> all(Dataset.tfRecord(damaged)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("the record at byte 66"));
  }
}
