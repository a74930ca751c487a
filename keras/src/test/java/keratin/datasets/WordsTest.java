package keratin.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import keratin.data.Table;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files in the formats of Keras' sets, and what its load_data makes of them. */
@Tag("F1")
class WordsTest {
  @TempDir private Path folder;
  private final Download nowhere =
      new Download(URI.create("http://127.0.0.1:9/"), new PrintStream(new ByteArrayOutputStream()));

  private Places with(String set, String... names) throws IOException {
    Path into = Files.createDirectories(folder.resolve(set));
    for (String name : names) {
      try (InputStream in = WordsTest.class.getResourceAsStream(name)) {
        Files.write(into.resolve(name), in.readAllBytes());
      }
    }
    return new Places(folder, folder.resolve("cache"));
  }

  private static String text(List<int[]> rows, Tensor labels) {
    return rows.stream().map(Arrays::toString).toList()
        + " "
        + Arrays.toString(labels.toLongArray());
  }

  @Test
  void reviewsAsKerasGivesThem() throws IOException {
    Imdb sets = new Imdb(with("imdb", "imdb.npz"), nowhere);
    SequenceData all = sets.imdb(new WordOptions());
    assertEquals(
        "[[1, 363, 13, 215, 281], [1, 51, 121, 196, 327, 255], [1, 92], [1, 296, 91, 74],"
            + " [1, 318, 197, 43, 91, 178], [1, 341]] [1, 1, 0, 1, 1, 0]",
        text(all.xTrain(), all.yTrain()));
    // The largest number is no word any more, as the bound is that number itself.
    assertEquals(
        "[[1, 247, 201, 339, 342], [1, 181, 247, 289, 151], [1, 35], [1, 2, 292, 269, 189]]"
            + " [0, 0, 1, 1]",
        text(all.xTest(), all.yTest()));
    SequenceData some = sets.imdb(new WordOptions().numWords(150).skipTop(20).maxlen(6));
    assertEquals(
        "[[2, 2, 2, 2, 2], [2, 92], [2, 2, 91, 74], [2, 2]] [1, 0, 1, 0]",
        text(some.xTrain(), some.yTrain()));
    SequenceData bare =
        sets.imdb(
            new WordOptions().numWords(150).oovChar(null).startChar(null).indexFrom(0).seed(1));
    assertEquals(
        "[[88, 71], [10], [40, 88], [48, 118], [89], []] [1, 1, 1, 1, 0, 0]",
        text(bare.xTrain(), bare.yTrain()));
    assertEquals(
        "imdb: no text has fewer than maxlen = 1 words. Give a larger maxlen.",
        assertThrows(IllegalArgumentException.class, () -> sets.imdb(new WordOptions().maxlen(1)))
            .getMessage());
  }

  @Test
  void newsAndHouses() throws IOException {
    Imdb sets = new Imdb(with("reuters", "reuters.npz"), nowhere);
    SequenceData news = sets.reuters(new WordOptions().numWords(200).testSplit(0.4));
    assertEquals(
        "[[1, 132], [1, 2, 187, 32, 2], [1, 109, 46, 35, 2, 2]] [1, 0, 3]",
        text(news.xTrain(), news.yTrain()));
    assertEquals("[[1, 57, 2, 42, 2, 2], [1, 61, 2]] [2, 4]", text(news.xTest(), news.yTest()));
    assertEquals(46, Datasets.reutersLabelNames().size());
    Places places = with("tabular", "california_housing.npz");
    TableData houses = Housing.california(places, nowhere, "large", 0.3, 113);
    assertArrayEquals(new double[] {9, 3, 6, 1, 0, 7, 4}, houses.yTrain().toDoubleArray());
    assertArrayEquals(new double[] {27, 28, 29}, houses.xTrain().get("0").toDoubleArray());
    assertArrayEquals(new double[] {8, 2, 5}, houses.yTest().toDoubleArray());
  }

  @Test
  void reviewsFromTheirTexts() throws IOException {
    Places places = with("imdb", "aclImdb-labelled.tar.bz2", "imdb_word_index.json");
    Imdb sets = new Imdb(places, nowhere);
    SequenceData reviews = sets.imdb(new WordOptions().numWords(100));
    assertEquals(4, reviews.xTrain().size());
    int good = Arrays.asList(1, 0).indexOf((int) reviews.yTrain().toLongArray()[0]) == 0 ? 6 : 7;
    // "train film, it's pos<br />number 0" without the words that have no number
    assertArrayEquals(
        new int[] {1, 9, 4, 5, good, 8}, Arrays.copyOf(reviews.xTrain().getFirst(), 6));
    assertEquals(7, sets.imdbWordIndex().get("1"));
  }

  @Test
  void absentFilesAreExplained() {
    Imdb sets = new Imdb(new Places(null, folder.resolve("cache")), nowhere);
    String message =
        assertThrows(DatasetException.class, () -> sets.imdb(new WordOptions())).getMessage();
    assertTrue(message.startsWith("imdb: imdb.npz is not on this machine"), message);
    assertTrue(message.contains("Put it into " + folder.resolve("cache")), message);
  }

  @Test
  void realTables() {
    String named = System.getenv("KERATIN_DATA");
    Path data = named == null ? Path.of("..", "..", "shared", "data") : Path.of(named);
    assumeTrue(Files.isDirectory(data.resolve("tabular")), () -> data + " is not here");
    Table cars = Table.readCsv(data.resolve("tabular/auto-mpg.data"), Table.SPACES, -1);
    assertEquals(398, cars.rows().size());
    assertEquals("chevrolet chevelle malibu", cars.texts("8").getFirst());
    assertArrayEquals(
        new float[] {18, 8, 307, 130, 3504, 12, 70, 1},
        cars.numbers("0", "1", "2", "3", "4", "5", "6", "7").get("0").toFloatArray());
    TableData houses = Housing.boston(new Places(data, folder), nowhere, 0.2, 113);
    assertEquals("(404, 13)", houses.xTrain().shape().toString());
    // Keras: (x_train, y_train), _ = boston_housing.load_data()
    assertEquals(1.23247, houses.xTrain().get("0, 0").doubleValue(), 1e-6);
    assertArrayEquals(
        new double[] {15.2, 42.3, 50}, houses.yTrain().get(":3").toDoubleArray(), 1e-6);
  }

  @Test
  void cellsOfTables() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a,b\n1,\"x, \"\"y\"\"\"\n?,z\n\n");
    Table table = Table.readCsv(file);
    assertEquals(List.of("x, \"y\"", "z"), table.texts("b"));
    assertTrue(Float.isNaN(table.numbers("a").toFloatArray()[1]));
    assertEquals(
        "Row 0 of the column \"b\" is no number: \"x, \"y\"\". Take it by texts(\"b\").",
        assertThrows(IllegalArgumentException.class, table::numbers).getMessage());
    assertEquals(
        "There is no column \"c\". There are: [a, b]",
        assertThrows(IllegalArgumentException.class, () -> table.numbers("c")).getMessage());
  }
}
