package keratin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import keratin.config.Near;

/**
 * Times a training step: {@code ./keratin bench W1} prints {@code keratin W1 median_ms p10 p90};
 * with {@code --peers} other libraries run the same workload in the same call and ratios follow.
 * {@code bench fit} compares {@code fit} with a bare loop, {@code bench kernels} times single
 * kernels, {@code bench soak} trains ten thousand steps and watches memory, {@code bench jmh NAME}
 * runs JMH benchmarks.
 */
public final class Bench {
  // Until the compilers are done with a step: they share the cores with it. Long steps contain
  // more, so they need fewer.
  private static final int WARM_UP = 3000;
  private static final double WARM_UP_SECONDS = 15;
  private static final int MEASURED = 1000;
  private static final double MEASURED_SECONDS = 15;
  // So many steps, unless that takes longer than patience lasts; then five must do.
  private static final int LEAST = 30;
  private static final double PATIENCE_SECONDS = 60;
  private static final int FEWEST = 5;

  private Bench() {}

  /** Runs the workload named first. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(Arrays.asList(args));
    boolean peers = words.remove("--peers");
    if (words.isEmpty()) {
      System.err.println("bench: which workload? One of " + Workload.names());
      System.exit(2);
    }
    String name = words.removeFirst();
    if (name.equals("soak")) {
      Soak.run(words.isEmpty() ? 10_000 : Integer.parseInt(words.getFirst()));
      return;
    }
    if (name.equals("fit")) {
      FitCost.run(words.isEmpty() ? 30 : Integer.parseInt(words.getFirst()));
      return;
    }
    if (name.equals("kernels")) {
      KernelTable.run(peers, words);
      return;
    }
    if (name.equals("jmh")) {
      org.openjdk.jmh.Main.main(words.toArray(new String[0]));
      return;
    }
    if (!Workload.names().contains(name)) {
      System.err.println(
          Near.text("bench: unknown workload \"" + name + "\".", name, Workload.names()));
      System.exit(2);
    }
    if (peers) {
      Path script = Path.of(System.getenv("KERATIN_HOME"), "benchmarks", "peers", "run.sh");
      List<String> command = new ArrayList<>(List.of(script.toString(), name));
      command.addAll(words);
      System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
    System.out.println(line(name, measure(Workload.named(name))));
  }

  private static double[] measure(Runnable step) {
    repeat(step, WARM_UP, WARM_UP_SECONDS);
    double[] milliseconds = repeat(step, MEASURED, MEASURED_SECONDS);
    Arrays.sort(milliseconds);
    return milliseconds;
  }

  /** Runs up to {@code most} steps, fewer if they take longer than that, but some. */
  private static double[] repeat(Runnable step, int most, double seconds) {
    double[] milliseconds = new double[most];
    long begin = System.nanoTime();
    int count = 0;
    while (count < most) {
      double taken = (System.nanoTime() - begin) * 1e-9;
      boolean enough = count < LEAST ? taken > PATIENCE_SECONDS : taken > seconds;
      if (enough && count >= FEWEST) {
        break;
      }
      long start = System.nanoTime();
      step.run();
      milliseconds[count++] = (System.nanoTime() - start) * 1e-6;
    }
    return Arrays.copyOf(milliseconds, count);
  }

  private static String line(String name, double[] sorted) {
    return String.format(
        Locale.ROOT,
        "keratin %s %.3f %.3f %.3f",
        name,
        sorted[sorted.length / 2],
        sorted[sorted.length / 10],
        sorted[sorted.length * 9 / 10]);
  }
}
