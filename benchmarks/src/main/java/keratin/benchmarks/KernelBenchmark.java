package keratin.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import keratin.memory.Memory;
import keratin.tensor.DType;
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
 * The kernels of {@link Kernel} on 64 K and 16 M elements. {@code ./keratin bench kernels --peers}
 * puts the same beside NumPy and PyTorch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {
  /** Elements of the operands. */
  @Param({"65536", "16777216"})
  public int size;

  /** What is done. */
  @Param public Kernel kernel = Kernel.ADD;

  private Supplier<Tensor> work = () -> Tensor.full(DType.FLOAT32, 0);

  /** Makes the operands. */
  @Setup
  public void makeOperands() {
    work = kernel.on(size);
  }

  /** One call. */
  @Benchmark
  public void run(Blackhole hole) {
    Memory.tidy(() -> hole.consume(work.get()));
  }
}
