package keratin.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import keratin.autograd.GradientTape;
import keratin.losses.Loss;
import keratin.losses.SparseCategoricalCrossentropy;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.ops.Ops;
import keratin.optimizers.Adam;
import keratin.optimizers.Optimizer;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.training.Compile;
import keratin.training.Fit;

/**
 * What {@code fit} costs over a loop that only steps: {@code ./keratin bench fit [ROUNDS]}. An
 * epoch of W1 by {@code fit} with its progress bar, and the same steps by hand, take turns in one
 * process, so that whatever else the machine does slows both.
 */
final class FitCost {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int BATCH = 128;
  private static final int STEPS = 64;
  private static final int WARM_UP = 60;

  private final Tensor x = RandomOps.normal(Shape.of(BATCH * STEPS, 784), Seed.of(1));
  private final Tensor y =
      RandomOps.randint(Shape.of(BATCH * STEPS), 0, 10, DType.INT32, Seed.of(2));
  // One network for both, so that neither has the luckier places in memory.
  private final Model model = Networks.mlp();
  private final Optimizer optimizer = new Adam();
  private final Loss loss = new SparseCategoricalCrossentropy();
  private final boolean shuffled;
  private long written;

  private FitCost(boolean shuffled, String... metrics) {
    this.shuffled = shuffled;
    model.compile(new Compile(optimizer, loss).metrics((Object[]) metrics));
  }

  static void run(int rounds) {
    report("fit in order", new FitCost(false), rounds);
    report("fit shuffled", new FitCost(true), rounds);
    report("fit shuffled with accuracy", new FitCost(true, "accuracy"), rounds);
  }

  /** Milliseconds of a step by the clock, and of the processor in all threads. */
  private record Turn(double clock, double processor) {
    static Turn of(Runnable epoch) {
      long processor = PROCESS.getProcessCpuTime();
      long clock = System.nanoTime();
      epoch.run();
      double all = 1e-6 / STEPS;
      return new Turn(
          (System.nanoTime() - clock) * all, (PROCESS.getProcessCpuTime() - processor) * all);
    }
  }

  private static void report(String what, FitCost cost, int rounds) {
    List<Turn> byFit = new ArrayList<>();
    List<Turn> byHand = new ArrayList<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      // Turns change sides: what comes second may find warmer caches.
      Turn early = round % 2 == 0 ? cost.fit() : cost.steps();
      Turn late = round % 2 == 0 ? cost.steps() : cost.fit();
      if (round >= 0) {
        byFit.add(round % 2 == 0 ? early : late);
        byHand.add(round % 2 == 0 ? late : early);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "keratin %s: %.3f ms a step, by hand %.3f ms, ratio %.3f; of the processor %.3f ms and %.3f"
            + " ms, ratio %.3f (%d characters of progress bar)%n",
        what,
        median(byFit, Turn::clock),
        median(byHand, Turn::clock),
        median(byFit, Turn::clock) / median(byHand, Turn::clock),
        median(byFit, Turn::processor),
        median(byHand, Turn::processor),
        median(byFit, Turn::processor) / median(byHand, Turn::processor),
        cost.written);
  }

  private static double median(List<Turn> turns, ToDoubleFunction<Turn> of) {
    double[] sorted = turns.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private Turn fit() {
    PrintStream screen = System.out;
    System.setOut(new PrintStream(new Counting(), true, StandardCharsets.UTF_8));
    try {
      return Turn.of(() -> model.fit(x, y, new Fit().batchSize(BATCH).shuffle(shuffled)));
    } finally {
      System.setOut(screen);
    }
  }

  private Turn steps() {
    List<Variable> variables = model.trainableVariables();
    double[] losses = new double[STEPS];
    Tensor order =
        shuffled
            ? RandomOps.shuffle(Ops.range(0, BATCH * STEPS), Seed.of(3))
            : Ops.range(0, BATCH * STEPS);
    return Turn.of(
        () ->
            Arrays.setAll(losses, step -> Memory.tidy(() -> step(variables, order, step * BATCH))));
  }

  private double step(List<Variable> variables, Tensor order, int at) {
    Tensor places = order.slice(0, at, BATCH);
    Tensor rows = shuffled ? x.gather(places, 0) : x.slice(0, at, BATCH);
    Tensor labels = shuffled ? y.gather(places, 0) : y.slice(0, at, BATCH);
    try (GradientTape tape = new GradientTape()) {
      Tensor value = loss.of(labels, model.of(rows, true));
      optimizer.apply(tape.gradient(value, variables), variables);
      return value.doubleValue();
    }
  }

  /** Takes what the progress bar writes, as a terminal would. */
  private final class Counting extends OutputStream {
    @Override
    public void write(int b) {
      written++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      written += count;
    }
  }
}
