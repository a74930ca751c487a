package keratin.cpu;

import java.util.SplittableRandom;
import keratin.tensor.ArgReduce;
import keratin.tensor.Cast;
import keratin.tensor.Compare;
import keratin.tensor.DType;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Select;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Comparisons, selections, conversions and scatters of the vector tier against the scalar tier. */
class VectorPickTest {
  private static final int[][][] PAIRS = {
    {{7, 33}, {7, 33}},
    {{7, 33}, {33}},
    {{33}, {7, 33}},
    {{7, 1}, {7, 33}},
    {{7, 33}, {7, 1}},
    {{2, 1, 5}, {3, 1}},
    {{0, 3}, {3}},
    {{}, {}},
  };

  @ParameterizedTest
  @EnumSource(Compare.class)
  void compare(Compare op) {
    SplittableRandom random = Tiers.random();
    for (int n : Tiers.SIZES) {
      Tensor a = small(random, n);
      Tiers.compare(op, 0, a, small(random, n));
      Tiers.compare(op, 0, a, small(random));
      Tiers.compare(op, 0, small(random, 1), a);
    }
    for (int[][] pair : PAIRS) {
      Tiers.compare(op, 0, small(random, pair[0]), small(random, pair[1]));
    }
    int count = Tiers.SPECIALS.length;
    Tensor specials = Tensor.of(Tiers.SPECIALS, Shape.of(count));
    Tiers.compare(op, 0, specials.reshape(count, 1), specials);
  }

  /** Few different numbers, so that equal ones occur. */
  private static Tensor small(SplittableRandom random, int... dims) {
    return Tiers.reals(random, -3, 3, dims).cast(DType.INT32).cast(DType.FLOAT32);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "INT32", "FLOAT64"})
  void select(DType type) {
    SplittableRandom random = Tiers.random();
    for (int n : Tiers.SIZES) {
      Tensor condition = small(random, n).greater(0);
      Tensor a = small(random, n).cast(type);
      Tensor b = small(random, n).add(10).cast(type);
      Tensor one = small(random).sub(20).cast(type);
      Tiers.compare(new Select(), 0, condition, a, b);
      Tiers.compare(new Select(), 0, condition, a, one);
      Tiers.compare(new Select(), 0, condition, one, b);
      Tiers.compare(new Select(), 0, condition, one, one.add(1));
    }
    for (int[][] pair : PAIRS) {
      Tensor a = small(random, pair[0]).cast(type);
      Tensor b = small(random, pair[1]).cast(type);
      Tiers.compare(new Select(), 0, small(random, pair[0]).greater(0), a, b);
      Tiers.compare(new Select(), 0, small(random, pair[1]).greater(0), a, b);
      Tiers.compare(new Select(), 0, small(random).greater(0), a, b);
    }
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, names = "STRING", mode = EnumSource.Mode.EXCLUDE)
  void cast(DType from) {
    SplittableRandom random = Tiers.random();
    Tensor specials = Tensor.of(Tiers.SPECIALS, Shape.of(Tiers.SPECIALS.length));
    for (DType to : DType.values()) {
      if (to == DType.STRING) {
        continue;
      }
      for (int n : Tiers.SIZES) {
        Tiers.compare(new Cast(to), 0, Tiers.reals(random, -300, 300, n).cast(from));
      }
      Tiers.compare(new Cast(to), 0, specials.cast(from));
    }
  }

  @Test
  void scatterAdd() {
    SplittableRandom random = Tiers.random();
    int[][] cases = {{5, 3, 2}, {300, 17, 5000}, {10, 1, 100}, {3, 4, 0}, {10000, 100, 2000}};
    for (int[] c : cases) {
      Tensor updates = Tiers.reals(random, 0, 1, c[2], c[1]);
      int[] indices = random.ints(c[2], -c[0], c[0]).toArray();
      Tensor at = Tensor.of(indices, Shape.of(c[2]));
      // The oracle rounds every sum to float32 as well, so the same order gives the same bits.
      Tiers.compare(new ScatterAdd(0, c[0]), 0, updates, at);
    }
  }

  @Test
  void argReduce() {
    SplittableRandom random = Tiers.random();
    for (int[] dims : new int[][] {{1}, {17}, {5, 3}, {128, 10}, {33, 4098}, {2, 3, 4}}) {
      for (boolean largest : new boolean[] {true, false}) {
        Tiers.compare(new ArgReduce(largest, dims.length - 1), 0, small(random, dims));
      }
    }
    float nan = Float.NaN;
    float[][] rows = {{1, nan, 2}, {nan, 1, 2}, {-0f, 0f, -0f}};
    Tiers.compare(new ArgReduce(true, 1), 0, Tensor.of(rows));
    Tiers.compare(new ArgReduce(false, 1), 0, Tensor.of(rows));
  }
}
