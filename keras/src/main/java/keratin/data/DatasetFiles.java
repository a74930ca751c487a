package keratin.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import keratin.formats.tfrecord.Compression;
import keratin.formats.tfrecord.RecordReader;
import keratin.tensor.Tensor;
import keratin.tensor.Utf8;
import org.jspecify.annotations.Nullable;

/** Datasets that are read from files while they are iterated. */
abstract sealed class DatasetFiles permits DatasetCreation {
  DatasetFiles() {}

  /** The lines of text files, UTF-8, one scalar string each. */
  public static Dataset textLines(Path... files) {
    return read("textLines", Arrays.asList(files), DatasetFiles::lines);
  }

  /**
   * The records of TFRecord files that are not packed, one scalar string each. {@link Examples}
   * makes tensors of them.
   *
   * @throws keratin.formats.FormatException while iterating, naming the file and the byte, if one
   *     is damaged
   */
  public static Dataset tfRecord(Path... files) {
    return tfRecord(Arrays.asList(files), "");
  }

  /**
   * The records of TFRecord files, one scalar string each.
   *
   * @param compressionType how the files are packed: {@code "GZIP"}, {@code "ZLIB"}, or {@code ""}
   */
  public static Dataset tfRecord(List<Path> files, String compressionType) {
    Compression compression = Compression.of(compressionType);
    return read("tfRecord", files, file -> records(file, compression));
  }

  /** The strings of an open file. */
  private interface Strings extends Closeable {
    /** The next one; null at the end. */
    @Nullable String next() throws IOException;
  }

  private interface Opening {
    Strings open(Path file) throws IOException;
  }

  private static Strings lines(Path file) throws IOException {
    BufferedReader reader = Files.newBufferedReader(file);
    return new Strings() {
      @Override
      public @Nullable String next() throws IOException {
        return reader.readLine();
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  private static Strings records(Path file, Compression compression) throws IOException {
    RecordReader reader = RecordReader.open(file, compression);
    return new Strings() {
      @Override
      public @Nullable String next() throws IOException {
        byte[] record = reader.next();
        return record == null ? null : Utf8.decode(record);
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  private static Dataset read(String caller, List<Path> files, Opening opening) {
    List<Path> all = List.copyOf(files);
    return new Parts<Path>(all.size(), all::iterator).flatMap(file -> read(caller, file, opening));
  }

  private static Dataset read(String caller, Path file, Opening opening) {
    return new Dataset(
        Dataset.UNKNOWN,
        () -> {
          Strings strings;
          try {
            strings = opening.open(file);
          } catch (IOException e) {
            throw cannotRead(caller, file, e);
          }
          return new Source<>() {
            private boolean ended;

            @Override
            boolean advance() {
              try {
                String next = ended ? null : strings.next();
                if (next == null) {
                  // may be asked again
                  ended = true;
                  strings.close();
                  return false;
                }
                return give(Element.of(Tensor.of(next)));
              } catch (IOException e) {
                throw cannotRead(caller, file, e);
              }
            }
          };
        });
  }

  private static UncheckedIOException cannotRead(String caller, Path file, IOException e) {
    return new UncheckedIOException("%s: %s cannot be read.".formatted(caller, file), e);
  }
}
