package keratin.formats.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.formats.ElementValues;
import keratin.formats.FormatException;
import keratin.formats.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  private static final ArrayData PIXELS = ElementValues.of(new byte[] {0, 1, -1, 9, 8, 7}, 1, 2, 3);

  @TempDir Path folder;

  private Path file(String hex) throws IOException {
    return Files.write(folder.resolve("t.idx"), HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @Test
  void byHand() throws IOException {
    assertThat(Idx.read(file("00000803 00000001 00000002 00000003 0001ff 090807")))
        .isEqualTo(PIXELS);
  }

  @ParameterizedTest
  @CsvSource({
    "09, ff, int8, -1",
    "0b, fffe, int16, -2",
    "0c, 01020304, int32, 16909060",
    "0d, 3fc00000, float32, 1.5",
    "0e, bff8000000000000, float64, -1.5",
  })
  void everyTypeComesLittleEndian(String code, String value, String type, double expected)
      throws IOException {
    var array = Idx.read(file("0000" + code + "01 00000001" + value));
    assertThat(array).hasToString(type + " (1,)");
    assertThat(ElementValues.doubles(array)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain-idx3-ubyte", "packed-idx3-ubyte.gz"})
  void writesWhatItReads(String name) throws IOException {
    var file = folder.resolve(name);
    Idx.write(file, PIXELS);
    assertThat(Idx.read(file)).isEqualTo(PIXELS);
    var ints = ElementValues.of(new int[] {1, -2, Integer.MAX_VALUE}, 3);
    Idx.write(file, ints);
    assertThat(Idx.read(file)).isEqualTo(ints);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00000801 00000002 01      | 1 bytes are left",
        "00000801 00000001 0102    | bytes follow the values",
        "00000801 ffffffff         | (-1,)",
        "00000803 7fffffff 7fffffff 7fffffff | expected lengths",
        "0000080a 01               | the shape",
        "00000a01 00000000         | 00 00 0a 01",
        "504b0304                  | 50 4b 03 04",
        "1f8b                      | gzip header",
      })
  void refusesWithAReason(String hex, String reason) throws IOException {
    var file = file(hex);
    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "cut.gz"})
  void cutFilesAreRefused(String name) throws IOException {
    var file = folder.resolve(name);
    Idx.write(file, PIXELS);
    Samples.cutEverywhere(Files.readAllBytes(file), bytes -> Idx.read(Files.write(file, bytes)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spoiled", "spoiled.gz"})
  void spoiledFilesGiveNoOtherError(String name) throws IOException {
    var file = folder.resolve(name);
    Idx.write(file, PIXELS);
    byte[] whole = Files.readAllBytes(file);
    Samples.spoilAtRandom(
        whole, 500, System.nanoTime(), bytes -> Idx.read(Files.write(file, bytes)));
  }

  @Test
  void typesWithoutACodeAreNamed() {
    var half = new ArrayData(ElementType.FLOAT16, new int[] {1}, ByteBuffer.allocate(2));
    assertThatThrownBy(() -> Idx.write(folder.resolve("half"), half))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("float16");
  }
}
