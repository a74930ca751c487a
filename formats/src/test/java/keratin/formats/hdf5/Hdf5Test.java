package keratin.formats.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.formats.ElementValues;
import keratin.formats.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5Test {
  @TempDir Path folder;

  private Hdf5Group written(Hdf5Group tree) throws IOException {
    Path file = folder.resolve("tree.h5");
    Hdf5.write(file, tree);
    return Hdf5.read(file);
  }

  @Test
  void treesComeBack() throws IOException {
    var tree = new Hdf5Group().attribute("backend", "tensorflow").attribute("nothing", "");
    tree.group("vars").attribute("names", List.of("kernel", "βίας", ""));
    tree.group("vars").put("0", ElementValues.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    tree.group("vars").put("1", ElementValues.of(new long[] {Long.MIN_VALUE}));
    tree.group("vars").put("2", ElementValues.of(new double[0], 0, 4));
    tree.group("vars").arrayAttribute("0", "dtype", "bfloat16");
    tree.group("empty");

    assertThat(written(tree)).isEqualTo(tree);
  }

  @Test
  void everyNumberTypeComesBack() throws IOException {
    var tree = new Hdf5Group();
    for (ElementType type : ElementType.values()) {
      if (!type.isString() && !type.toString().startsWith("complex") && type != ElementType.BOOL) {
        byte[] bytes = new byte[3 * type.bytes()];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) (7 * i + 1);
        }
        tree.put(type.toString(), new ArrayData(type, new int[] {3}, ByteBuffer.wrap(bytes)));
      }
    }

    assertThat(written(tree)).isEqualTo(tree);
  }

  @Test
  void groupsOfManyPartsAreTreesOfTables() throws IOException {
    var tree = new Hdf5Group();
    for (int i = 0; i < 3000; i++) {
      tree.group("layer_" + i).attribute("name", "name " + i);
    }

    assertThat(written(tree)).isEqualTo(tree);
  }

  @Test
  void longTextsAreWhole() throws IOException {
    var tree = new Hdf5Group().attribute("model_config", "{\"a\": 1}".repeat(20_000));

    assertThat(written(tree)).isEqualTo(tree);
  }

  @Test
  void aPathLeadsToAGroup() {
    var tree = new Hdf5Group();
    var vars = tree.group("layers").group("dense").group("vars");

    assertThat(tree.find("/layers/dense/vars")).isSameAs(vars);
    assertThat(tree.find("layers/dense_1/vars")).isNull();
  }

  @Test
  void aFileThatIsCutOffIsRefused() throws IOException {
    var tree = new Hdf5Group().put("a", ElementValues.of(new float[1000], 1000));
    Path file = folder.resolve("cut.h5");
    Hdf5.write(file, tree);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> Hdf5.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("cut.h5: it cannot be read as HDF5")
        .hasMessageContaining("copy or download it again");
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> Hdf5.read(ByteBuffer.wrap(new byte[5000]), "zeros.h5"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("zeros.h5");
  }

  @Test
  void namesHaveNoSlash() {
    assertThatThrownBy(() -> new Hdf5Group().group("a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a/b'");
  }
}
