package keratin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import keratin.memory.Memory;
import keratin.memory.MemoryStatistics;

/**
 * Trains for ten thousand steps and prints what the process holds on the way: {@code ./keratin
 * bench soak [STEPS]}. Fails if live tensors or the resident size grow after the first tenth. The
 * Java heap's own growth is not of interest: fix it with {@code KERATIN_JAVA_OPTS="-Xms512m
 * -Xmx512m -XX:+AlwaysPreTouch"}.
 */
final class Soak {
  private static final int LINES = 10;
  private static final double ALLOWED_GROWTH = 1.10;

  private Soak() {}

  static void run(int steps) throws IOException {
    Runnable step = Workload.named("W1");
    System.out.printf(
        "%d steps of W1, Java heap %d MB, %s%n",
        steps, Runtime.getRuntime().maxMemory() >> 20, collector());
    System.out.println("  steps   resident MB   live tensors   live MB   reserved MB");
    long firstCount = 0;
    long firstBytes = 0;
    long firstResident = 0;
    for (int line = 1; line <= LINES; line++) {
      for (int i = 0; i < steps / LINES; i++) {
        step.run();
      }
      MemoryStatistics memory = Memory.statistics();
      long resident = residentKilobytes();
      System.out.printf(
          Locale.ROOT,
          "%7d   %11.1f   %12d   %7.2f   %11.2f%n",
          steps / LINES * line,
          resident / 1024.0,
          memory.liveCount(),
          memory.liveBytes() / 1048576.0,
          (memory.inUseBytes() + memory.cachedBytes()) / 1048576.0);
      if (line == 1) {
        firstCount = memory.liveCount();
        firstBytes = memory.liveBytes();
        firstResident = resident;
      } else if (line == LINES) {
        check("live tensors", firstCount, memory.liveCount(), 1);
        check("live bytes", firstBytes, memory.liveBytes(), 1);
        check("resident size", firstResident, resident, ALLOWED_GROWTH);
      }
    }
  }

  private static void check(String what, long first, long last, double allowed) {
    if (last > first * allowed) {
      System.err.printf("soak: %s grew from %d to %d%n", what, first, last);
      System.exit(1);
    }
  }

  private static String collector() {
    return java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName();
  }

  private static long residentKilobytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }
}
