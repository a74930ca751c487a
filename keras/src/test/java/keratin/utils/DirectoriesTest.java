package keratin.utils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.ops.Ops;
import keratin.random.GlobalRandom;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Keras gives for the same folders. */
@Tag("F3")
class DirectoriesTest {
  @TempDir private Path folder;
  private final FromDirectory how = new FromDirectory().batchSize(3).verbose(false);

  @BeforeEach
  void write() throws IOException {
    for (String label : List.of("pos", "neg")) {
      Path deep = Files.createDirectories(folder.resolve(label).resolve("deep"));
      for (int i = 0; i < (label.equals("pos") ? 4 : 3); i++) {
        Files.writeString(folder.resolve(label).resolve(i + ".txt"), label + " " + i);
      }
      Files.writeString(deep.resolve("x.txt"), label + " deep");
      Tensor picture = Tensor.full(DType.FLOAT32, label.equals("pos") ? 255 : 0, 8, 6, 3);
      Images.saveImg(folder.resolve(label).resolve("p.png"), picture, false);
    }
  }

  private static String batches(Dataset dataset) {
    List<String> all = new ArrayList<>();
    for (Element batch : dataset) {
      all.add(
          Arrays.toString(batch.x().toStringArray()) + Arrays.toString(batch.y().toDoubleArray()));
      batch.release("the test");
    }
    return String.join(" ", all);
  }

  private void writeSound(String name, int channels, short... samples) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(UTF_8)).putInt(36 + 2 * samples.length);
    bytes.put("WAVEfmt ".getBytes(UTF_8)).putInt(16).putShort((short) 1);
    bytes.putShort((short) channels).putInt(8000).putInt(16_000 * channels);
    bytes.putShort((short) (2 * channels)).putShort((short) 16);
    bytes.put("data".getBytes(UTF_8)).putInt(2 * samples.length);
    for (short sample : samples) {
      bytes.putShort(sample);
    }
    Files.write(folder.resolve(name), bytes.array());
  }

  @Test
  void soundsOfABatchEndInSilence() throws IOException {
    writeSound("neg/a.wav", 1, (short) 16384, (short) -32768);
    writeSound("pos/b.wav", 1, (short) 8192);
    FromDirectory inOrder = how.shuffle(false);
    for (Element batch : Directories.audioDatasetFromDirectory(folder, inOrder).dataset()) {
      assertEquals(Shape.of(2, 2, 1), batch.x().shape());
      assertEquals("[0.5, -1.0, 0.25, 0.0]", Arrays.toString(batch.x().toDoubleArray()));
      assertEquals("[0.0, 1.0]", Arrays.toString(batch.y().toDoubleArray()));
      batch.release("the test");
    }
    FromDirectory longer = inOrder.outputSequenceLength(3);
    for (Element batch : Directories.audioDatasetFromDirectory(folder, longer).dataset()) {
      assertEquals(Shape.of(2, 3, 1), batch.x().shape());
      batch.release("the test");
    }
    Files.writeString(folder.resolve("pos/b.wav"), "no sound at all");
    assertThrows(
        RuntimeException.class,
        () -> Directories.audioDatasetFromDirectory(folder, inOrder).dataset().iterator().next());
  }

  @Test
  void textsInTheOrderOfKeras() {
    GlobalRandom.setTensorflowSeed(1);
    var texts = Directories.textDatasetFromDirectory(folder, how.seed(5).maxLength(6));
    assertEquals(List.of("neg", "pos"), texts.classNames());
    assertEquals(
        "[pos 3, neg 0, pos 0][1.0, 0.0, 1.0] [neg de, neg 1, pos de][0.0, 0.0, 1.0]"
            + " [pos 2, neg 2, pos 1][1.0, 0.0, 1.0]",
        batches(texts.dataset()));
    GlobalRandom.clear();
  }

  @Test
  void partsOfTheFiles() {
    var split = how.seed(5).validationSplit(0.3);
    var last =
        Directories.textDatasetFromDirectory(
            folder, split.subset("validation").labelMode("binary").shuffle(false));
    assertEquals("[pos 3, pos deep][1.0, 1.0]", batches(last.dataset()));
    Set<Path> all = new TreeSet<>();
    for (String part : List.of("training", "validation")) {
      all.addAll(Directories.textDatasetFromDirectory(folder, split.subset(part)).filePaths());
    }
    assertEquals(9, all.size(), "the parts do not overlap");
    var own =
        Directories.textDatasetFromDirectory(
            folder, how.labels(List.of(7, 7, 7, 7, 8, 8, 8, 8, 8)).shuffle(false));
    assertEquals(List.of("7", "8"), own.classNames());
  }

  @Test
  void pictures() {
    var pictures =
        Directories.imageDatasetFromDirectory(
            folder, how.imageSize(4, 5).labelMode("categorical").shuffle(false));
    Element batch = pictures.dataset().getSingleElement();
    assertEquals(Shape.of(2, 4, 5, 3), batch.x().shape());
    assertEquals(255 * 60, batch.x().sum().doubleValue(), 1e-3);
    assertEquals("[1.0, 0.0, 0.0, 1.0]", Arrays.toString(batch.y().toDoubleArray()));
  }

  @Test
  void mistakesAreExplained() {
    assertEquals(
        "validationSplit with shuffle needs a seed, or the two subsets would overlap.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Directories.textDatasetFromDirectory(
                        folder, how.validationSplit(0.2).subset("training")))
            .getMessage());
    assertEquals(
        "The classes [cat] must be folders of %s, which has [neg, pos].".formatted(folder),
        assertThrows(
                IllegalArgumentException.class,
                () -> Directories.textDatasetFromDirectory(folder, how.classNames(List.of("cat"))))
            .getMessage());
  }

  @Test
  void sequencesOfASeries() {
    GlobalRandom.clear();
    Dataset sequences =
        Timeseries.timeseriesDatasetFromArray(
            Ops.arange(20),
            Ops.arange(20).mul(10),
            4,
            new TimeseriesOptions()
                .sequenceStride(2)
                .samplingRate(2)
                .batchSize(2)
                .shuffle(true)
                .seed(3)
                .startIndex(2)
                .endIndex(18));
    List<String> all = new ArrayList<>();
    for (Element batch : sequences) {
      all.add(Arrays.toString(batch.x().toIntArray()) + Arrays.toString(batch.y().toIntArray()));
    }
    assertEquals(
        "[[6, 8, 10, 12, 2, 4, 6, 8][60, 20], [4, 6, 8, 10, 10, 12, 14, 16][40, 100],"
            + " [8, 10, 12, 14][80]]",
        all.toString());
    assertEquals(
        "timeseriesDatasetFromArray: samplingRate must be from 1 to 19, but 0 came.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Timeseries.timeseriesDatasetFromArray(
                        Ops.arange(20), null, 4, new TimeseriesOptions().samplingRate(0)))
            .getMessage());
  }

  @Test
  void twoParts() {
    var parts = SplitDataset.splitDataset(Dataset.range(10), 0.8, null, true, 1L);
    assertEquals("[6, 8, 9, 7, 5, 3, 0, 4]", numbers(parts.left()));
    assertEquals("[1, 2]", numbers(parts.right()));
    assertEquals("[3, 4]", numbers(SplitDataset.splitDataset(Dataset.range(5), 3).right()));
    assertThrows(
        IllegalArgumentException.class, () -> SplitDataset.splitDataset(Dataset.range(5), 5));
  }

  private static String numbers(Dataset dataset) {
    List<Long> all = new ArrayList<>();
    dataset.forEach(e -> all.add(e.x().longValue()));
    return all.toString();
  }
}
