package keratin.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import keratin.cpu.Pool;
import keratin.memory.Memory;
import keratin.memory.Raw;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Times the kernels of {@link Kernel}, NumPy's and PyTorch's in turns of a few hundredths of a
 * second, and prints a Markdown table: microseconds, how many times longer than the bytes take to
 * be copied, and how many times longer the peers take. Of all calls the tenth fastest counts.
 *
 * <p>With {@code --one} everybody has one thread, whose processor time is measured: other programs
 * on a busy machine disturb that least.
 */
final class KernelTable {
  private static final int[] SIZES = {65_536, 16_777_216};
  private static final int ROUNDS = 7;
  private static final double TURN = 0.03;
  private static final double WARM_UP = 0.4;
  // Calls of a small kernel until C2 has compiled it, and the seconds this may take.
  private static final int COMPILED = 3000;
  private static final double PATIENCE = 6;

  private final List<KernelPeer> peers;
  private final LongSupplier clock;

  private KernelTable(List<KernelPeer> peers, LongSupplier clock) {
    this.peers = peers;
    this.clock = clock;
  }

  /** Prints the table of the kernels with these names, or of all. */
  static void run(boolean withPeers, List<String> words) throws IOException {
    List<String> names = new ArrayList<>(words);
    boolean one = names.remove("--one");
    List<KernelPeer> peers = new ArrayList<>();
    try {
      if (one) {
        Pool.setThreads(1);
      }
      if (withPeers) {
        for (String name : List.of("numpy", "torch", "torch-malloc")) {
          peers.add(new KernelPeer(name, Pool.threads()));
        }
      }
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      LongSupplier clock = one ? threads::getCurrentThreadCpuTime : System::nanoTime;
      new KernelTable(peers, clock).print(names);
    } finally {
      peers.forEach(KernelPeer::close);
    }
  }

  private void print(List<String> names) throws IOException {
    StringBuilder head = new StringBuilder("| kernel | elements | us | limit | of it |");
    for (KernelPeer peer : peers) {
      head.append(' ').append(peer.name()).append(" |");
    }
    System.out.println(head);
    System.out.println("|---|" + "--:|".repeat(4 + peers.size()));
    for (int size : SIZES) {
      for (Kernel kernel : Kernel.values()) {
        if (names.isEmpty() || names.contains(kernel.label())) {
          System.out.println(row(kernel, size));
        }
      }
    }
  }

  private String row(Kernel kernel, int size) throws IOException {
    Supplier<Tensor> work = kernel.on(size);
    Tensor source = Tensor.full(DType.FLOAT32, 1, Shape.of(size).dims());
    Tensor target = Tensor.full(DType.FLOAT32, 1, Shape.of(size).dims());
    Runnable copy = () -> copy(source, target);
    Runnable ours = () -> Memory.tidy(() -> consume(work.get()));
    times(copy, WARM_UP / 4, COMPILED);
    times(ours, size == SIZES[0] ? PATIENCE : WARM_UP, COMPILED);
    for (KernelPeer peer : peers) {
      peer.times(kernel, size, TURN);
    }
    List<double[]> copies = new ArrayList<>();
    List<double[]> own = new ArrayList<>();
    List<List<double[]>> others = new ArrayList<>();
    peers.forEach(peer -> others.add(new ArrayList<>()));
    for (int round = 0; round < ROUNDS; round++) {
      copies.add(times(copy, TURN, Integer.MAX_VALUE));
      own.add(times(ours, TURN, Integer.MAX_VALUE));
      for (int i = 0; i < peers.size(); i++) {
        others.get(i).add(peers.get(i).times(kernel, size, TURN));
      }
    }
    double time = best(own);
    // A copy reads and writes four bytes of every element.
    double limit = best(copies) * kernel.bytes() / 8;
    StringBuilder row = new StringBuilder("| " + kernel.label());
    row.append(" | ").append(size == SIZES[0] ? "64 K" : "16 M");
    row.append(text(" | %.1f | %.1f | %.2f |", time, limit, time / limit));
    others.forEach(times -> row.append(text(" %.2f |", best(times) / time)));
    source.release("the table");
    target.release("the table");
    return row.toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static void copy(Tensor source, Tensor target) {
    long from = source.address();
    long to = target.address();
    Pool.parallel(source.spec().bytes(), 65_536, (i, end) -> Raw.copy(from + i, to + i, end - i));
  }

  private static void consume(Tensor result) {
    if (result.isReleased()) {
      throw new IllegalStateException("a result that is not there");
    }
  }

  /** Microseconds of every call, of which there are at most {@code calls}, in about a time. */
  private double[] times(Runnable work, double seconds, int calls) {
    DoubleStream.Builder times = DoubleStream.builder();
    long start = clock.getAsLong();
    long before = start;
    for (int i = 0; i < calls && before - start < seconds * 1e9; i++) {
      work.run();
      long after = clock.getAsLong();
      times.add((after - before) * 1e-3);
      before = after;
    }
    return times.build().toArray();
  }

  /** The tenth fastest of all calls. */
  private static double best(List<double[]> times) {
    double[] all = times.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    return all[all.length / 10];
  }
}
