package keratin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files and methods that {@code docs/notes.md} names are there, and every chapter is named. */
class NotesTableTest {
  private static final Path ROOT = Path.of("..");

  /** {@code Sorting:accuracy}, {@code text/MinCharRnn:main}, {@code SortingTest}. */
  private static final Pattern NAME =
      Pattern.compile("`(?:([a-z]+)/)?([A-Z]\\w+)(?::(\\w+)`|(?<=Test)`)");

  @Test
  void everyNameIsThere() throws IOException {
    Map<String, Path> sources = sources();
    List<MatchResult> names = names();
    assertThat(names).hasSizeGreaterThan(150);
    for (MatchResult name : names) {
      String file = name.group(1) == null ? name.group(2) : name.group(1) + "/" + name.group(2);
      assertThat(sources).as(name.group()).containsKey(file);
      if (name.group(3) != null) {
        assertThat(Files.readString(sources.get(file)))
            .as(name.group())
            .containsPattern("\\b" + name.group(3) + "\\([^;]*\\{|class " + name.group(3) + "\\b");
      }
    }
  }

  @Test
  void everyChapterIsNamed() throws IOException {
    List<String> named = names().stream().map(name -> name.group(2)).toList();
    try (Stream<Path> chapters = Files.list(Path.of("notes"))) {
      assertThat(chapters.map(NotesTableTest::stem)).isSubsetOf(named);
    }
  }

  private static List<MatchResult> names() throws IOException {
    return NAME.matcher(Files.readString(ROOT.resolve("docs/notes.md"))).results().toList();
  }

  /** The chapters by name, other examples by folder and name, all tests by name. */
  private static Map<String, Path> sources() throws IOException {
    Map<String, Path> found = new TreeMap<>();
    try (Stream<Path> examples = Files.list(Path.of("."))) {
      for (Path folder : examples.filter(Files::isDirectory).toList()) {
        String name = folder.getFileName().toString();
        for (Path file : java(folder, 1)) {
          found.put(name.equals("notes") ? stem(file) : name + "/" + stem(file), file);
        }
      }
    }
    for (String module : List.of("core", "keras", "examples")) {
      for (Path file : java(ROOT.resolve(module).resolve("src/test/java"), 20)) {
        found.put(stem(file), file);
      }
    }
    return found;
  }

  private static List<Path> java(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return new ArrayList<>(files.filter(f -> f.toString().endsWith(".java")).toList());
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
