package keratin.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keratin.memory.Memory;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The snippets of the documentation compile, those that are statements run, and what their comments
 * say about shapes and numbers is true.
 *
 * <p>Tensors that a snippet does not make itself are those of {@code World.java}; {@code x}, or
 * {@code a} and {@code b}, have the shapes that a comment names before its arrow.
 */
class SnippetTest {
  private static final List<String> MODULES = List.of("core", "formats", "keras", "plots");
  private static final List<Snippet> SNIPPETS = read();

  @TempDir private static Path folder;

  private static List<Snippet> read() {
    List<Snippet> all = new ArrayList<>();
    for (String module : MODULES) {
      try {
        all.addAll(Snippet.below(Path.of("..", module, "src", "main", "java")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  @BeforeAll
  static void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-p",
                System.getProperty("jdk.module.path", System.getProperty("java.class.path")),
                "--add-modules",
                "keratin,keratin.plots",
                "-Xlint:-incubating",
                "-proc:none",
                "-Xmaxerrs",
                "1000",
                "-d",
                folder.toString()));
    try (InputStream world = SnippetTest.class.getResourceAsStream("World.java")) {
      Path file = folder.resolve("World.java");
      Files.write(file, Objects.requireNonNull(world).readAllBytes());
      arguments.add(file.toString());
    }
    for (int i = 0; i < SNIPPETS.size(); i++) {
      Path file = folder.resolve("Snippet%d.java".formatted(i));
      Files.writeString(file, SNIPPETS.get(i).unit("Snippet" + i));
      arguments.add(file.toString());
    }
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    StringWriter messages = new StringWriter();
    PrintWriter log = new PrintWriter(messages);
    int status = javac.run(log, log, arguments.toArray(String[]::new));
    assertThat(status).as(named(messages.toString())).isZero();
  }

  /** {@code Snippet7.java} as the place where that snippet is. */
  private static String named(String messages) {
    return Pattern.compile("\\S*Snippet(\\d+)\\.java")
        .matcher(messages)
        .replaceAll(m -> SNIPPETS.get(Integer.parseInt(m.group(1))).toString());
  }

  @Test
  void manyAreFound() {
    assertThat(SNIPPETS).hasSizeGreaterThan(80);
    assertThat(statements().filter(s -> s.unit("S").contains("is(")))
        .as("those whose comments claim something")
        .hasSizeGreaterThan(50);
  }

  static Stream<Snippet> statements() {
    return SNIPPETS.stream().filter(Snippet::runs);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statements")
  void runs(Snippet snippet) throws Exception {
    int index =
        IntStream.range(0, SNIPPETS.size())
            .filter(i -> SNIPPETS.get(i) == snippet)
            .findFirst()
            .orElseThrow();
    URL[] path = {folder.toUri().toURL()};
    PrintStream before = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try (var loader = new URLClassLoader(path, Tensor.class.getClassLoader())) {
      Class<?> type = loader.loadClass("Snippet" + index);
      Memory.tidy(() -> run(type));
    } finally {
      System.setOut(before);
    }
  }

  private static void run(Class<?> type) {
    try {
      type.getMethod("run").invoke(type.getConstructor().newInstance());
    } catch (InvocationTargetException e) {
      throw new AssertionError(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
