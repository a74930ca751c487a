package keratin.formats.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import keratin.formats.FormatException;
import keratin.formats.Samples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that TensorFlow wrote, read and written byte by byte. */
@Tag("F2")
class RecordsTest {
  @TempDir Path folder;

  private static List<byte[]> read(Path file, Compression compression) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (var reader = RecordReader.open(file, compression)) {
      for (byte[] record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    }
    return records;
  }

  private static byte[] golden() {
    return Samples.bytes(RecordsTest.class, "examples.tfrecord");
  }

  private static Example example(int i) {
    return new Example(
        Map.of(
            "id", new Feature.Ints(i, -i),
            "x", new Feature.Floats(i / 2f, 1.25f),
            "s", Feature.texts("rec" + i)));
  }

  @ParameterizedTest
  @CsvSource({"'', NONE", ".gz, GZIP", ".zlib, ZLIB"})
  void readsWhatTensorFlowWrote(String ending, Compression compression) throws IOException {
    Path file = Samples.file(RecordsTest.class, "examples.tfrecord" + ending, folder);
    assertThat(read(file, compression).stream().map(Example::parse))
        .containsExactly(example(0), example(1), example(2));
  }

  @Test
  void writesTheSameBytes() throws IOException {
    Path file = folder.resolve("ours.tfrecord");
    try (var writer = RecordWriter.create(file)) {
      for (int i = 0; i < 3; i++) {
        writer.write(example(i).toBytes());
      }
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(golden());
  }

  @ParameterizedTest
  @EnumSource
  void packedAndUnpacked(Compression compression) throws IOException {
    Path file = folder.resolve("packed");
    byte[] large = new byte[200_000];
    try (var writer = RecordWriter.create(file, compression)) {
      writer.write(new byte[0]);
      writer.write(large);
      writer.flush();
      // What was flushed can be read, though the file is still open.
      try (var reader = RecordReader.open(file, compression)) {
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEqualTo(large);
      }
      writer.write(new byte[] {7});
    }
    assertThat(read(file, compression)).hasSize(3).last().isEqualTo(new byte[] {7});
    assertThat(Compression.of(compression.toString())).isEqualTo(compression);
  }

  /** From appendix B.4 of RFC 3720: the CRC-32C of 32 zero bytes is 8a9136aa. */
  @Test
  void theChecksumIsMasked() {
    int crc = 0x8a9136aa;
    assertThat(MaskedCrc.of(new byte[32])).isEqualTo((crc >>> 15 | crc << 17) + 0xa282ead8);
  }

  @Test
  void aDamagedRecordIsNamed() throws IOException {
    byte[] bytes = golden();
    int second = 12 + 50 + 4;
    bytes[second + 20] ^= 1;
    Path file = Files.write(folder.resolve("damaged"), bytes);
    try (var reader = RecordReader.open(file)) {
      assertThat(reader.next()).hasSize(50);
      assertThatThrownBy(reader::next)
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(file + ": the record at byte 66 has the checksum ")
          .hasMessageContaining("The records before byte 66 are whole.");
    }
  }

  @Test
  void anotherKindOfFile() throws IOException {
    Path gzip = Samples.file(RecordsTest.class, "examples.tfrecord.gz", folder);
    assertThatThrownBy(() -> read(gzip, Compression.NONE))
        .hasMessageContaining("the length of the record at byte 0 has the checksum")
        .hasMessageContaining("packed in another way than was said");
    Path plain = Samples.file(RecordsTest.class, "examples.tfrecord", folder);
    assertThatThrownBy(() -> read(plain, Compression.GZIP))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("gzip header")
        .hasMessageContaining("Say how the file is packed");
    assertThatThrownBy(() -> read(plain, Compression.ZLIB))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("the compressed data is damaged");
    assertThatThrownBy(() -> Compression.of("gz")).hasMessageContaining("\"GZIP\" or \"ZLIB\"");
  }

  /** Cut behind a record the file is a shorter one; anywhere else it is refused. */
  @Test
  void cutFilesAreRefused() throws IOException {
    byte[] whole = golden();
    Path file = folder.resolve("cut");
    List<Integer> ends = List.of(0, 66, 141, 216);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      if (ends.contains(length)) {
        assertThat(read(file, Compression.NONE)).hasSize(ends.indexOf(length));
      } else {
        assertThatThrownBy(() -> read(file, Compression.NONE))
            .isInstanceOf(FormatException.class)
            .hasMessageContaining("at byte");
      }
    }
  }

  @Test
  void spoiledFilesGiveNoOtherError() {
    Path file = folder.resolve("spoiled");
    for (Compression compression : Compression.values()) {
      String ending =
          compression == Compression.NONE ? "" : compression == Compression.GZIP ? ".gz" : ".zlib";
      byte[] whole = Samples.bytes(RecordsTest.class, "examples.tfrecord" + ending);
      Samples.spoilAtRandom(
          whole,
          300,
          System.nanoTime(),
          bytes ->
              read(Files.write(file, bytes), compression).stream().map(Example::parse).toList());
    }
  }

  @Test
  void examplesByHand() {
    // {"x": int64 [3, -1, 1]}: varints packed into field 1 of field 3.
    byte[] bytes = HexFormat.of().parseHex("0a170a150a017812101a0e0a0c03ffffffffffffffffff0101");
    assertThat(Example.parse(bytes).features()).containsEntry("x", new Feature.Ints(3, -1, 1));
    assertThat(new Example(Map.of("x", new Feature.Ints(3, -1, 1))).toBytes()).isEqualTo(bytes);
    // Older writers do not pack lists: each value has its own tag.
    byte[] unpacked = HexFormat.of().parseHex("0a0d0a0b0a017812061a0408030801");
    assertThat(Example.parse(unpacked).features()).containsEntry("x", new Feature.Ints(3, 1));
    assertThat(Example.parse(new byte[0]).features()).isEmpty();
    assertThatThrownBy(() -> Example.parse("text".getBytes(StandardCharsets.UTF_8), "a.tfrecord"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("a.tfrecord: 4 bytes are not a tf.train.Example");
  }
}
