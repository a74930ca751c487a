package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import keratin.tensor.ArgReduce;
import keratin.tensor.Binary;
import keratin.tensor.Compare;
import keratin.tensor.Concat;
import keratin.tensor.Cumulate;
import keratin.tensor.DType;
import keratin.tensor.Logical;
import keratin.tensor.Op;
import keratin.tensor.Reduce;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vector tier's kernels in every dtype against the scalar tier's. */
class VectorDTypesTest {
  private static final int[] SIZES = {0, 1, 13, 207, 4098};

  /**
   * Numbers of a dtype, among them its extremes and, for reals, what IEEE treats in its own way.
   */
  private static Tensor numbers(DType type, SplittableRandom random, int... dims) {
    Shape shape = Shape.of(dims);
    double[] reals = new double[(int) shape.size()];
    long[] integers = new long[reals.length];
    for (int i = 0; i < reals.length; i++) {
      boolean special = random.nextInt(9) == 0;
      float rare = Tiers.SPECIALS[random.nextInt(Tiers.SPECIALS.length)];
      reals[i] = special ? rare : random.nextDouble(-10, 10);
      // High bits are cut by the cast: all of a narrow dtype's numbers occur.
      integers[i] = special ? Long.MIN_VALUE >> random.nextInt(64) : random.nextInt(-100, 100);
    }
    boolean real = type.isFloating();
    return (real ? Tensor.of(reals, shape) : Tensor.of(integers, shape)).cast(type);
  }

  private static boolean accepts(Op op, Tensor... in) {
    try {
      Tiers.run(new CpuBackend(Tier.SCALAR), op, in);
      return true;
    } catch (keratin.tensor.DTypeException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, names = "STRING", mode = EnumSource.Mode.EXCLUDE)
  void unary(DType type) {
    SplittableRandom random = Tiers.random();
    for (Unary op : Unary.values()) {
      if (accepts(op, numbers(type, random, 1))) {
        for (int n : SIZES) {
          Tiers.compare(op, 2.5, numbers(type, random, n));
        }
        if (op == Unary.NEG || op == Unary.EXP) {
          Tiers.compare(op, 2.5, numbers(type, random, 70001));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, names = "STRING", mode = EnumSource.Mode.EXCLUDE)
  void binary(DType type) {
    SplittableRandom random = Tiers.random();
    for (Binary op : Binary.values()) {
      // Two gradients subtract close numbers, where single roundings differ from one at the end.
      double ulps = op == Binary.TANH_GRAD || op == Binary.SIGMOID_GRAD ? 1e7 : 1;
      Tensor one = numbers(type, random, 1);
      boolean divides = op == Binary.FLOOR_DIV || op == Binary.MOD || op == Binary.POW;
      if (divides && !type.isFloating() || !accepts(op, one, one)) {
        continue;
      }
      for (int n : SIZES) {
        if (ulps == 1) {
          Tensor a = numbers(type, random, n);
          Tensor b = numbers(type, random, n);
          Tiers.compare(op, ulps, a, b);
          Tiers.compare(op, ulps, a, one);
          Tiers.compare(op, ulps, one, b);
        }
      }
      if (ulps == 1) {
        Tiers.compare(op, ulps, numbers(type, random, 33, 7, 5), numbers(type, random, 7, 1));
      }
      if (op == Binary.ADD) {
        Tiers.compare(op, ulps, numbers(type, random, 70001), numbers(type, random, 70001));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, names = "STRING", mode = EnumSource.Mode.EXCLUDE)
  void compare(DType type) {
    SplittableRandom random = Tiers.random();
    for (Compare op : Compare.values()) {
      for (int n : SIZES) {
        Tensor a = numbers(type, random, n);
        Tiers.compare(op, 0, a, numbers(type, random, n));
        Tiers.compare(op, 0, a, numbers(type, random, 1));
        Tiers.compare(op, 0, numbers(type, random, 1), a);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Logical.class)
  void logical(Logical op) {
    SplittableRandom random = Tiers.random();
    for (int n : SIZES) {
      Tensor a = numbers(DType.INT8, random, n).cast(DType.BOOL);
      Tiers.compare(op, 0, a, numbers(DType.UINT8, random, n).greater(0));
      Tiers.compare(op, 0, a, numbers(DType.UINT8, random).greater(0));
    }
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, names = "STRING", mode = EnumSource.Mode.EXCLUDE)
  void reductions(DType type) {
    SplittableRandom random = Tiers.random();
    int[][] shapes = {{1}, {13}, {4098}, {207, 33}, {5, 4, 17}, {300, 128}, {0, 3}};
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      for (int[] dims : shapes) {
        Tensor x =
            type.isFloating() && kind != Reduce.Kind.MAX && kind != Reduce.Kind.MIN
                ? Tiers.reals(random, 0.9, 1.1, dims).cast(type)
                : numbers(type, random, dims);
        for (int axes = 1; axes < 1 << dims.length; axes++) {
          Reduce op = new Reduce(kind, axes, false);
          if (dims[0] > 0 && accepts(op, x)) {
            Tiers.compare(op, type == DType.FLOAT64 ? 2000 : 20, x);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, names = "STRING", mode = EnumSource.Mode.EXCLUDE)
  void places(DType type) {
    SplittableRandom random = Tiers.random();
    for (int[] dims : new int[][] {{1}, {13}, {4098}, {207, 33}, {300, 128}, {9, 4, 10}}) {
      for (boolean largest : new boolean[] {true, false}) {
        Tensor x = numbers(type, random, dims);
        for (int axis = 0; axis < dims.length; axis++) {
          Tiers.compare(new ArgReduce(largest, axis), 0, x);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, names = "STRING", mode = EnumSource.Mode.EXCLUDE)
  void running(DType type) {
    SplittableRandom random = Tiers.random();
    int[][] shapes = {{0}, {1}, {13}, {4098}, {207, 33}, {5, 4, 17}, {3, 70, 35}, {2, 0, 3}};
    for (Cumulate.Kind kind : Cumulate.Kind.values()) {
      for (int[] dims : shapes) {
        Tensor x =
            type.isFloating()
                ? Tiers.reals(random, 0.9, 1.1, dims).cast(type)
                : numbers(type, random, dims);
        for (int axis = 0; axis < dims.length; axis++) {
          for (int flags = 0; flags < 4; flags++) {
            Op op = new Cumulate(kind, axis, (flags & 1) == 1, flags > 1);
            if (accepts(op, x)) {
              Tiers.compare(op, 0, x);
            }
          }
        }
      }
    }
  }

  @Test
  void concat() {
    SplittableRandom random = Tiers.random();
    for (DType type : new DType[] {DType.FLOAT32, DType.UINT8, DType.FLOAT64}) {
      for (int axis = 0; axis < 3; axis++) {
        Tensor[] parts = new Tensor[4];
        for (int i = 0; i < parts.length; i++) {
          int[] dims = {37, 20, 50};
          dims[axis] = new int[] {1, 0, 33, 100}[i];
          parts[i] = numbers(type, random, dims);
        }
        Tiers.compare(new Concat(axis), 0, parts);
      }
    }
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    Tensor x = numbers(DType.FLOAT64, Tiers.random(), 300, 670).abs();
    int before = Pool.threads();
    try {
      for (Op op :
          new Op[] {
            new Reduce(Reduce.Kind.SUM, 1, false),
            new Reduce(Reduce.Kind.MEAN, 3, false),
            new Cumulate(Cumulate.Kind.SUM, 0, false, false),
            Unary.TANH
          }) {
        double[][] results = new double[3][];
        for (int threads = 1; threads <= 3; threads++) {
          Pool.setThreads(threads);
          results[threads - 1] = Tiers.run(new CpuBackend(Tier.VECTOR), op, x).toDoubleArray();
        }
        assertThat(results[1]).containsExactly(results[0]);
        assertThat(results[2]).containsExactly(results[0]);
      }
    } finally {
      Pool.setThreads(before);
    }
  }
}
