package keratin.formats.bzip2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import keratin.formats.FormatException;
import keratin.formats.Samples;
import org.junit.jupiter.api.Test;

/** Files that Python's bz2 has written. */
class Bzip2Test {
  private static byte[] unpack(byte[] bytes) throws IOException {
    try (var in = new Bzip2InputStream(new ByteArrayInputStream(bytes), "test.bz2")) {
      return in.readAllBytes();
    }
  }

  private static byte[] sample(String name) {
    return Samples.bytes(Bzip2Test.class, name);
  }

  @Test
  void readsTextsWithRuns() throws IOException {
    assertArrayEquals(sample("text.txt"), unpack(sample("text.txt.bz2")));
  }

  @Test
  void readsEmptyAndJoinedFiles() throws IOException {
    assertEquals(0, unpack(sample("empty.bz2")).length);
    assertEquals("first second", new String(unpack(sample("two.bz2")), StandardCharsets.US_ASCII));
  }

  @Test
  void damagedFilesAreRefused() {
    Samples.cutEverywhere(sample("empty.bz2"), Bzip2Test::unpack);
    byte[] changed = sample("text.txt.bz2");
    changed[changed.length / 2] ^= 4;
    assertThrows(FormatException.class, () -> unpack(changed));
    assertEquals(
        "test.bz2: it does not begin as bzip2 does; expected BZh and a digit.\n"
            + "  The file is damaged: copy or download it again.",
        assertThrows(FormatException.class, () -> unpack("PK34".getBytes(StandardCharsets.UTF_8)))
            .getMessage());
  }
}
