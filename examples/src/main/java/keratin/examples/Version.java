package keratin.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code keratin version}: the library's version and the Java it runs on. */
@Command(name = "version", description = "Print the version of Keratin and of the Java it runs on.")
final class Version implements Callable<Integer> {
  @Override
  public Integer call() {
    var version = Main.class.getModule().getDescriptor().rawVersion().orElse("development");
    System.out.println("keratin " + version + " on Java " + Runtime.version());
    return 0;
  }
}
