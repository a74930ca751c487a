package keratin.formats.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.formats.ElementValues;
import keratin.formats.FormatException;
import keratin.formats.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
  @TempDir Path folder;

  private Path sample(String name) throws IOException {
    return Samples.file(NpzTest.class, name, folder);
  }

  @Test
  void bothByteOrdersAndBothAxisOrdersGiveTheSameArrays() throws IOException {
    var little = Npz.read(sample("little.npz"));
    assertThat(Npz.read(sample("big_fortran.npz"))).isEqualTo(little);
    assertThat(little)
        .hasSize(16)
        .allSatisfy((name, a) -> assertThat(a.shape()).containsExactly(2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"little.npz", "big_fortran.npz"})
  void everyTypeHasItsValues(String name) throws IOException {
    var arrays = Npz.read(sample(name));
    for (int bits = 8; bits <= 64; bits *= 2) {
      long max = bits == 64 ? Long.MAX_VALUE : (1L << bits - 1) - 1;
      assertThat(ElementValues.longs(arrays.get("int" + bits)))
          .containsExactly(-max - 1, max, 0, 1, 2, 100);
      assertThat(ElementValues.longs(arrays.get("uint" + bits)))
          .containsExactly(0, 2 * max + 1, 0, 1, 2, 100);
    }
    assertThat(ElementValues.floats(arrays.get("float16")))
        .containsExactly(65504, 0x1p-14f, -0f, Float.POSITIVE_INFINITY, Float.NaN, 0x1.554p-2f);
    assertThat(ElementValues.floats(arrays.get("float32")))
        .containsExactly(
            Float.MAX_VALUE, Float.MIN_NORMAL, -0f, Float.POSITIVE_INFINITY, Float.NaN, 1 / 3f);
    assertThat(ElementValues.doubles(arrays.get("float64")))
        .containsExactly(
            Double.MAX_VALUE, Double.MIN_NORMAL, -0., Double.POSITIVE_INFINITY, Double.NaN, 1 / 3.);
    assertThat(ElementValues.ints(arrays.get("bool"))).containsExactly(1, 0, 1, 0, 0, 1);
    assertThat(arrays.get("bool").type()).isEqualTo(ElementType.BOOL);
    var complex = arrays.get("complex64").data().asFloatBuffer();
    assertThat(new float[] {complex.get(0), complex.get(1), complex.get(3), complex.get(11)})
        .containsExactly(1, 2, -3, -0.25f);
    var wide = arrays.get("complex128").data().asDoubleBuffer();
    assertThat(new double[] {wide.get(0), wide.get(1), wide.get(3), wide.get(11)})
        .containsExactly(1, 2, -3, -0.25);
    assertThat(arrays.get("bytes").toStrings()).containsExactly("a", "bcd", "", "é", "x y", "z");
    assertThat(arrays.get("text").toStrings()).containsExactly("a", "bcd", "", "é", "日本", "𝄞");
  }

  @Test
  void writesWhatItReads() throws IOException {
    var arrays = Npz.read(sample("little.npz"));
    var stored = folder.resolve("stored.npz");
    var deflated = folder.resolve("deflated.npz");
    Npz.write(stored, arrays);
    Npz.writeCompressed(deflated, arrays);
    assertThat(Npz.read(stored)).isEqualTo(arrays);
    assertThat(Npz.read(deflated)).isEqualTo(arrays);
    assertThat(Files.size(deflated)).isLessThan(Files.size(stored));
    try (var npz = Npz.open(deflated)) {
      assertThat(npz.names()).containsExactlyElementsOf(arrays.keySet());
    }
  }

  @Test
  void theSameArraysGiveTheSameFile() throws IOException {
    Map<String, ArrayData> arrays = new LinkedHashMap<>();
    arrays.put("x", ElementValues.of(new float[] {1, 2}, 2));
    Npz.write(folder.resolve("a"), arrays);
    Npz.write(folder.resolve("b"), arrays);
    assertThat(Files.mismatch(folder.resolve("a"), folder.resolve("b"))).isEqualTo(-1);
  }

  @Test
  void anUnknownNameListsTheOthers() throws IOException {
    var file = folder.resolve("x.npz");
    Npz.write(file, Map.of("x_train", ElementValues.of(new byte[1], 1)));
    try (var npz = Npz.open(file)) {
      assertThatThrownBy(() -> npz.get("x"))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("no array 'x'")
          .hasMessageContaining("[x_train]");
    }
  }

  @Test
  void otherEntriesAreLeftOut() throws IOException {
    var file = folder.resolve("notes.npz");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("README"));
      zip.write('x');
    }
    assertThat(Npz.read(file)).isEmpty();
  }

  @Test
  void oneChangedValueIsFound() throws IOException {
    var file = folder.resolve("v.npz");
    Npz.write(file, Map.of("v", ElementValues.of(new byte[] {1, 2, 3, 77, 5}, 5)));
    byte[] bytes = Files.readAllBytes(file);
    int at = 0;
    while (bytes[at] != 1 || bytes[at + 1] != 2 || bytes[at + 3] != 77) {
      at++;
    }
    bytes[at + 3]++;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("v.npz(v.npy)")
        .hasMessageContaining("CRC-32");
  }

  @Test
  void deflatedLiesAreFoundWithoutMemory() throws IOException {
    var file = folder.resolve("lie.npz");
    byte[] honest = Npy.header(ElementValues.of(new byte[5], 5));
    String lie = new String(honest, StandardCharsets.ISO_8859_1);
    lie = lie.replace("(5,)", "(2000000000,)");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(lie.getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("lie.npz(x.npy)");
  }

  @Test
  void cutFilesAreRefused() throws IOException {
    var file = folder.resolve("small.npz");
    Npz.writeCompressed(file, Map.of("x", ElementValues.of(new float[] {1, 2}, 2)));
    var cut = folder.resolve("cut.npz");
    Samples.cutEverywhere(Files.readAllBytes(file), bytes -> Npz.read(Files.write(cut, bytes)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"little.npz", "big_fortran.npz"})
  void spoiledFilesGiveNoOtherError(String name) throws IOException {
    byte[] whole = Files.readAllBytes(sample(name));
    var spoiled = folder.resolve("spoiled.npz");
    Samples.spoilAtRandom(
        whole, 300, System.nanoTime(), bytes -> Npz.read(Files.write(spoiled, bytes)));
  }

  @Test
  void aMissingFileIsNoFormatError() {
    assertThatThrownBy(() -> Npz.open(folder.resolve("none.npz")))
        .isInstanceOfAny(NoSuchFileException.class, FileNotFoundException.class);
  }

  @Test
  void namesKeepTheirFolders() throws IOException {
    var file = folder.resolve("deep.npz");
    var one = ElementValues.of(new byte[] {1}, 1);
    Npz.write(file, Map.of("layers/dense/vars/0", one));
    assertThat(Npz.read(file)).isEqualTo(Map.of("layers/dense/vars/0", one));
    try (var npz = Npz.open(file)) {
      assertThat(npz.names()).isEqualTo(List.of("layers/dense/vars/0"));
    }
  }
}
