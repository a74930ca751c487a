package keratin.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * NumPy or PyTorch in a process of its own, which times a kernel when it is told to: {@code
 * benchmarks/peers/kernels.py}.
 */
final class KernelPeer implements AutoCloseable {
  private static final Map<String, String> KEEP_PAGES =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "4000000000",
          "MALLOC_TRIM_THRESHOLD_", "4000000000");

  private final String name;
  private final Process process;
  private final PrintWriter requests;
  private final BufferedReader answers;

  /**
   * Starts Python.
   *
   * @param name {@code numpy}, {@code torch} or {@code torch-malloc}, which keeps its pages
   */
  KernelPeer(String name, int threads) throws IOException {
    this.name = name;
    Path peers = Path.of(System.getenv("KERATIN_HOME"), "benchmarks", "peers");
    String python = System.getenv("PEERS_PYTHON");
    Path own = peers.resolve(".venv", "bin", "python");
    if (python == null && !Files.isExecutable(own)) {
      throw new IOException(
          "No Python at " + own + ": run benchmarks/peers/install.sh python, or set PEERS_PYTHON.");
    }
    List<String> command =
        List.of(
            python == null ? own.toString() : python,
            peers.resolve("kernels.py").toString(),
            name.startsWith("torch") ? "torch" : name);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PEERS_THREADS", Integer.toString(threads));
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    if (name.equals("torch-malloc")) {
      builder.environment().putAll(KEEP_PAGES);
    }
    process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    requests = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The name of the column. */
  String name() {
    return name;
  }

  /** Runs a kernel for about {@code seconds}: microseconds of every call. */
  double[] times(Kernel kernel, int size, double seconds) throws IOException {
    requests.println(kernel.label() + " " + size + " " + seconds);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(name + " ended while it timed " + kernel.label() + ".");
    }
    return List.of(answer.split(" ")).stream().mapToDouble(Double::parseDouble).toArray();
  }

  @Override
  public void close() {
    requests.close();
    process.destroy();
  }
}
