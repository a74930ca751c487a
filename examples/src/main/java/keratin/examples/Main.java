package keratin.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code keratin} command line; each subcommand is a class of its own. */
@Command(
    name = "keratin",
    description = "Keras for the JVM.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      HelpCommand.class,
      Quickstart.class,
      Doctor.class,
      Coverage.class,
      ConformanceCommand.class,
      Tables.class,
      Version.class
    })
public final class Main {
  private Main() {}

  /** Runs the subcommand named first in {@code args} and exits with its status. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
