package keratin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import keratin.tensor.Tensor;

/** The example programs of a folder, compiled: each is one source file with a {@code main}. */
final class Programs {
  private final Path classes;

  private Programs(Path classes) {
    this.classes = classes;
  }

  /** Compiles all programs in {@code sources} as {@code ./keratin run} does. */
  static Programs compile(Path sources, Path classes) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-p",
                System.getProperty("jdk.module.path", System.getProperty("java.class.path")),
                "--add-modules",
                "keratin,xchart",
                "-Xlint:-incubating",
                "-d",
                classes.toString()));
    try (Stream<Path> files = Files.list(sources)) {
      files.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().forEach(arguments::add);
    }
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    PrintStream log = new PrintStream(messages, true, StandardCharsets.UTF_8);
    int status = javac.run(log, log, arguments.toArray(String[]::new));
    assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return new Programs(classes);
  }

  /** Runs a program and gives back what it printed. */
  String run(String program, String... arguments) throws Exception {
    URL[] path = {classes.toUri().toURL()};
    PrintStream before = System.out;
    Locale locale = Locale.getDefault();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (var loader = new URLClassLoader(path, Tensor.class.getClassLoader())) {
      Class<?> type = loader.loadClass(program);
      Method main =
          Arrays.stream(type.getDeclaredMethods())
              .filter(m -> m.getName().equals("main"))
              .findFirst()
              .orElseThrow();
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      main.setAccessible(true);
      Object instance = constructor.newInstance();
      Locale.setDefault(Locale.ROOT);
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      if (main.getParameterCount() == 0) {
        main.invoke(instance);
      } else {
        main.invoke(instance, (Object) arguments);
      }
    } finally {
      System.setOut(before);
      Locale.setDefault(locale);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
