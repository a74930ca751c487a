package keratin.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {
  /** Nobody listens on port 1. */
  private static final Download OFFLINE =
      new Download(
          URI.create("http://127.0.0.1:1/"), new PrintStream(OutputStream.nullOutputStream()));

  private static final int PLANE = 32 * 32;

  @TempDir Path folder;

  /** Red is the label, green one more, blue two more. */
  private static byte[] planes(int label) {
    byte[] bytes = new byte[3 * PLANE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (label + i / PLANE);
    }
    return bytes;
  }

  private static Map<String, byte[]> binary() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int b = 1; b <= 5; b++) {
      ByteArrayOutputStream batch = new ByteArrayOutputStream();
      batch.write(b);
      batch.writeBytes(planes(b));
      files.put("data_batch_" + b + ".bin", batch.toByteArray());
    }
    files.put("test_batch.bin", files.get("data_batch_3.bin"));
    return files;
  }

  /** As Python 2 wrote the batches: protocol 2, strings of bytes, an array of NumPy's. */
  private static byte[] pickle(String labelKey, int label) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ascii(out, "\u0080\u0002}q\u0001(");
    string(out, labelKey);
    ascii(out, "]q\u0002(K" + (char) label + "e");
    string(out, "data");
    ascii(out, "cnumpy.core.multiarray\n_reconstruct\nq\u0003cnumpy\nndarray\nq\u0004");
    ascii(out, "K\u0000\u0085U\u0001b\u0087R(K\u0001K\u0001M\u0000\u000c\u0086");
    ascii(out, "cnumpy\ndtype\nU\u0002u1K\u0000K\u0001\u0087R(K\u0003U\u0001|NNNtb\u0089");
    ascii(out, "T\u0000\u000c\u0000\u0000");
    out.writeBytes(planes(label));
    ascii(out, "tbu.");
    return out.toByteArray();
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void string(ByteArrayOutputStream out, String text) {
    ascii(out, "U" + (char) text.length() + text);
  }

  private static Map<String, byte[]> pickles() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int b = 1; b <= 5; b++) {
      files.put("data_batch_" + b, pickle("labels", b));
    }
    files.put("test_batch", pickle("labels", 3));
    files.put("batches.meta", new byte[] {'.'});
    return files;
  }

  private static void tar(Path archive, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(archive.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      for (var file : files.entrySet()) {
        byte[] header = new byte[512];
        byte[] name = ("inside/" + file.getKey()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, header, 0, name.length);
        byte[] size =
            "%011o ".formatted(file.getValue().length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = '0';
        out.write(header);
        out.write(file.getValue());
        out.write(new byte[(512 - file.getValue().length % 512) % 512]);
      }
      out.write(new byte[1024]);
    }
  }

  private static void assertFive(ImageArrays arrays) {
    Memory.tidy(
        () -> {
          ImageData data = ImageData.of(arrays);
          assertThat(data.xTrain().shape()).isEqualTo(Shape.of(5, 32, 32, 3));
          assertThat(data.yTrain().shape()).isEqualTo(Shape.of(5, 1));
          assertThat(data.xTest().shape()).isEqualTo(Shape.of(1, 32, 32, 3));
          assertThat(data.yTrain().cast(DType.INT32).toIntArray()).containsExactly(1, 2, 3, 4, 5);
          assertThat(data.xTrain().get("3, 31, 5").cast(DType.INT32).toIntArray())
              .containsExactly(4, 5, 6);
        });
  }

  @Test
  void archivesOfBytesAndOfPicklesGiveTheSameImages() throws IOException {
    Path bytes = folder.resolve("a").resolve("cifar-10-binary.tar.gz");
    tar(bytes, binary());
    assertFive(Cifar.CIFAR10.read(bytes, "labels"));
    Path python = folder.resolve("b").resolve("cifar-10-python.tar.gz");
    tar(python, pickles());
    assertFive(Cifar.CIFAR10.read(python.getParent(), "labels"));
  }

  @Test
  void whatKerasUnpackedIsFoundInItsCache() throws IOException {
    Path cache = folder.resolve("cache");
    Path unpacked = cache.resolve("cifar-10-batches-py-target").resolve("cifar-10-batches-py");
    Files.createDirectories(unpacked);
    for (var file : pickles().entrySet()) {
      Files.write(unpacked.resolve(file.getKey()), file.getValue());
    }
    assertFive(Cifar.CIFAR10.load(new Places(null, cache), OFFLINE, "labels"));
  }

  @Test
  void aHundredClassesHaveTwoLabels() throws IOException {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    row.writeBytes(new byte[] {7, 42});
    row.writeBytes(planes(9));
    Path archive = folder.resolve("cifar-100-binary.tar.gz");
    tar(archive, Map.of("train.bin", row.toByteArray(), "test.bin", row.toByteArray()));
    Memory.tidy(
        () -> {
          ImageData fine = Datasets.cifar100(archive, "fine");
          assertThat(fine.yTest().cast(DType.INT32).toIntArray()).containsExactly(42);
          ImageData coarse = Datasets.cifar100(folder, "coarse");
          assertThat(coarse.yTrain().cast(DType.INT32).toIntArray()).containsExactly(7);
        });
    assertThatThrownBy(() -> Datasets.cifar100(archive, "middle"))
        .hasMessage("labelMode must be \"fine\" or \"coarse\", but is \"middle\".");
  }

  @Test
  void picturesInAZipFileAreNumberedByClass() throws IOException {
    Path zip = Files.createDirectories(folder.resolve("cifar10")).resolve("cifar10-few.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : new String[] {"train/cat/2.png", "train/bird/1.png", "test/cat/0.png"}) {
        out.putNextEntry(new ZipEntry(name));
        BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        dot.setRGB(0, 0, name.contains("cat") ? 0x010203 : 0x040506);
        ImageIO.write(dot, "png", out);
      }
    }
    Memory.tidy(
        () -> {
          Places places = new Places(folder, folder.resolve("none"));
          ImageData data = ImageData.of(Cifar.CIFAR10.load(places, OFFLINE, "labels"));
          assertThat(data.yTrain().cast(DType.INT32).toIntArray()).containsExactly(0, 1);
          assertThat(data.xTrain().cast(DType.INT32).toIntArray())
              .containsExactly(4, 5, 6, 1, 2, 3);
        });
  }

  @Test
  void damagedFilesSayWhatIsWrongAndExecuteNothing() throws IOException {
    Map<String, byte[]> files = pickles();
    files.put("data_batch_2", "cos\nsystem\n(U\u0004echotR.".getBytes(StandardCharsets.US_ASCII));
    Path archive = folder.resolve("evil.tar.gz");
    tar(archive, files);
    assertThatThrownBy(() -> Cifar.CIFAR10.read(archive, "labels"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("data_batch_2): it wants to use os.system")
        .hasMessageContaining("nothing in it is executed");

    Map<String, byte[]> few = binary();
    few.remove("test_batch.bin");
    Path missing = folder.resolve("few.tar.gz");
    tar(missing, few);
    assertThatThrownBy(() -> Cifar.CIFAR10.read(missing, "labels"))
        .hasMessageContaining("(test_batch): it is not there");

    byte[] whole = Files.readAllBytes(missing);
    Path cut = folder.resolve("cut.tar.gz");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> Cifar.CIFAR10.read(cut, "labels"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("cut off or damaged");

    assertThatThrownBy(
            () -> Cifar.CIFAR10.load(new Places(null, folder.resolve("empty")), OFFLINE, "labels"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("Put cifar-10-python.tar.gz or cifar-10-binary.tar.gz into");
  }
}
