import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or rewrites the layout of every Java file of the project with google-java-format.
 *
 * <p>{@code Format check} ends with status 1 and lists the files that differ; {@code Format fix}
 * rewrites them. Files that have not changed since the last clean run are skipped.
 */
final class Format {
  private static final Path STAMP = Path.of("target", "format.stamp");

  static void main(String[] args) throws Exception {
    boolean fix = args.length > 0 && args[0].equals("fix");
    FileTime start = FileTime.fromMillis(System.currentTimeMillis());
    List<String> files = changedFiles();
    if (!files.isEmpty()) {
      List<String> command = new ArrayList<>();
      command.addAll(fix ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
      command.addAll(files);
      int status =
          new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
              .format(command.toArray(String[]::new));
      if (status != 0) {
        System.err.println("These files are not formatted. Run: ./keratin format");
        System.exit(1);
      }
    }
    Files.createDirectories(STAMP.getParent());
    Files.writeString(STAMP, "");
    Files.setLastModifiedTime(STAMP, start);
  }

  private static List<String> changedFiles() throws IOException {
    FileTime clean =
        Files.exists(STAMP) ? Files.getLastModifiedTime(STAMP) : FileTime.fromMillis(0);
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped = name.equals("target") || (name.startsWith(".") && name.length() > 1);
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean changed = attributes.lastModifiedTime().compareTo(clean) >= 0;
            if (changed && file.toString().endsWith(".java")) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
