package keratin.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import keratin.tensor.Tensor;

/** Datasets that are read from files while they are iterated. */
abstract sealed class DatasetFiles permits DatasetCreation {
  DatasetFiles() {}

  /** The lines of text files, UTF-8, one scalar string each. */
  public static Dataset textLines(Path... files) {
    return new Parts<Path>(files.length, Arrays.asList(files)::iterator)
        .flatMap(DatasetFiles::lines);
  }

  private static Dataset lines(Path file) {
    return new Dataset(
        Dataset.UNKNOWN,
        () -> {
          BufferedReader reader;
          try {
            reader = Files.newBufferedReader(file);
          } catch (IOException e) {
            throw new UncheckedIOException("textLines: %s cannot be read.".formatted(file), e);
          }
          return new Source<>() {
            @Override
            boolean advance() {
              try {
                String line = reader.readLine();
                if (line == null) {
                  reader.close();
                  return false;
                }
                return give(Element.of(Tensor.of(line)));
              } catch (IOException e) {
                throw new UncheckedIOException("textLines: %s cannot be read.".formatted(file), e);
              }
            }
          };
        });
  }
}
