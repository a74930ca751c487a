package keratin.snippets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code {@snippet :}} of the documentation.
 *
 * @param file where it is
 * @param line the line there
 * @param text its lines, without the stars
 */
record Snippet(Path file, int line, String text) {
  private static final String TAG = "{@snippet";

  private static final Pattern TYPE =
      Pattern.compile(
          "^((public|final|abstract|sealed) )*(class|record|interface|enum) .*", Pattern.DOTALL);

  /** A statement on a line of its own with a comment behind it. */
  private static final Pattern CLAIM =
      Pattern.compile(
          "(\\s*(?:[\\w.<>\\[\\], ]+ = )?)(?!IO\\.|return |throw |\\w+\\.adapt\\()(.*[^ ]);"
              + "\\s+// (.*)");

  /** All snippets below a folder of sources. */
  static List<Snippet> below(Path folder) throws IOException {
    List<Snippet> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        addAll(file, Files.readString(file), found);
      }
    }
    return found;
  }

  private static void addAll(Path file, String source, List<Snippet> found) {
    for (int at = source.indexOf(TAG); at >= 0; at = source.indexOf(TAG, at + 1)) {
      int depth = 0;
      int end = at;
      do {
        depth += source.charAt(end) == '{' ? 1 : source.charAt(end) == '}' ? -1 : 0;
        end++;
      } while (depth > 0);
      int line = (int) source.substring(0, at).lines().count();
      List<String> lines =
          source
              .substring(at, end - 1)
              .lines()
              .skip(1)
              .map(l -> l.replaceFirst("^\\s*\\* ?", ""))
              .toList();
      found.add(new Snippet(file, line, String.join("\n", lines).strip()));
    }
  }

  /** {@code keratin.layers.core.Dense}: the class that it documents. */
  private String documented() {
    String path = file.toString().replace('\\', '/');
    String name = path.substring(path.indexOf("src/main/java/") + "src/main/java/".length());
    return name.substring(0, name.length() - ".java".length()).replace('/', '.');
  }

  private String code() {
    return text.lines()
        .dropWhile(l -> l.startsWith("//") || l.isBlank())
        .reduce("", (a, b) -> a + b + "\n");
  }

  /** True for statements, which can be run; false for a class or members of one. */
  boolean runs() {
    return !TYPE.matcher(code()).matches() && !isMembers();
  }

  private boolean isMembers() {
    return code().startsWith("private ") || code().startsWith("protected ");
  }

  /** A compilation unit of this name that holds it. */
  String unit(String name) {
    String documented = documented();
    String imports =
        """
        import module java.base;
        import module keratin;
        import %s.*;
        """
            .formatted(documented.substring(0, documented.lastIndexOf('.')));
    if (isMembers()) {
      return imports + "abstract class %s extends %s {\n%s\n}\n".formatted(name, documented, text);
    } else if (!runs()) {
      return imports + "class %s {\n%s\n}\n".formatted(name, text);
    }
    return imports
        + """
        public class %s extends World {
          public %s() { super(%s); }
          public void run() throws Exception {
        %s
          }
        }
        """
            .formatted(name, name, quoted(inputs()), checked());
  }

  /** The shapes before the arrow of a comment: {@code (8, 10, 4) -> (8, 3, 4)}. */
  private String inputs() {
    Matcher arrow = Pattern.compile("// (.*)->").matcher(text);
    return arrow.find() ? arrow.group(1) : "";
  }

  /** The statements, with what their comments say made into checks. */
  private String checked() {
    List<String> lines = new ArrayList<>();
    boolean begins = true;
    for (String line : text.lines().toList()) {
      Matcher claim = CLAIM.matcher(line);
      boolean wraps =
          begins && claim.matches() && claim.group(3).matches("[-\\[(\\d].*|tf\\.Tensor\\(.*");
      lines.add(
          wraps
              ? "%sis(%s, %s);".formatted(claim.group(1), claim.group(2), quoted(claim.group(3)))
              : line);
      String code = line.replaceFirst("\\s*//.*", "");
      begins = code.isBlank() || code.matches(".*[;{}]");
    }
    return String.join("\n", lines);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  public String toString() {
    return "%s:%d".formatted(file.getFileName(), line);
  }
}
