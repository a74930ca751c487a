package keratin.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {
  /** Of "abc": FIPS 180-2, appendix B.1, and RFC 1321, appendix A.5. */
  private static final String SHA256 =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String MD5 = "900150983cd24fb0d6963f7d28e17f72";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("abc"), "abc");
  }

  @Test
  void publishedVectors() throws IOException {
    assertThat(Checksums.sha256(file)).isEqualTo(SHA256);
    assertThat(Checksums.md5(file)).isEqualTo(MD5);
  }

  @Test
  void verifyTellsThemApartByLength() throws IOException {
    Checksums.verify(file, SHA256);
    Checksums.verify(file, MD5.toUpperCase(Locale.ROOT));
    assertThatThrownBy(() -> Checksums.verify(file, "123"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 (SHA-256) or 32 (MD5)");
  }

  @Test
  void aDifferentFileIsRefused() throws IOException {
    Files.writeString(file, "abd");
    assertThatThrownBy(() -> Checksums.verify(file, MD5))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("expected " + MD5)
        .hasMessageContaining("download it again");
  }
}
