package keratin.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import keratin.formats.ArrayData;
import keratin.formats.ElementValues;
import keratin.formats.idx.Idx;
import keratin.formats.numpy.Npz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetTest {
  /** Nobody listens on port 1. */
  private static final Download OFFLINE =
      new Download(
          URI.create("http://127.0.0.1:1/"), new PrintStream(OutputStream.nullOutputStream()));

  @TempDir Path folder;

  private Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private Places places() {
    return new Places(folder.resolve("data"), folder.resolve("cache"));
  }

  /** Three training images and one test image, all pixels {@code mark}. */
  private static void writeIdx(Path where, int mark, String suffix) throws IOException {
    Idx.write(where.resolve("train-images-idx3-ubyte" + suffix), images(3, mark));
    Idx.write(where.resolve("train-labels-idx1-ubyte" + suffix), labels(3));
    Idx.write(where.resolve("t10k-images-idx3-ubyte" + suffix), images(1, mark));
    Idx.write(where.resolve("t10k-labels-idx1-ubyte" + suffix), labels(1));
  }

  private static Map<String, ArrayData> arrays(int mark) {
    var arrays = new LinkedHashMap<String, ArrayData>();
    arrays.put("x_test", images(1, mark));
    arrays.put("x_train", images(3, mark));
    arrays.put("y_train", labels(3));
    arrays.put("y_test", labels(1));
    return arrays;
  }

  private static ArrayData images(int count, int mark) {
    var pixels = new byte[count * 4];
    Arrays.fill(pixels, (byte) mark);
    return ElementValues.of(pixels, count, 2, 2);
  }

  private static ArrayData labels(int count) {
    return ElementValues.of(new byte[count], count);
  }

  private static int mark(ImageArrays arrays) {
    assertThat(arrays.xTrain()).hasToString("uint8 (3, 2, 2)");
    assertThat(arrays.yTrain()).hasToString("uint8 (3,)");
    assertThat(arrays.xTest()).hasToString("uint8 (1, 2, 2)");
    assertThat(arrays.yTest()).hasToString("uint8 (1,)");
    return ElementValues.ints(arrays.xTest())[0];
  }

  @Test
  void everyPlaceInItsOrder() throws IOException {
    Npz.writeCompressed(folder("cache").resolve("mnist.npz"), arrays(3));
    assertThat(mark(ImageSet.MNIST.load(places(), OFFLINE))).isEqualTo(3);
    writeIdx(folder("data"), 2, "");
    assertThat(mark(ImageSet.MNIST.load(places(), OFFLINE))).isEqualTo(2);
    writeIdx(folder("data/mnist"), 1, ".gz");
    assertThat(mark(ImageSet.MNIST.load(places(), OFFLINE))).isEqualTo(1);
    var noEnvironment = new Places(null, folder.resolve("cache"));
    assertThat(mark(ImageSet.MNIST.load(noEnvironment, OFFLINE))).isEqualTo(3);
  }

  @Test
  void fashionIsNotTakenFromMnistFiles() throws IOException {
    writeIdx(folder("data"), 1, "");
    writeIdx(folder("cache/fashion-mnist"), 5, ".gz");
    assertThat(mark(ImageSet.FASHION_MNIST.load(places(), OFFLINE))).isEqualTo(5);
    writeIdx(folder("data/fashion-mnist"), 6, "");
    assertThat(mark(ImageSet.FASHION_MNIST.load(places(), OFFLINE))).isEqualTo(6);
  }

  @Test
  void anExplicitPathIsAFolderOrAFile() throws IOException {
    writeIdx(folder("a"), 7, "");
    assertThat(mark(ImageSet.FASHION_MNIST.read(folder("a")))).isEqualTo(7);
    var npz = folder.resolve("my.npz");
    Npz.write(npz, arrays(8));
    assertThat(mark(ImageSet.MNIST.read(npz))).isEqualTo(8);
    Files.move(
        folder("a").resolve("train-images-idx3-ubyte"),
        folder("a").resolve("train-images.idx3-ubyte"));
    assertThat(mark(ImageSet.MNIST.read(folder("a")))).isEqualTo(7);
  }

  @Test
  void offlineAndAbsentSaysWhatToPutWhere() {
    assertThatThrownBy(() -> ImageSet.MNIST.load(places(), OFFLINE))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("mnist.npz is not on this machine and could not be downloaded")
        .hasMessageContaining("127.0.0.1 cannot be reached")
        .hasMessageContaining("Put mnist.npz into " + folder.resolve("cache"))
        .hasMessageContaining(folder.resolve("data").resolve("mnist").toString());
    assertThat(folder.resolve("cache")).isEmptyDirectory();
  }

  @Test
  void aMissingPartIsNamed() throws IOException {
    writeIdx(folder("a"), 1, ".gz");
    Files.delete(folder("a").resolve("t10k-labels-idx1-ubyte.gz"));
    assertThatThrownBy(() -> ImageSet.MNIST.read(folder("a")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("has no t10k-labels-idx1-ubyte.gz")
        .hasMessageContaining("or mnist.npz");
    assertThatThrownBy(() -> ImageSet.MNIST.read(folder.resolve("nowhere")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("nowhere has no train-images-idx3-ubyte.gz, train-labels");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    writeIdx(folder("a"), 1, "");
    Files.writeString(folder("a").resolve("t10k-images-idx3-ubyte"), "<html>");
    assertThatThrownBy(() -> ImageSet.MNIST.read(folder("a")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte: it begins with bytes 3c 68 74 6d");
  }

  @Test
  void filesThatDoNotBelongTogetherAreRefused() throws IOException {
    writeIdx(folder("a"), 1, "");
    Idx.write(folder("a").resolve("train-labels-idx1-ubyte"), labels(4));
    assertThatThrownBy(() -> ImageSet.MNIST.read(folder("a")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("uint8 (3, 2, 2)")
        .hasMessageContaining("uint8 (4,)");
  }
}
