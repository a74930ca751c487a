package keratin.cpu;

import java.util.Arrays;
import java.util.SplittableRandom;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Draws shapes and tensors of awkward lengths and values. */
final class FuzzTensors {
  private static final int[] LENGTHS = {1, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65};
  private static final int MOST = 4000;
  private static final int[] ODD_NUMBERS = {
    -1, -2, 0, 1, 3, 65537, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30
  };
  private static final long[] WHOLE = {
    0,
    1,
    -1,
    2,
    3,
    -3,
    63,
    64,
    127,
    -128,
    255,
    256,
    32767,
    -32768,
    65535,
    16777217,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    4294967295L,
    9007199254740993L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] WIDE = {
    Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -1e300, 1e-300, 65504, 65520, 6e-8, 1e19
  };
  private static final double[] NO_NUMBERS = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, 1e-40, -1e-310
  };

  private final SplittableRandom random;

  FuzzTensors(SplittableRandom random) {
    this.random = random;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int oddNumber() {
    return ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
  }

  int length() {
    return chance(0.03) ? 0 : LENGTHS[random.nextInt(LENGTHS.length)];
  }

  Shape shape() {
    if (chance(0.08)) {
      return Shape.of(random.nextInt(MOST));
    }
    Shape shape = Shape.SCALAR;
    for (int rank = random.nextInt(5); rank > 0; rank--) {
      Shape longer = shape.append(length());
      shape = longer.size() > MOST ? shape.append(1) : longer;
    }
    return shape;
  }

  Shape little() {
    Shape shape = Shape.SCALAR;
    for (int rank = random.nextInt(3); rank > 0; rank--) {
      shape = shape.append(random.nextInt(chance(0.1) ? 0 : 1, 8));
    }
    return shape;
  }

  /** A shape that stretches to {@code shape}. */
  Shape partner(Shape shape) {
    if (chance(0.5)) {
      return shape;
    }
    Shape part = shape.slice(random.nextInt(shape.rank() + 1), shape.rank());
    for (int i = 0; i < part.rank(); i++) {
      part = chance(0.3) ? part.with(i, 1) : part;
    }
    return part;
  }

  DType dtype() {
    return chance(0.4) ? DType.FLOAT32 : DType.values()[random.nextInt(DType.values().length)];
  }

  DType real() {
    DType type = chance(0.6) ? DType.FLOAT32 : dtype();
    return type.isFloating() ? type : DType.FLOAT64;
  }

  /** Any values; {@code tame} leaves out those whose sums overflow in one order only. */
  Tensor any(DType type, Shape shape, boolean tame) {
    int n = (int) shape.size();
    if (type == DType.STRING) {
      String[] words = new String[n];
      Arrays.setAll(words, i -> "w" + random.nextInt(3));
      return Tensor.ofStrings(shape, words);
    }
    if (type.isFloating()) {
      return tame ? tame(type, shape) : wild(type, shape);
    }
    long[] data = new long[n];
    boolean special = chance(0.4);
    Arrays.setAll(
        data,
        i ->
            special && random.nextInt(3) == 0
                ? WHOLE[random.nextInt(WHOLE.length)]
                : random.nextInt(-9, 99));
    return Tensor.of(data, shape).cast(type);
  }

  private Tensor wild(DType type, Shape shape) {
    double[] data = new double[(int) shape.size()];
    boolean special = chance(0.5);
    double scale = Math.pow(10, random.nextInt(-3, 4));
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextGaussian() * scale;
      if (special && random.nextInt(3) == 0) {
        data[i] =
            chance(0.2)
                ? WIDE[random.nextInt(WIDE.length)]
                : Tiers.SPECIALS[random.nextInt(Tiers.SPECIALS.length)];
      }
    }
    return Tensor.of(data, shape).cast(type);
  }

  /** Reals of moderate size, seldom with what is no number. */
  Tensor tame(DType type, Shape shape) {
    double[] data = new double[(int) shape.size()];
    boolean special = chance(0.15);
    double scale = chance(0.2) ? 20 : 2;
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextGaussian() * scale;
      if (special && random.nextInt(9) == 0) {
        data[i] = NO_NUMBERS[random.nextInt(NO_NUMBERS.length)];
      }
    }
    return Tensor.of(data, shape).cast(type);
  }

  Tensor within(DType type, Shape shape, double low, double high) {
    double[] data = new double[(int) shape.size()];
    Arrays.setAll(data, i -> random.nextDouble(low, high));
    return Tensor.of(data, shape).cast(type);
  }

  /** Factors whose product stays in the range of every dtype. */
  Tensor nearOne(DType type, Shape shape) {
    if (!type.isFloating()) {
      return any(type, shape, true);
    }
    double[] data = new double[(int) shape.size()];
    boolean special = chance(0.1);
    for (int i = 0; i < data.length; i++) {
      data[i] = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.99, 1.01);
      if (special && random.nextInt(20) == 0) {
        data[i] = NO_NUMBERS[random.nextInt(5)];
      }
    }
    return Tensor.of(data, shape).cast(type);
  }

  /** Whole numbers of [low, high), seldom one outside, in a dtype that indices may have. */
  Tensor indices(Shape shape, int low, int high) {
    long[] data = new long[(int) shape.size()];
    Arrays.setAll(data, i -> low >= high ? 0 : random.nextLong(low, high));
    if (data.length > 0 && chance(0.05)) {
      data[random.nextInt(data.length)] = WHOLE[random.nextInt(WHOLE.length)];
    }
    return Tensor.of(data, shape).cast(chance(0.3) ? DType.INT64 : DType.INT32);
  }
}
