package keratin.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;

/** Test files, and the two ways to spoil them. */
public final class Samples {
  private Samples() {}

  /** Reads the bytes of a resource beside a test class. */
  public static byte[] bytes(Class<?> test, String name) {
    try (var in = test.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a resource to a folder, so that it has a path. */
  public static Path file(Class<?> test, String name, Path folder) throws IOException {
    return Files.write(folder.resolve(name), bytes(test, name));
  }

  /** What reads the bytes of a file. */
  public interface Reader {
    Object read(byte[] bytes) throws IOException;
  }

  /** Every beginning of a file must be refused with a FormatException that names what to do. */
  public static void cutEverywhere(byte[] whole, Reader reader) {
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      var e =
          Assertions.assertThrows(
              FormatException.class, () -> reader.read(cut), "cut to " + length + " bytes");
      Assertions.assertTrue(e.getMessage().contains("expected"), e.getMessage());
    }
  }

  /** A spoiled file may read as something, or give a FormatException; nothing else. */
  public static void spoilAtRandom(byte[] whole, int times, long seed, Reader reader) {
    for (int i = 0; i < times; i++) {
      byte[] spoiled = spoil(whole, new SplittableRandom(seed + i));
      try {
        reader.read(spoiled);
      } catch (FormatException expected) {
        Assertions.assertFalse(expected.getMessage().isBlank());
      } catch (Throwable other) {
        throw new AssertionError("seed " + (seed + i) + " gives " + other, other);
      }
    }
  }

  private static byte[] spoil(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(8);
    for (int change = 0; change < changes; change++) {
      int at = random.nextInt(bytes.length);
      // extremes hit lengths and offsets harder than random bytes do
      bytes[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) 0xff;
            case 1 -> 0;
            case 2 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
            default -> (byte) random.nextInt(256);
          };
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
