package keratin.benchmarks;

import java.util.concurrent.TimeUnit;
import keratin.autograd.GradientTape;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What an op costs beyond its arithmetic: additions of four numbers and of one. Run with {@code
 * -prof gc} to see the garbage too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class OverheadBenchmark {
  private static final int OPS = 100;

  private final Tensor a = Tensor.full(DType.FLOAT32, 1, 2, 2);
  private final Tensor b = Tensor.full(DType.FLOAT32, 2, 2, 2);
  private final Tensor number = Tensor.full(DType.FLOAT32, 3);

  /** In a scope, as inside {@code fit}. */
  @Benchmark
  @OperationsPerInvocation(OPS)
  public void add(Blackhole hole) {
    Memory.tidy(
        () -> {
          for (int i = 0; i < OPS; i++) {
            hole.consume(a.add(b));
          }
        });
  }

  /** One number each. */
  @Benchmark
  @OperationsPerInvocation(OPS)
  public void addNumbers(Blackhole hole) {
    Memory.tidy(
        () -> {
          for (int i = 0; i < OPS; i++) {
            hole.consume(number.add(number));
          }
        });
  }

  /** A number that has to become a tensor first. */
  @Benchmark
  @OperationsPerInvocation(OPS)
  public void addLiteral(Blackhole hole) {
    Memory.tidy(
        () -> {
          for (int i = 0; i < OPS; i++) {
            hole.consume(a.add(1));
          }
        });
  }

  /** Without a scope: the garbage collector finds the memory. */
  @Benchmark
  @OperationsPerInvocation(OPS)
  public void addWithoutScope(Blackhole hole) {
    for (int i = 0; i < OPS; i++) {
      hole.consume(a.add(b));
    }
  }

  /** While a tape listens. */
  @Benchmark
  @OperationsPerInvocation(OPS)
  public void addOnTape(Blackhole hole) {
    Memory.tidy(
        () -> {
          try (GradientTape tape = new GradientTape()) {
            tape.watch(a);
            Tensor x = a;
            for (int i = 0; i < OPS; i++) {
              x = x.add(b);
            }
            hole.consume(x);
          }
        });
  }

  /** While a tape listens, and its gradient: twice as many additions. */
  @Benchmark
  @OperationsPerInvocation(OPS)
  public void addAndGradient(Blackhole hole) {
    Memory.tidy(
        () -> {
          try (GradientTape tape = new GradientTape()) {
            tape.watch(a);
            Tensor x = a;
            for (int i = 0; i < OPS; i++) {
              x = x.add(b);
            }
            hole.consume(tape.gradient(x, a));
          }
        });
  }
}
