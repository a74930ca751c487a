import java.util.Arrays;

/**
 * Times a step as every peer here does: warm up, then at least 30 steps, then one line {@code peer
 * workload median_ms p10 p90}.
 *
 * <p>PEERS_STEPS and PEERS_SECONDS change the least number of steps, and the time after which a
 * slow peer may stop early (with at least 5 steps; it says so).
 */
final class Timing {
  private static final int STEPS = Integer.parseInt(setting("PEERS_STEPS", "60"));
  private static final double SECONDS = Double.parseDouble(setting("PEERS_SECONDS", "120"));

  static final int THREADS = Integer.parseInt(setting("PEERS_THREADS", "2"));

  private Timing() {}

  static String setting(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  /** The network of a workload: W2 for W6-W2-256, which is its inference. */
  static String network(String workload) {
    return infers(workload) ? workload.split("-")[1] : workload;
  }

  /** True for W6. */
  static boolean infers(String workload) {
    return workload.matches("W6-W[25]-[0-9]+");
  }

  /** The batch of a workload. */
  static int batch(String workload) {
    return infers(workload)
        ? Integer.parseInt(workload.split("-")[2])
        : workload.equals("W5") ? 64 : 128;
  }

  /** Runs {@code step}, which returns when its numbers are there. */
  static void measure(String peer, String workload, Runnable step) {
    long started = System.nanoTime();
    // Peers in Java start interpreted: warm up for a second at least.
    for (int warm = 0; warm < 2 || warm < 20 || since(started) < 1; warm++) {
      if (warm >= 2 && since(started) > SECONDS / 4) {
        break;
      }
      step.run();
    }
    started = System.nanoTime();
    double[] taken = new double[1 << 20];
    int count = 0;
    while ((count < STEPS || since(started) < 2) && count < taken.length) {
      if (count >= 5 && since(started) > SECONDS) {
        System.err.println(peer + " " + workload + ": stopped after " + count + " steps");
        break;
      }
      long before = System.nanoTime();
      step.run();
      taken[count++] = (System.nanoTime() - before) * 1e-6;
    }
    double[] sorted = Arrays.copyOf(taken, count);
    Arrays.sort(sorted);
    System.out.printf(
        "%s %s %.3f %.3f %.3f%n",
        peer, workload, at(sorted, 0.5), at(sorted, 0.1), at(sorted, 0.9));
    System.out.flush();
  }

  /** For a workload that a peer lacks: one line on standard error, exit status 2. */
  static void lacks(String peer, String workload, String has) {
    System.err.println(peer + " has no " + workload + "; it has " + has);
    System.exit(2);
  }

  private static double since(long started) {
    return (System.nanoTime() - started) * 1e-9;
  }

  private static double at(double[] sorted, double part) {
    return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
  }
}
