package keratin.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.formats.FormatException;
import keratin.formats.idx.Idx;
import keratin.formats.numpy.Npz;
import org.jspecify.annotations.Nullable;

/**
 * A set of grey images with labels, in MNIST's files: four idx files, or one {@code .npz} with
 * {@code x_train, y_train, x_test, y_test}.
 *
 * @see <a href="https://keras.io/api/datasets/mnist/">keras.datasets.mnist</a>
 */
enum ImageSet {
  /** Handwritten digits; Keras offers them as one file with a SHA-256. */
  MNIST(
      "mnist",
      "",
      new Remote("mnist.npz", "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1")),

  /** Clothes; the MD5 sums are those its authors publish. */
  FASHION_MNIST(
      "fashion-mnist",
      "fashion-mnist",
      new Remote("train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe"),
      new Remote("train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
      new Remote("t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310"),
      new Remote("t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79"));

  private static final List<String> IDX_FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  private final String folder;
  private final String cacheFolder;
  private final List<Remote> remotes;

  ImageSet(String folder, String cacheFolder, Remote... remotes) {
    this.folder = folder;
    this.cacheFolder = cacheFolder;
    this.remotes = List.of(remotes);
  }

  /** A file to download and its published checksum. */
  record Remote(String name, String checksum) {}

  /** Looks into each place in turn, then downloads into the cache. */
  ImageArrays load(Places places, Download download) {
    Path data = places.data();
    if (data != null) {
      Path own = data.resolve(folder);
      if (isIn(own)) {
        return read(own);
      }
      // the bare folder means MNIST: for other sets the same file names would be a wrong guess
      if (this == MNIST && isIn(data)) {
        return read(data);
      }
    }
    Path cache = places.cache().resolve(cacheFolder);
    for (Remote remote : remotes) {
      Path file = cache.resolve(remote.name());
      if (!Files.isRegularFile(file)) {
        try {
          download.fetch(remote.name(), file, remote.checksum());
        } catch (IOException | FormatException e) {
          throw absent(places, cache, remote, e);
        }
      }
    }
    return read(cache);
  }

  private DatasetException absent(Places places, Path cache, Remote remote, Exception e) {
    var names = remotes.stream().map(Remote::name).toList();
    Path data = places.data();
    return new DatasetException(
        folder
            + ": "
            + remote.name()
            + " is not on this machine and could not be downloaded ("
            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
            + ").\n  Looked in "
            + (data == null ? "" : data.resolve(folder) + ", ")
            + cache
            + ".\n  Put "
            + String.join(", ", names)
            + " into "
            + cache
            + ", or the four idx files ("
            + IDX_FILES.getFirst()
            + ".gz, ...) into the folder "
            + folder
            + " of the folder that KERATIN_DATA names.",
        e);
  }

  private boolean isIn(Path where) {
    return Files.isRegularFile(where.resolve(folder + ".npz"))
        || IDX_FILES.stream().anyMatch(name -> idxFile(where, name) != null);
  }

  /**
   * Reads the files of one folder, or one {@code .npz} file.
   *
   * @throws DatasetException if one is missing or damaged
   */
  ImageArrays read(Path where) {
    try {
      Path npz = Files.isDirectory(where) ? where.resolve(folder + ".npz") : where;
      return check(where, Files.isRegularFile(npz) ? readNpz(npz) : readIdx(where));
    } catch (FormatException e) {
      throw new DatasetException(folder + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new DatasetException(
          folder + ": cannot read " + where + " (" + e + "). Check the path and its permissions.",
          e);
    }
  }

  private static ImageArrays readNpz(Path file) throws IOException {
    try (var npz = Npz.open(file)) {
      return new ImageArrays(
          npz.get("x_train"), npz.get("y_train"), npz.get("x_test"), npz.get("y_test"));
    }
  }

  private ImageArrays readIdx(Path where) throws IOException {
    var missing = new ArrayList<String>();
    var arrays = new ArrayList<ArrayData>();
    for (String name : IDX_FILES) {
      Path file = idxFile(where, name);
      if (file == null) {
        missing.add(name + ".gz");
      } else if (missing.isEmpty()) {
        arrays.add(Idx.read(file));
      }
    }
    if (!missing.isEmpty()) {
      throw new DatasetException(
          folder
              + ": "
              + where
              + " has no "
              + String.join(", ", missing)
              + ".\n  Put the missing files there (plain or .gz)"
              + (this == MNIST ? ", or mnist.npz." : "."));
    }
    return new ImageArrays(arrays.get(0), arrays.get(1), arrays.get(2), arrays.get(3));
  }

  /** The plain or packed file; its name may have a dot where the original has a dash. */
  private static @Nullable Path idxFile(Path where, String name) {
    for (String variant : new String[] {name, name.replace("-idx", ".idx")}) {
      for (String suffix : new String[] {"", ".gz"}) {
        Path file = where.resolve(variant + suffix);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    return null;
  }

  private ImageArrays check(Path where, ImageArrays arrays) {
    check(where, "training", arrays.xTrain(), arrays.yTrain());
    check(where, "test", arrays.xTest(), arrays.yTest());
    return arrays;
  }

  private void check(Path where, String part, ArrayData x, ArrayData y) {
    int[] images = x.shape();
    int[] labels = y.shape();
    if (x.type() != ElementType.UINT8
        || y.type() != ElementType.UINT8
        || images.length != 3
        || labels.length != 1
        || images[0] != labels[0]) {
      throw new DatasetException(
          folder
              + ": the "
              + part
              + " images in "
              + where
              + " are "
              + x
              + " and the labels "
              + y
              + "; expected uint8 (n, rows, columns) and uint8 (n,).\n"
              + "  Check that the files belong together.");
    }
  }
}
