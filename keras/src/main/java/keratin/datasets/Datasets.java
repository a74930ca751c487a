package keratin.datasets;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keratin.formats.Checksums;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * Well-known data sets, loaded in one call.
 *
 * <p>A set is looked for in the folder that the environment variable {@code KERATIN_DATA} names,
 * then in Keras' cache {@code ~/.keras/datasets} (or {@code $KERAS_HOME/datasets}), so that what
 * Python downloaded is used. Otherwise it is downloaded from where Keras takes it, verified, and
 * kept in that cache.
 *
 * <pre>{@code
 * var mnist = Datasets.mnist();
 * model.fit(mnist.xTrain(), mnist.yTrain());
 * }</pre>
 */
public final class Datasets {
  private static final int DIGITS_TRAIN = 12_000;
  private static final int DIGITS_TEST = 2_000;
  private static final long DIGITS_SEED = 42;
  private static final List<String> REUTERS_TOPICS =
      List.of(
          ("cocoa grain veg-oil earn acq wheat copper housing money-supply coffee sugar trade"
                  + " reserves ship cotton carcass crude nat-gas cpi money-fx interest gnp"
                  + " meal-feed alum oilseed gold tin strategic-metal livestock retail ipi"
                  + " iron-steel rubber heat jobs lei bop zinc orange pet-chem dlr gas silver wpi"
                  + " hog lead")
              .split(" "));

  private Datasets() {}

  /**
   * MNIST: 60,000 and 10,000 handwritten digits, 28 × 28.
   *
   * <p>{@code KERATIN_DATA} may hold the four idx files, plain or {@code .gz}, or {@code
   * mnist.npz}, directly or in the folder {@code mnist}; the cache holds {@code mnist.npz}.
   *
   * @throws DatasetException if it is nowhere and cannot be downloaded, or is damaged
   * @see <a href="https://keras.io/api/datasets/mnist/">keras.datasets.mnist</a>
   */
  public static ImageData mnist() {
    return load(ImageSet.MNIST);
  }

  /**
   * MNIST from a folder with the four idx files or {@code mnist.npz}, or from one {@code .npz}
   * file. Nothing is downloaded. Any other set in the same form can be read too.
   *
   * @throws DatasetException if a file is missing or damaged
   */
  public static ImageData mnist(Path where) {
    return ImageData.of(ImageSet.MNIST.read(where));
  }

  /**
   * Fashion-MNIST: 60,000 and 10,000 pictures of clothes, 28 × 28. Classes: 0 T-shirt/top, 1
   * trouser, 2 pullover, 3 dress, 4 coat, 5 sandal, 6 shirt, 7 sneaker, 8 bag, 9 ankle boot.
   *
   * <p>The four idx files are looked for in the folder {@code fashion-mnist} of {@code
   * KERATIN_DATA} and of the cache.
   *
   * @throws DatasetException if it is nowhere and cannot be downloaded, or is damaged
   * @see <a href="https://keras.io/api/datasets/fashion_mnist/">keras.datasets.fashion_mnist</a>
   */
  public static ImageData fashionMnist() {
    return load(ImageSet.FASHION_MNIST);
  }

  /**
   * Fashion-MNIST from a folder with the four idx files. Nothing is downloaded.
   *
   * @throws DatasetException if a file is missing or damaged
   */
  public static ImageData fashionMnist(Path where) {
    return ImageData.of(ImageSet.FASHION_MNIST.read(where));
  }

  /**
   * CIFAR-10: 50,000 and 10,000 colour pictures of 32 × 32, {@code uint8 (n, 32, 32, 3)}, labels
   * {@code (n, 1)}. Classes: 0 airplane, 1 automobile, 2 bird, 3 cat, 4 deer, 5 dog, 6 frog, 7
   * horse, 8 ship, 9 truck.
   *
   * <p>{@code KERATIN_DATA} may hold, in the folder {@code cifar10}, the archive {@code
   * cifar-10-python.tar.gz} or {@code cifar-10-binary.tar.gz}, packed or unpacked, or a file {@code
   * cifar10….zip} of pictures {@code train/CLASS/NUMBER.png} and {@code test/CLASS/NUMBER.png}.
   *
   * @throws DatasetException if it is nowhere and cannot be downloaded, or is damaged
   * @see <a href="https://keras.io/api/datasets/cifar10/">keras.datasets.cifar10</a>
   */
  public static ImageData cifar10() {
    return load(Cifar.CIFAR10, "labels");
  }

  /**
   * CIFAR-10 from a folder or an archive, in any of the forms of {@link #cifar10()}. Nothing is
   * downloaded.
   *
   * @throws DatasetException if it is missing or damaged
   */
  public static ImageData cifar10(Path where) {
    return ImageData.of(Cifar.CIFAR10.read(where, "labels"));
  }

  /**
   * CIFAR-100: as CIFAR-10, with 100 classes.
   *
   * @throws DatasetException if it is nowhere and cannot be downloaded, or is damaged
   * @see <a href="https://keras.io/api/datasets/cifar100/">keras.datasets.cifar100</a>
   */
  public static ImageData cifar100() {
    return cifar100("fine");
  }

  /**
   * CIFAR-100 with either of its labels.
   *
   * @param labelMode {@code "fine"} for 100 classes, {@code "coarse"} for 20
   */
  public static ImageData cifar100(String labelMode) {
    return load(Cifar.CIFAR100, labels(labelMode));
  }

  /** CIFAR-100 from a folder or an archive. Nothing is downloaded. */
  public static ImageData cifar100(Path where, String labelMode) {
    return ImageData.of(Cifar.CIFAR100.read(where, labels(labelMode)));
  }

  private static String labels(String mode) {
    if (!mode.equals("fine") && !mode.equals("coarse")) {
      throw new IllegalArgumentException(
          "labelMode must be \"fine\" or \"coarse\", but is \"%s\".".formatted(mode));
    }
    return mode + "_labels";
  }

  private static ImageData load(Cifar set, String labelKey) {
    Download download = new Download(Download.CIFAR, System.out);
    return ImageData.of(set.load(Places.ofEnvironment(), download, labelKey));
  }

  /**
   * Digits that need no file: 12,000 for training and 2,000 for the test, in MNIST's form, drawn by
   * the program from seed 42. A little easier than MNIST: a network with 128 hidden units is right
   * for about 98 %.
   */
  public static ImageData digits() {
    return digits(DIGITS_TRAIN, DIGITS_TEST, DIGITS_SEED);
  }

  /**
   * Digits drawn from a seed: strokes of a few hands per digit, with their own slant, width, bend
   * and wobble each time, {@code uint8 (n, 28, 28)}. The same seed gives the same bytes on every
   * machine, and picture {@code i} is the same however many follow it; test pictures are numbered
   * on after the training pictures. Every ten pictures are the ten digits.
   *
   * @param train how many training pictures, at least 1
   * @param test how many test pictures, at least 1
   * @param seed any number
   */
  public static ImageData digits(int train, int test, long seed) {
    return ImageData.of(Digits.draw(train, test, seed));
  }

  // ---- any file ----

  /**
   * A file from the web, which is downloaded once and kept in Keras' cache.
   *
   * @param fname its name in the cache
   * @param origin its address
   * @param fileHash its MD5 or SHA-256, so that a damaged file is downloaded again; null if none is
   *     known
   * @return where it is on this machine
   * @throws DatasetException if it cannot be downloaded, or is not the one that was meant
   * @see <a href="https://keras.io/api/utils/python_utils/">keras.utils.get_file</a>
   */
  public static Path getFile(String fname, URI origin, @Nullable String fileHash) {
    return getFile(fname, origin, fileHash, Places.ofEnvironment().cache(), System.out);
  }

  /**
   * An archive from the web, which is downloaded and unpacked once: {@code .zip}, {@code .tar.gz}
   * or {@code .tar.bz2}.
   *
   * @param fname its name in the cache, {@code "flowers.tar.gz"}
   * @param extract whether to unpack it
   * @return the folder of its files, {@code flowers_extracted} in the cache; without {@code
   *     extract} the archive
   * @throws DatasetException if it cannot be downloaded, is not the one that was meant, or a name
   *     in it leads out of the folder
   */
  public static Path getFile(String fname, URI origin, @Nullable String fileHash, boolean extract) {
    return getFile(fname, origin, fileHash, extract, Places.ofEnvironment().cache(), System.out);
  }

  static Path getFile(
      String fname,
      URI origin,
      @Nullable String fileHash,
      boolean extract,
      Path cache,
      PrintStream out) {
    int dot = fname.indexOf('.');
    if (!extract) {
      return getFile(fname, origin, fileHash, cache, out);
    }
    Path archive = getFile(dot < 0 ? fname + "_archive" : fname, origin, fileHash, cache, out);
    Path folder = cache.resolve(dot < 0 ? fname : fname.substring(0, dot) + "_extracted");
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      // Beside its place first, so that what is there is whole.
      Path part = Files.createTempDirectory(cache, "extracting");
      Archives.extract(archive, part);
      return Files.move(part, folder);
    } catch (IOException | FormatException e) {
      throw new DatasetException(
          "getFile: %s could not be unpacked (%s).\n  Delete it, so that it is downloaded again."
              .formatted(archive, e.getMessage()),
          e);
    }
  }

  static Path getFile(
      String fname, URI origin, @Nullable String fileHash, Path cache, PrintStream out) {
    Path file = cache.resolve(fname).normalize();
    if (!file.startsWith(cache.normalize())) {
      throw new IllegalArgumentException(
          "getFile: the name \"%s\" leads out of the cache %s.".formatted(fname, cache));
    }
    if (Files.isRegularFile(file) && isIntact(file, fileHash)) {
      return file;
    }
    String address = origin.toString();
    int name = address.lastIndexOf('/') + 1;
    try {
      new Download(URI.create(address.substring(0, name)), out)
          .fetch(address.substring(name), file, fileHash);
      return file;
    } catch (IOException | FormatException e) {
      throw new DatasetException(
          "getFile: %s could not be downloaded (%s).\n  Put it into %s yourself."
              .formatted(origin, e.getMessage(), file),
          e);
    }
  }

  private static boolean isIntact(Path file, @Nullable String fileHash) {
    try {
      if (fileHash != null) {
        Checksums.verify(file, fileHash);
      }
      return true;
    } catch (IOException | FormatException e) {
      return false;
    }
  }

  // ---- texts ----

  /**
   * IMDB: 25,000 and 25,000 film reviews as word numbers, with labels 1 for good and 0 for bad
   * ones.
   *
   * <p>{@code KERATIN_DATA} may hold, in the folder {@code imdb}, Keras' {@code imdb.npz}, or the
   * authors' archive {@code aclImdb_v1.tar.gz} with Keras' {@code imdb_word_index.json}: the texts
   * are then read and numbered here, in an order of their own.
   *
   * <pre>{@code
   * SequenceData reviews = Datasets.imdb(new WordOptions().numWords(10_000));
   * Tensor x = Sequences.padSequences(reviews.xTrain(), 80);
   * }</pre>
   *
   * @throws DatasetException if it is nowhere and cannot be downloaded, or is damaged
   * @see <a href="https://keras.io/api/datasets/imdb/">keras.datasets.imdb</a>
   */
  public static SequenceData imdb(WordOptions how) {
    return words().imdb(how);
  }

  /** IMDB with Keras' defaults: all words. */
  public static SequenceData imdb() {
    return imdb(new WordOptions());
  }

  /** The number of every word in IMDB by frequency, from 1; the sets add {@code indexFrom}. */
  public static Map<String, Integer> imdbWordIndex() {
    return words().imdbWordIndex();
  }

  /**
   * Reuters: 11,228 news as word numbers, in 46 topics.
   *
   * @throws DatasetException if it is nowhere and cannot be downloaded, or is damaged
   * @see <a href="https://keras.io/api/datasets/reuters/">keras.datasets.reuters</a>
   */
  public static SequenceData reuters(WordOptions how) {
    return words().reuters(how);
  }

  /** Reuters with Keras' defaults: all words, a fifth for the test. */
  public static SequenceData reuters() {
    return reuters(new WordOptions());
  }

  /** The number of every word in Reuters by frequency, from 1. */
  public static Map<String, Integer> reutersWordIndex() {
    return words().reutersWordIndex();
  }

  /** The topics of Reuters in the order of their labels. */
  public static List<String> reutersLabelNames() {
    return REUTERS_TOPICS;
  }

  private static Imdb words() {
    return new Imdb(Places.ofEnvironment(), new Download(Download.KERAS, System.out));
  }

  // ---- tables ----

  /**
   * Boston housing: 506 districts, 13 measurements each, and the median price in thousands of
   * dollars; float64. A fifth is for the test.
   *
   * @throws DatasetException if it is nowhere and cannot be downloaded, or is damaged
   * @see <a href="https://keras.io/api/datasets/boston_housing/">keras.datasets.boston_housing</a>
   */
  public static TableData bostonHousing() {
    return bostonHousing(0.2, 113);
  }

  /** Boston housing with another part for the test, or in another order. */
  public static TableData bostonHousing(double testSplit, long seed) {
    return Housing.boston(
        Places.ofEnvironment(), new Download(Download.KERAS, System.out), testSplit, seed);
  }

  /**
   * California housing: 20,640 districts, 8 measurements each, and the median price in dollars.
   *
   * @throws DatasetException if it is nowhere and cannot be downloaded, or is damaged
   * @see <a
   *     href="https://keras.io/api/datasets/california_housing/">keras.datasets.california_housing</a>
   */
  public static TableData californiaHousing() {
    return californiaHousing("large", 0.2, 113);
  }

  /**
   * California housing.
   *
   * @param version {@code "large"}, or {@code "small"} for the first 600 districts
   */
  public static TableData californiaHousing(String version, double testSplit, long seed) {
    return Housing.california(
        Places.ofEnvironment(), new Download(Download.KERAS, System.out), version, testSplit, seed);
  }

  private static ImageData load(ImageSet set) {
    return ImageData.of(set.load(Places.ofEnvironment(), new Download(Download.KERAS, System.out)));
  }
}
