package keratin.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.formats.ArrayData;
import keratin.formats.FormatException;
import keratin.formats.numpy.Npz;
import keratin.random.NumpyRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reviews of films and news as word numbers, from Keras' files or from the texts themselves. */
final class Imdb {
  private static final SetFile REVIEWS =
      new SetFile(
          "imdb", "imdb.npz", "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f");
  private static final SetFile WORDS =
      new SetFile("imdb", "imdb_word_index.json", "bfafd718b763782e994055a2d397834f");
  private static final SetFile NEWS =
      new SetFile(
          "reuters",
          "reuters.npz",
          "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916");
  private static final SetFile NEWS_WORDS =
      new SetFile("reuters", "reuters_word_index.json", "4d44cc38712099c9e383dc6e5f11a921");

  private final Places places;
  private final Download download;

  Imdb(Places places, Download download) {
    this.places = places;
    this.download = download;
  }

  SequenceData imdb(WordOptions how) {
    Path texts = texts();
    Map<String, WordSequences> parts =
        texts == null ? fromFile(REVIEWS.find(places, download)) : fromTexts(texts);
    NumpyRandom random = new NumpyRandom(how.seed);
    WordSequences train = part(parts, "train").shuffled(random).marked(how);
    WordSequences test = part(parts, "test").shuffled(random).marked(how);
    if (train.words().isEmpty() || test.words().isEmpty()) {
      throw new IllegalArgumentException(
          "imdb: no text has fewer than maxlen = %s words. Give a larger maxlen."
              .formatted(how.maxlen));
    }
    int limit = how.numWords == null ? Math.max(train.largest(), test.largest()) : how.numWords;
    return WordSequences.of(train.limited(how, limit), test.limited(how, limit));
  }

  private static WordSequences part(Map<String, WordSequences> parts, String name) {
    return parts.getOrDefault(name, new WordSequences(List.of(), new long[0]));
  }

  /** The texts themselves, where they are and Keras' file is not. */
  private @Nullable Path texts() {
    Path data = places.data();
    if (data == null || Files.exists(data.resolve("imdb").resolve(REVIEWS.name()))) {
      return null;
    }
    for (String name : List.of("aclImdb-labelled.tar.bz2", "aclImdb_v1.tar.gz")) {
      Path archive = data.resolve("imdb").resolve(name);
      if (Files.isRegularFile(archive)) {
        return archive;
      }
    }
    return null;
  }

  private Map<String, WordSequences> fromTexts(Path archive) {
    try {
      return new ReviewTexts(wordIndex(WORDS)).read(archive, download.out());
    } catch (IOException e) {
      throw new DatasetException("imdb: cannot read %s (%s).".formatted(archive, e), e);
    }
  }

  private static Map<String, WordSequences> fromFile(Path file) {
    try (Npz npz = Npz.open(file)) {
      Map<String, WordSequences> parts = new LinkedHashMap<>();
      for (String part : List.of("train", "test")) {
        parts.put(part, sequences(npz, "x_" + part, "y_" + part));
      }
      return parts;
    } catch (IOException | FormatException e) {
      throw new DatasetException("imdb: " + e.getMessage(), e);
    }
  }

  private static WordSequences sequences(Npz npz, String x, String y) throws IOException {
    return WordSequences.of(npz.getObjects(x), labels(npz.get(y)));
  }

  private static long[] labels(ArrayData array) {
    long[] labels = new long[array.size()];
    var data = array.data().order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = array.elementBytes() == 8 ? data.getLong(i * 8) : data.getInt(i * 4);
    }
    return labels;
  }

  SequenceData reuters(WordOptions how) {
    Path file = NEWS.find(places, download);
    try (Npz npz = Npz.open(file)) {
      WordSequences all = sequences(npz, "x", "y").shuffled(new NumpyRandom(how.seed)).marked(how);
      int limit = how.numWords == null ? all.largest() : how.numWords;
      WordSequences limited = all.limited(how, limit);
      return limited.split((int) (limited.words().size() * (1 - how.testSplit)));
    } catch (IOException | FormatException e) {
      throw new DatasetException("reuters: " + e.getMessage(), e);
    }
  }

  Map<String, Integer> imdbWordIndex() {
    return wordIndex(WORDS);
  }

  Map<String, Integer> reutersWordIndex() {
    return wordIndex(NEWS_WORDS);
  }

  private Map<String, Integer> wordIndex(SetFile file) {
    Map<String, Integer> index = new LinkedHashMap<>();
    JsonMapper.builder()
        .build()
        .readTree(file.find(places, download).toFile())
        .forEachEntry((word, number) -> index.put(word, number.asInt()));
    return index;
  }
}
