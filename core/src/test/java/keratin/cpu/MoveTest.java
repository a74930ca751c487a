package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import keratin.tensor.BroadcastTo;
import keratin.tensor.DType;
import keratin.tensor.Fill;
import keratin.tensor.Gather;
import keratin.tensor.IndexException;
import keratin.tensor.Ints;
import keratin.tensor.Pad;
import keratin.tensor.Shape;
import keratin.tensor.Slice;
import keratin.tensor.SliceScatter;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.Transpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ops that move elements, against the scalar tier. */
class MoveTest {
  private static Tensor numbers(DType type, int... dims) {
    return Tiers.reals(Tiers.random(), -100, 100, dims).cast(type);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64", "BOOL", "UINT8", "FLOAT16", "INT64"})
  void transpose(DType type) {
    int[][] shapes = {{3, 5}, {17, 33}, {207, 130}, {0, 3}, {1, 7}, {2, 3, 5}, {4, 17, 20}};
    for (int[] dims : shapes) {
      Tensor x = numbers(type, dims);
      for (int[] order : orders(dims.length)) {
        Tiers.compare(new Transpose(Ints.of(order)), 0, x);
      }
    }
    Tensor x = numbers(type, 2, 3, 18, 5);
    for (int[] order : orders(4)) {
      Tiers.compare(new Transpose(Ints.of(order)), 0, x);
    }
  }

  private static int[][] orders(int rank) {
    if (rank == 2) {
      return new int[][] {{0, 1}, {1, 0}};
    }
    if (rank == 3) {
      return new int[][] {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    }
    return new int[][] {{0, 2, 1, 3}, {0, 3, 1, 2}, {0, 2, 3, 1}, {3, 2, 1, 0}, {2, 3, 0, 1}};
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 17, 207, 4098, 70001})
  void fill(int n) {
    for (DType type : DType.values()) {
      if (type != DType.STRING) {
        Tiers.compare(new Fill(new Spec(type, Shape.of(n)), 1), 0);
        Tiers.compare(new Fill(new Spec(type, Shape.of(n)), type.isFloating() ? -2.5 : 0), 0);
      }
    }
  }

  @Test
  void broadcast() {
    int[][][] pairs = {
      {{}, {3, 4}},
      {{4}, {3, 4}},
      {{3, 1}, {3, 4}},
      {{1, 5000}, {7, 5000}},
      {{207, 1}, {207, 333}},
      {{2, 1, 3, 1}, {2, 5, 3, 17}},
      {{1}, {0, 3}},
      {{3}, {3}},
    };
    for (int[][] pair : pairs) {
      Tiers.compare(new BroadcastTo(Shape.of(pair[1])), 0, numbers(DType.FLOAT32, pair[0]));
      Tiers.compare(new BroadcastTo(Shape.of(pair[1])), 0, numbers(DType.UINT8, pair[0]));
    }
  }

  @Test
  void slicesAndTheirScatters() {
    SplittableRandom random = Tiers.random();
    for (int round = 0; round < 200; round++) {
      int rank = random.nextInt(1, 4);
      int[] dims = random.ints(rank, 1, 40).toArray();
      int[] begin = new int[rank];
      int[] size = new int[rank];
      int[] stride = new int[rank];
      for (int i = 0; i < rank; i++) {
        stride[i] =
            random.nextInt(3) == 0 ? random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1) : 1;
        begin[i] = random.nextInt(dims[i]);
        int room = stride[i] > 0 ? dims[i] - 1 - begin[i] : begin[i];
        size[i] = random.nextInt(0, room / Math.abs(stride[i]) + 2);
      }
      Tensor x = numbers(round % 3 == 0 ? DType.INT16 : DType.FLOAT32, dims);
      Slice slice = new Slice(Ints.of(begin), Ints.of(size), Ints.of(stride));
      Tensor part = Tiers.compare(slice, 0, x);
      Tiers.compare(new SliceScatter(Ints.of(begin), Ints.of(stride), Shape.of(dims)), 0, part);
      Tiers.compare(new Pad(Ints.of(begin), Ints.of(size), 3), 0, x);
    }
  }

  @Test
  void gather() {
    for (DType type : new DType[] {DType.INT32, DType.INT64}) {
      Tensor indices = Tensor.of(new int[][] {{0, -1, 2}, {1, 1, -3}}).cast(type);
      for (int axis = 0; axis < 3; axis++) {
        Tiers.compare(new Gather(axis), 0, numbers(DType.FLOAT32, 3, 4, 5), indices);
      }
      Tiers.compare(new Gather(1), 0, numbers(DType.UINT8, 30, 4), indices);
      Tiers.compare(new Gather(0), 0, numbers(DType.FLOAT32, 4), indices);
    }
    int[] many = Tiers.random().ints(5000, -300, 300).toArray();
    Tensor indices = Tensor.of(many, Shape.of(many.length));
    Tiers.compare(new Gather(0), 0, numbers(DType.FLOAT32, 300, 17), indices);
    assertThatThrownBy(() -> numbers(DType.FLOAT32, 3, 2).gather(Tensor.of(new int[] {3}), 0))
        .isInstanceOf(IndexException.class);
  }
}
