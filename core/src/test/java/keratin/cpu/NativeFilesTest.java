package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFilesTest {
  @TempDir Path temporary = Path.of("");

  @BeforeEach
  void cacheHere() {
    System.setProperty("keratin.cache", temporary.resolve("cache").toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty("keratin.cache");
  }

  @Test
  void filesLieTogetherInAFolderNamedAfterTheJar() throws IOException {
    Path jar = jar("demo-1.0.jar", "main library", "helper");
    Path folder = unpack(jar);
    assertThat(folder.getFileName().toString()).startsWith("demo-1.0-");
    assertThat(folder.resolve("main.so")).hasContent("main library");
    assertThat(folder.resolve("helper.so")).hasContent("helper");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aFileCutShortIsWrittenAnew() throws IOException {
    Path jar = jar("demo-1.0.jar", "main library", "helper");
    Path folder = unpack(jar);
    Files.writeString(folder.resolve("main.so"), "main");
    assertThat(unpack(jar)).isEqualTo(folder);
    assertThat(folder.resolve("main.so")).hasContent("main library");
  }

  @Test
  void anotherLibraryOfTheSameNameGetsItsOwnFolder() throws IOException {
    Path first = unpack(jar("demo-1.0.jar", "main library", "helper"));
    Path second = unpack(jar("demo-1.0.jar", "rebuilt library", "helper"));
    assertThat(second).isNotEqualTo(first);
    assertThat(second.resolve("main.so")).hasContent("rebuilt library");
  }

  @Test
  void filesOutsideAJarAreUsedInPlace() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("loose/lib"));
    Files.writeString(folder.resolve("main.so"), "loose");
    Path found =
        NativeFiles.folder(
            "lib/", List.of("main.so"), path -> url(temporary.resolve("loose").resolve(path)));
    assertThat(found).isEqualTo(folder);
  }

  @Test
  void anAbsentLibraryIsNamed() {
    assertThatThrownBy(() -> NativeFiles.folder("lib/", List.of("main.so"), path -> null))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("lib/main.so");
  }

  private Path unpack(Path jar) throws IOException {
    return NativeFiles.folder(
        "lib/",
        List.of("main.so", "helper.so", "absent.so"),
        path -> path.endsWith("absent.so") ? null : url("jar:" + jar.toUri() + "!/" + path));
  }

  private Path jar(String name, String main, String helper) throws IOException {
    Path jar = temporary.resolve(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("lib/main.so"));
      zip.write(main.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("lib/helper.so"));
      zip.write(helper.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static URL url(Path path) {
    return url(path.toUri().toString());
  }

  private static URL url(String text) {
    try {
      return URI.create(text).toURL();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
