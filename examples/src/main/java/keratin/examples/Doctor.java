package keratin.examples;

import java.util.Locale;
import java.util.concurrent.Callable;
import keratin.memory.Memory;
import keratin.memory.MemoryStatistics;
import keratin.tensor.Device;
import keratin.tensor.Engine;
import picocli.CommandLine.Command;

/** Shows what this machine offers, what is used of it, and why. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Show the Java, the devices and the CPU kernels in use, and why.")
final class Doctor implements Callable<Integer> {
  @Override
  public Integer call() {
    Runtime runtime = Runtime.getRuntime();
    line("Java", "%s (%s)", Runtime.version(), System.getProperty("java.vm.name"));
    line("system", "%s %s", System.getProperty("os.name"), System.getProperty("os.arch"));
    line("cores", "%d for this process", runtime.availableProcessors());
    line("Java heap", "%s at most", gigabytes(runtime.maxMemory()));
    MemoryStatistics memory = Memory.statistics();
    line("tensor memory", "%s at most (-Dkeratin.memory.limit)", gigabytes(memory.limitBytes()));
    for (Device device : Engine.devices()) {
      line(device.toString(), "%s", Engine.backend(device).description());
    }
    return 0;
  }

  private static void line(String what, String format, Object... values) {
    System.out.printf("%-14s %s%n", what, String.format(Locale.ROOT, format, values));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1024.0 / 1024 / 1024);
  }
}
