package keratin.formats.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import keratin.formats.ArrayData;
import keratin.formats.ElementValues;
import keratin.formats.FormatException;
import keratin.formats.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  private static final ArrayData CUBE = ElementValues.of(range(24), 2, 3, 4);

  private static float[] range(int count) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return values;
  }

  private static byte[] sample(String name) {
    return Samples.bytes(NpyTest.class, name);
  }

  private static byte[] written(ArrayData array) {
    var out = new ByteArrayOutputStream();
    try {
      Npy.write(out, array);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** A version 1 file with this dictionary and these values. */
  private static byte[] handMade(String dictionary, byte... values) {
    byte[] text = (dictionary + "\n").getBytes(StandardCharsets.ISO_8859_1);
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(text.length & 0xff);
    out.write(text.length >> 8);
    out.writeBytes(text);
    out.writeBytes(values);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cube.npy", "cube_fortran.npy", "version2.npy", "version3.npy"})
  void readsEveryVersionAndOrder(String name) {
    assertThat(Npy.read(sample(name), name)).isEqualTo(CUBE);
  }

  @Test
  void readsScalarsAndEmptyArrays() {
    var scalar = Npy.read(sample("scalar.npy"), "scalar");
    assertThat(scalar.shape()).isEmpty();
    assertThat(ElementValues.doubles(scalar)).containsExactly(2.5);
    assertThat(Npy.read(sample("empty.npy"), "empty")).hasToString("int16 (0, 3)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cube.npy", "scalar.npy", "empty.npy", "vector.npy"})
  void writesTheBytesOfNumpy(String name) {
    byte[] numpy = sample(name);
    assertThat(written(Npy.read(numpy, name))).isEqualTo(numpy);
  }

  @Test
  void writesFiles(@TempDir Path folder) throws IOException {
    var file = folder.resolve("cube.npy");
    Npy.write(file, CUBE);
    assertThat(Files.readAllBytes(file)).isEqualTo(sample("cube.npy"));
    assertThat(Npy.read(file)).isEqualTo(CUBE);
  }

  @Test
  void fortranOrderWithEveryKindOfAxis() {
    byte[] values = {0, 3, 1, 4, 2, 5};
    var array =
        Npy.read(
            handMade("{'descr': '|u1', 'fortran_order': True, 'shape': (1, 2, 1, 3)}", values),
            "f");
    assertThat(ElementValues.ints(array)).containsExactly(0, 1, 2, 3, 4, 5);
    var empty = Npy.read(handMade("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 0)}"), "e");
    assertThat(empty.size()).isZero();
  }

  @Test
  void readsWhatPython2AndOtherWritersWrote() {
    var array =
        Npy.read(
            handMade(
                "{\"shape\": (2L,),\"descr\":\"u1\" , \"fortran_order\": False }",
                (byte) 1,
                (byte) 2),
            "p");
    assertThat(array).isEqualTo(ElementValues.of(new byte[] {1, 2}, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "objects.npy | never done: save the array with a plain type",
        "records.npy | Save each field on its own",
        "dates.npy   | a.astype('int64')",
      })
  void refusesWithAWayOut(String name, String remedy) {
    assertThatThrownBy(() -> Npy.read(sample(name), name))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'descr': '<f16', 'fortran_order': False, 'shape': ()}             | '<f16'",
        "{'descr': '<f3', 'fortran_order': False, 'shape': ()}              | '<f3'",
        "{'descr': '<U999999999', 'fortran_order': False, 'shape': (0,)}    | '<U999999999'",
        "{'descr': 'S0', 'fortran_order': False, 'shape': (2000000000,)}    | 'S0'",
        "{'descr': '', 'fortran_order': False, 'shape': ()}                 | its type is ''",
        "{'descr': '<f4', 'shape': ()}                                      | only the keys",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False}           | comes twice",
        "{'descr': '<f4', 'fortran_order': 1, 'shape': ()}                  | True or False",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3)}             | (3,)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}           | a length, 0 or more",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999,)}   | above 2147483647",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2 2)}           | a comma",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}    | the key 'x'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()} + exit()     | more text",
        "{'descr: '<f4'}                                                    | has '<' at character"
            + " 10",
      })
  void refusesABadHeader(String dictionary, String found) {
    assertThatThrownBy(() -> Npy.read(handMade(dictionary, new byte[16]), "bad.npy"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("bad.npy: ")
        .hasMessageContaining(found);
  }

  @Test
  void aLyingHeaderAllocatesNothing() {
    for (String shape : new String[] {"(500000000,)", "(2000000000, 2000000000, 2000000000)"}) {
      assertThatThrownBy(
              () ->
                  Npy.read(
                      handMade("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}"),
                      "lie.npy"))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(shape);
    }
  }

  @Test
  void refusesOtherFiles() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
    assertThatThrownBy(() -> Npy.read(png, "a.png"))
        .hasMessageStartingWith("a.png: it begins with \\x89PNG\\x0d\\x0a\\x1a\\x0a; expected");
    byte[] future = sample("cube.npy");
    future[6] = 9;
    assertThatThrownBy(() -> Npy.read(future, "f")).hasMessageContaining("version is 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cube.npy", "version2.npy", "objects.npy"})
  void cutFilesAreRefused(String name) {
    byte[] whole = sample(name);
    Samples.cutEverywhere(whole, bytes -> Npy.read(bytes, name));
  }

  @Test
  void spoiledFilesGiveNoOtherError() {
    long seed = System.nanoTime();
    for (String name : new String[] {"cube.npy", "cube_fortran.npy", "version3.npy"}) {
      // only the header: spoiled values are values
      byte[] whole = sample(name);
      Samples.spoilAtRandom(whole, 3_000, seed, bytes -> Npy.read(bytes, name));
      byte[] header = Arrays.copyOf(whole, 80);
      Samples.spoilAtRandom(header, 3_000, seed, bytes -> Npy.read(bytes, name));
    }
  }

  @Test
  void writesAsManyAxesAsNumpyHas() {
    var shape = new int[64];
    Arrays.fill(shape, 1);
    var array = ElementValues.of(new float[] {7}, shape);
    assertThat(Npy.read(written(array), "axes")).isEqualTo(array);
    var tooMany = new int[65];
    Arrays.fill(tooMany, 1);
    assertThatThrownBy(() -> written(array.reshape(tooMany)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65 axes came, at most 64");
  }
}
