package keratin.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keratin.formats.FormatException;

/**
 * One file of a data set in Keras' store.
 *
 * @param set the folder in the one that {@code KERATIN_DATA} names
 */
record SetFile(String set, String name, String checksum) {
  /** Where it is: in the folder of the set, in the cache, or downloaded into the cache. */
  Path find(Places places, Download download) {
    Path data = places.data();
    if (data != null) {
      for (Path own : new Path[] {data.resolve(set).resolve(name), data.resolve(name)}) {
        if (Files.isRegularFile(own)) {
          return own;
        }
      }
    }
    Path cached = places.cache().resolve(name);
    if (!Files.isRegularFile(cached)) {
      try {
        download.fetch(name, cached, checksum);
      } catch (IOException | FormatException e) {
        throw new DatasetException(
            "%s: %s is not on this machine and could not be downloaded (%s).\n  Put it into %s, or into"
                    .formatted(set, name, e.getMessage(), places.cache())
                + " the folder %s of the folder that KERATIN_DATA names.".formatted(set),
            e);
      }
    }
    return cached;
  }
}
