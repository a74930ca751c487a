package keratin.cpu;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import keratin.tensor.ConvInputGrad;
import keratin.tensor.ConvKernelGrad;
import keratin.tensor.ConvOp;
import keratin.tensor.Device;
import keratin.tensor.Engine;
import keratin.tensor.Fused;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.Window;

/**
 * GFLOP/s of the convolutions of workloads W2 and W5: forward, by the input, by the kernel. Counted
 * are the multiplications of the definition, so that a kernel that needs fewer may pass the
 * machine's peak.
 *
 * <p>Of the rounds the tenth fastest of a hundred counts. With {@code -Dkeratin.threads=1} the
 * thread's processor time is taken, so that a busy machine disturbs less.
 */
public final class ConvBenchmark {
  private static final int ROUNDS = 21;
  private static final double SECONDS = 0.8;

  /** A layer: how often it is in its workload, and its shape. */
  private record Layer(
      String workload, int count, int batch, int length, int channels, int filters, Window window) {
    @Override
    public String toString() {
      return "%s %2d x %3d·%2d²·%3d → %3d, %s/%s%s"
          .formatted(
              workload,
              count,
              batch,
              length,
              channels,
              filters,
              window.size(),
              window.strides().get(0),
              window.same() ? " same" : "");
    }
  }

  private ConvBenchmark() {}

  private static Window window(int size, int stride, boolean same) {
    return new Window(Ints.repeat(size, 2), Ints.repeat(stride, 2), Ints.of(1, 1), same);
  }

  private static final List<Layer> LAYERS =
      List.of(
          new Layer("W2", 1, 128, 28, 1, 64, window(3, 1, false)),
          new Layer("W2", 1, 128, 13, 64, 64, window(3, 1, false)),
          new Layer("W2", 1, 128, 5, 64, 64, window(3, 1, false)),
          new Layer("W5", 1, 64, 32, 3, 64, window(3, 1, true)),
          new Layer("W5", 4, 64, 32, 64, 64, window(3, 1, true)),
          new Layer("W5", 1, 64, 32, 64, 128, window(3, 2, true)),
          new Layer("W5", 1, 64, 32, 64, 128, window(1, 2, true)),
          new Layer("W5", 3, 64, 16, 128, 128, window(3, 1, true)),
          new Layer("W5", 1, 64, 16, 128, 256, window(3, 2, true)),
          new Layer("W5", 1, 64, 16, 128, 256, window(1, 2, true)),
          new Layer("W5", 3, 64, 8, 256, 256, window(3, 1, true)),
          new Layer("W5", 1, 64, 8, 256, 512, window(3, 2, true)),
          new Layer("W5", 1, 64, 8, 256, 512, window(1, 2, true)),
          new Layer("W5", 3, 64, 4, 512, 512, window(3, 1, true)));

  /** Prints the table; an argument chooses layers whose line contains it. */
  public static void main(String[] arguments) {
    String wanted = arguments.length == 0 ? "" : arguments[0];
    System.out.println(Tier.reason() + "; " + Pool.threads() + " threads; GFLOP/s");
    System.out.printf("%-40s %9s %9s %9s%n", "", "forward", "by input", "by kernel");
    for (String workload : new String[] {"W2", "W5"}) {
      double[] sums = new double[3];
      for (Layer layer : LAYERS) {
        if (layer.workload.equals(workload) && layer.toString().contains(wanted)) {
          double[] seconds = measure(layer);
          print(layer, seconds);
          for (int i = 0; i < 3; i++) {
            // The first layer's input has no gradient.
            sums[i] += layer.channels < 4 && i == 1 ? 0 : layer.count * seconds[i];
          }
        }
      }
      System.out.printf(
          "%-40s %7.1fms %7.1fms %7.1fms   together %.1f ms%n",
          workload, sums[0] * 1e3, sums[1] * 1e3, sums[2] * 1e3, Arrays.stream(sums).sum() * 1e3);
    }
  }

  private static void print(Layer layer, double[] seconds) {
    long places =
        (long) layer.window.places(0, layer.length) * layer.window.places(1, layer.length);
    double flops =
        2.0 * layer.batch * places * layer.window.count() * layer.channels * layer.filters;
    System.out.printf(
        "%-40s %9.1f %9.1f %9.1f%n",
        layer, flops / seconds[0] * 1e-9, flops / seconds[1] * 1e-9, flops / seconds[2] * 1e-9);
  }

  private static double[] measure(Layer layer) {
    Window window = layer.window;
    Shape shape = Shape.of(layer.batch, layer.length, layer.length, layer.channels);
    Tensor x = random(shape);
    Tensor kernel = random(Shape.of(window.size().toArray()).append(layer.channels, layer.filters));
    ConvOp forward = new ConvOp(window, 1);
    Tensor y = Engine.run(forward, x, kernel);
    Tensor dy = random(y.shape());
    Ints lengths = Ints.repeat(layer.length, 2);
    double[] seconds = {
      time(forward, x, kernel),
      time(new ConvInputGrad(window, 1, lengths), dy, kernel),
      time(new ConvKernelGrad(window, 1), x, dy)
    };
    for (Tensor tensor : List.of(x, kernel, y, dy)) {
      tensor.release("the benchmark");
    }
    return seconds;
  }

  private static double time(Fused op, Tensor... in) {
    Spec[] specs = Arrays.stream(in).map(Tensor::spec).toArray(Spec[]::new);
    Spec spec = op.infer(specs)[0];
    Tensor out = Tensor.full(spec.dtype(), 0, spec.shape().dims());
    var backend = Engine.backend(Device.CPU);
    double[] seconds = new double[500];
    int count = 0;
    long start = System.nanoTime();
    while (count < ROUNDS || count < seconds.length && System.nanoTime() - start < SECONDS * 1e9) {
      long before = now();
      backend.run(op, in, new Tensor[] {out});
      seconds[count++] = (now() - before) * 1e-9;
    }
    out.release("the benchmark");
    Arrays.sort(seconds, 0, count);
    return seconds[count / 10];
  }

  /** With one thread its processor time, which other programs do not change much. */
  private static long now() {
    return Pool.threads() == 1
        ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  private static Tensor random(Shape shape) {
    SplittableRandom random = new SplittableRandom(shape.size());
    float[] data = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextDouble(-1, 1);
    }
    return Tensor.of(data, shape);
  }
}
