package keratin.datasets;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.formats.FormatException;

/**
 * Pictures in a zip file: {@code train|test/CLASS/NUMBER.png}. Classes are numbered in the order of
 * their names, pictures in that of their numbers.
 */
final class PictureZip {
  private PictureZip() {}

  static ImageArrays read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names =
          zip.stream().map(ZipEntry::getName).filter(n -> n.endsWith(".png")).toList();
      TreeSet<String> classes = new TreeSet<>();
      names.forEach(name -> classes.add(part(file, name, 1)));
      ImageArrays train = read(zip, file, names, List.copyOf(classes), "train");
      ImageArrays test = read(zip, file, names, List.copyOf(classes), "test");
      return new ImageArrays(train.xTrain(), train.yTrain(), test.xTrain(), test.yTrain());
    }
  }

  private static String part(Path file, String name, int index) {
    String[] parts = name.split("/", -1);
    if (parts.length != 3) {
      throw new FormatException(
          file.toString(),
          "the picture " + name,
          "train/CLASS/NUMBER.png or test/CLASS/NUMBER.png",
          "Pack the pictures into such folders.");
    }
    return parts[index];
  }

  private static ImageArrays read(
      ZipFile zip, Path file, List<String> names, List<String> classes, String folder)
      throws IOException {
    List<String> wanted =
        names.stream()
            .filter(name -> part(file, name, 0).equals(folder))
            .sorted(Comparator.comparing(name -> part(file, name, 2)))
            .toList();
    if (wanted.isEmpty()) {
      throw new FormatException(
          file.toString(), "no pictures in " + folder, "some", "Pack them into that folder.");
    }
    ByteBuffer labels = ByteBuffer.allocate(wanted.size());
    ByteBuffer pixels = ByteBuffer.allocate(0);
    int height = 0;
    int width = 0;
    for (String name : wanted) {
      BufferedImage image = image(zip, file, name);
      if (height == 0) {
        height = image.getHeight();
        width = image.getWidth();
        pixels = ByteBuffer.allocate(Math.multiplyExact(wanted.size(), 3 * height * width));
      }
      if (image.getHeight() != height || image.getWidth() != width) {
        throw new FormatException(
            file.toString(),
            "%s of %d x %d".formatted(name, image.getHeight(), image.getWidth()),
            "%d x %d as the first".formatted(height, width),
            "All pictures must have one size.");
      }
      for (int rgb : image.getRGB(0, 0, width, height, null, 0, width)) {
        pixels.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
      }
      labels.put((byte) classes.indexOf(part(file, name, 1)));
    }
    int[] shape = {wanted.size(), height, width, 3};
    ArrayData x = new ArrayData(ElementType.UINT8, shape, pixels.flip());
    ArrayData y = new ArrayData(ElementType.UINT8, new int[] {wanted.size(), 1}, labels.flip());
    return new ImageArrays(x, y, x, y);
  }

  private static BufferedImage image(ZipFile zip, Path file, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      BufferedImage image = ImageIO.read(in);
      if (image == null) {
        throw new FormatException(
            file.toString(), name + " cannot be read", "a PNG picture", "Pack the file again.");
      }
      return image;
    }
  }
}
