package keratin.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.formats.FormatException;
import keratin.formats.pickle.Pickle;
import org.jspecify.annotations.Nullable;

/** Batches of CIFAR images, each colour of an image by itself in the file, made whole. */
final class CifarBatches {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int IMAGE = 3 * PLANE;

  /** Images with colours beside each other, and their labels. */
  private record Batch(byte[] pixels, byte[] labels) {}

  private final String source;
  private final Map<String, byte[]> files;
  private final int labelsInFile;
  private final String labelKey;

  private CifarBatches(
      String source, Map<String, byte[]> files, int labelsInFile, String labelKey) {
    this.source = source;
    this.files = files;
    this.labelsInFile = labelsInFile;
    this.labelKey = labelKey;
  }

  /**
   * Puts the batches together.
   *
   * @param labelsInFile how many labels stand before an image in the files of plain bytes
   */
  static ImageArrays read(
      String source,
      Map<String, byte[]> files,
      List<String> training,
      String test,
      int labelsInFile,
      String labelKey)
      throws IOException {
    CifarBatches batches = new CifarBatches(source, files, labelsInFile, labelKey);
    ImageArrays train = batches.join(training);
    ImageArrays tested = batches.join(List.of(test));
    return new ImageArrays(train.xTrain(), train.yTrain(), tested.xTrain(), tested.yTrain());
  }

  private ImageArrays join(List<String> names) throws IOException {
    List<Batch> batches = new ArrayList<>();
    int count = 0;
    for (String name : names) {
      Batch batch = batch(name);
      batches.add(batch);
      count += batch.labels().length;
    }
    ByteBuffer pixels = ByteBuffer.allocate(count * IMAGE);
    ByteBuffer labels = ByteBuffer.allocate(count);
    for (Batch batch : batches) {
      pixels.put(batch.pixels());
      labels.put(batch.labels());
    }
    ArrayData x = new ArrayData(ElementType.UINT8, new int[] {count, SIDE, SIDE, 3}, pixels.flip());
    ArrayData y = new ArrayData(ElementType.UINT8, new int[] {count, 1}, labels.flip());
    return new ImageArrays(x, y, x, y);
  }

  private Batch batch(String name) throws IOException {
    byte[] pickle = files.get(name);
    if (pickle != null) {
      return ofPickle(name, pickle);
    }
    byte[] plain = files.get(name + ".bin");
    if (plain == null) {
      throw damaged(name, "it is not there; there are " + files.keySet(), "all batches");
    }
    return ofBytes(name, plain);
  }

  private Batch ofBytes(String name, byte[] bytes) {
    int row = labelsInFile + IMAGE;
    if (bytes.length % row != 0) {
      throw damaged(name, bytes.length + " bytes", "a multiple of " + row);
    }
    int count = bytes.length / row;
    Batch batch = new Batch(new byte[count * IMAGE], new byte[count]);
    int label = labelKey.equals("coarse_labels") ? 0 : labelsInFile - 1;
    for (int i = 0; i < count; i++) {
      batch.labels()[i] = bytes[i * row + label];
      interleave(bytes, i * row + labelsInFile, batch.pixels(), i * IMAGE);
    }
    return batch;
  }

  private Batch ofPickle(String name, byte[] bytes) throws IOException {
    Object read = Pickle.read(bytes, source + "(" + name + ")");
    if (!(read instanceof Map<?, ?> map)
        || !(map.get("data") instanceof ArrayData data)
        || !(map.get(labelKey) instanceof List<?> labels)) {
      throw damaged(name, "no \"data\" and \"" + labelKey + "\" in it", "a batch of images");
    }
    int count = labels.size();
    if (data.type() != ElementType.UINT8 || data.size() != count * IMAGE) {
      throw damaged(name, data + " for " + count + " labels", "uint8 (" + count + ", 3072)");
    }
    byte[] planes = new byte[count * IMAGE];
    data.data().get(planes);
    Batch batch = new Batch(new byte[count * IMAGE], new byte[count]);
    for (int i = 0; i < count; i++) {
      batch.labels()[i] = label(name, labels.get(i));
      interleave(planes, i * IMAGE, batch.pixels(), i * IMAGE);
    }
    return batch;
  }

  private byte label(String name, @Nullable Object label) {
    if (label instanceof Long number && number >= 0 && number < 100) {
      return number.byteValue();
    }
    throw damaged(name, "the label " + label, "a number below 100");
  }

  private static void interleave(byte[] planes, int from, byte[] pixels, int to) {
    for (int p = 0; p < PLANE; p++) {
      for (int colour = 0; colour < 3; colour++) {
        pixels[to + 3 * p + colour] = planes[from + colour * PLANE + p];
      }
    }
  }

  private FormatException damaged(String name, String found, String expected) {
    return new FormatException(
        source + "(" + name + ")", found, expected, "Download the archive again.");
  }
}
