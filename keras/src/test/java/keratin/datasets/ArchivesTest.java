package keratin.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
  private static final URI NOWHERE = URI.create("http://localhost:1/flowers.zip");

  @TempDir Path cache;

  private Path zip(String... names) throws IOException {
    Path file = cache.resolve("flowers.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private Path getFile() {
    PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    return Datasets.getFile("flowers.zip", NOWHERE, null, true, cache, silent);
  }

  @Test
  void aKeptArchiveIsUnpackedOnce() throws IOException {
    zip("roses/1.txt", "tulips/2.txt");
    Path folder = getFile();
    assertThat(folder).isEqualTo(cache.resolve("flowers_extracted"));
    assertThat(folder.resolve("roses/1.txt")).hasContent("roses/1.txt");
    Files.delete(folder.resolve("tulips/2.txt"));
    assertThat(getFile().resolve("tulips/2.txt")).doesNotExist();
  }

  @Test
  void noNameLeadsOutOfTheFolder() throws IOException {
    Path archive = zip("fine.txt", "../../evil.txt");
    Path folder = cache.resolve("a/b/here");
    assertThatThrownBy(() -> Archives.extract(archive, folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("The archive has a file \"../../evil.txt\", which leads out of");
    assertThat(cache.resolve("a/evil.txt")).doesNotExist();
  }
}
