package keratin.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import keratin.memory.Memory;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Kernels on 64 K and 16 M float32 elements, as rows of 256. {@code benchmarks/peers/kernels.py}
 * times the same in NumPy and PyTorch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {
  private static final int COLUMNS = 256;

  /** Elements of the operands. */
  @Param({"65536", "16777216"})
  public int size;

  /** What is done. */
  @Param({
    "add",
    "add_row",
    "mul_number",
    "div",
    "maximum",
    "relu",
    "exp",
    "log",
    "tanh",
    "sigmoid",
    "sqrt",
    "sum",
    "sum_rows",
    "sum_columns",
    "max",
    "argmax",
    "softmax",
    "transpose",
    "concat",
    "gather"
  })
  public String kernel = "add";

  private Supplier<Tensor> work = () -> Tensor.full(DType.FLOAT32, 0);

  /** Makes the operands. */
  @Setup
  public void makeOperands() {
    int rows = size / COLUMNS;
    Tensor a = RandomOps.uniform(Shape.of(rows, COLUMNS), Seed.of(1)).add(0.5);
    Tensor b = RandomOps.uniform(Shape.of(rows, COLUMNS), Seed.of(2)).add(0.5);
    Tensor row = RandomOps.uniform(Shape.of(COLUMNS), Seed.of(3));
    Tensor picked = RandomOps.randint(Shape.of(rows), 0, rows, DType.INT32, Seed.of(4));
    work =
        switch (kernel) {
          case "add" -> () -> a.add(b);
          case "add_row" -> () -> a.add(row);
          case "mul_number" -> () -> a.mul(1.5);
          case "div" -> () -> a.div(b);
          case "maximum" -> () -> a.maximum(b);
          case "relu" -> a::relu;
          case "exp" -> a::exp;
          case "log" -> a::log;
          case "tanh" -> a::tanh;
          case "sigmoid" -> a::sigmoid;
          case "sqrt" -> a::sqrt;
          case "sum" -> a::sum;
          case "sum_rows" -> () -> a.sum(0);
          case "sum_columns" -> () -> a.sum(1);
          case "max" -> a::max;
          case "argmax" -> () -> a.argmax(1);
          case "softmax" -> () -> Nn.softmax(a);
          case "transpose" -> a::transpose;
          case "concat" -> () -> Ops.concat(0, a, b);
          case "gather" -> () -> a.gather(picked, 0);
          default -> throw new IllegalArgumentException(kernel);
        };
  }

  /** One call. */
  @Benchmark
  public void run(Blackhole hole) {
    Memory.tidy(() -> hole.consume(work.get()));
  }
}
