package keratin.memory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this container or machine has. */
final class PhysicalMemory {
  private PhysicalMemory() {}

  /** The container's limit, or the machine's memory. Two small files beat starting JMX. */
  static long bytes() {
    try {
      Path limit = Path.of("/sys/fs/cgroup/memory.max");
      long container = Long.MAX_VALUE;
      if (Files.isReadable(limit)) {
        String text = Files.readString(limit).strip();
        container = text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
      }
      Path machine = Path.of("/proc/meminfo");
      if (Files.isReadable(machine)) {
        String total = Files.readAllLines(machine).getFirst().replaceAll("\\D", "");
        return Math.min(container, Long.parseLong(total) << 10);
      }
    } catch (IOException | NumberFormatException e) {
      // Not a Linux that we know: ask the virtual machine.
    }
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 4L << 30;
  }
}
