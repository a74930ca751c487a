package keratin.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.formats.FormatException;
import keratin.formats.tar.Tar;
import org.jspecify.annotations.Nullable;

/**
 * The CIFAR sets, in each of their forms: the archives with Python's pickles, those with plain
 * bytes, either unpacked, or pictures in a zip file.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR datasets</a>
 */
enum Cifar {
  /** Ten classes; six batches of 10,000, the last one for the test. */
  CIFAR10(
      "cifar10",
      "cifar-10",
      "batches-py",
      "batches-bin",
      "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce",
      List.of("data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"),
      "test_batch",
      1),

  /** A hundred classes, in twenty coarse ones. */
  CIFAR100(
      "cifar100",
      "cifar-100",
      "python",
      "binary",
      "85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7",
      List.of("train"),
      "test",
      2);

  private final String folder;
  private final String stem;
  private final String pickled;
  private final String plain;
  private final String checksum;
  private final List<String> training;
  private final String test;
  private final int labels;

  Cifar(
      String folder,
      String stem,
      String pickled,
      String plain,
      String checksum,
      List<String> training,
      String test,
      int labels) {
    this.folder = folder;
    this.stem = stem;
    this.pickled = pickled;
    this.plain = plain;
    this.checksum = checksum;
    this.training = training;
    this.test = test;
    this.labels = labels;
  }

  /**
   * Looks into each place in turn, then downloads into the cache.
   *
   * @param labelKey the labels that are wanted: {@code "labels"}, {@code "fine_labels"}, …
   */
  ImageArrays load(Places places, Download download, String labelKey) {
    Path data = places.data();
    Path cache = places.cache();
    if (data != null) {
      for (String name : new String[] {folder, stem}) {
        Path own = data.resolve(name);
        if (Files.isDirectory(own)) {
          return read(own, labelKey);
        }
      }
    }
    Path archive = cache.resolve(stem + "-python.tar.gz");
    if (find(cache) == null) {
      try {
        download.fetch(archive.getFileName().toString(), archive, checksum);
      } catch (IOException | FormatException e) {
        throw new DatasetException(
            ("%s: not on this machine, and could not be downloaded (%s).\n"
                    + "  Put %s-python.tar.gz or %s-binary.tar.gz into %s, or into the folder %s of"
                    + " the folder that KERATIN_DATA names.")
                .formatted(folder, e.getMessage(), stem, stem, cache, folder),
            e);
      }
    }
    return read(cache, labelKey);
  }

  /**
   * Reads a folder with the set in any form, or one archive.
   *
   * @throws DatasetException if there is none, or it is damaged
   */
  ImageArrays read(Path where, String labelKey) {
    Path found = Files.isDirectory(where) ? find(where) : where;
    try {
      if (found == null) {
        throw new DatasetException(
            "%s: %s has none of %s-python.tar.gz, %s-binary.tar.gz, their unpacked folders or a zip file of pictures."
                .formatted(folder, where, stem, stem));
      }
      if (found.toString().endsWith(".zip")) {
        return PictureZip.read(found);
      }
      Map<String, byte[]> files =
          Files.isDirectory(found) ? unpacked(found) : Tar.read(found, this::isBatch);
      return CifarBatches.read(found.toString(), files, training, test, labels, labelKey);
    } catch (FormatException e) {
      throw new DatasetException(folder + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new DatasetException(
          "%s: cannot read %s (%s). Check the path and its permissions."
              .formatted(folder, found, e),
          e);
    }
  }

  /** The first form that is there: unpacked by Keras or by hand, packed, pictures. */
  private @Nullable Path find(Path where) {
    String python = stem + "-" + pickled;
    for (String name :
        new String[] {
          python + "-target/" + python,
          python,
          stem + "-" + plain,
          stem + "-python.tar.gz",
          python + "-target.tar.gz",
          stem + "-binary.tar.gz"
        }) {
      if (Files.exists(where.resolve(name))) {
        return where.resolve(name);
      }
    }
    try (Stream<Path> files = Files.isDirectory(where) ? Files.list(where) : Stream.empty()) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(folder))
          .filter(f -> f.toString().endsWith(".zip"))
          .sorted()
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private boolean isBatch(String name) {
    String batch = name.endsWith(".bin") ? name.substring(0, name.length() - 4) : name;
    return training.contains(batch) || test.equals(batch);
  }

  private Map<String, byte[]> unpacked(Path where) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> listed = Files.list(where)) {
      for (Path file : listed.filter(f -> isBatch(f.getFileName().toString())).toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }
}
