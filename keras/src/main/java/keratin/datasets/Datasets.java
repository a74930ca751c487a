package keratin.datasets;

import java.nio.file.Path;

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

  private static ImageData load(ImageSet set) {
    return ImageData.of(set.load(Places.ofEnvironment(), new Download(Download.KERAS, System.out)));
  }
}
