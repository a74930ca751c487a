package keratin.cpu;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Random draws: shape, dtype and range are right, and a seed says all. */
final class DrawFuzz extends FuzzFamily {
  private static final double[] BOUNDS = {0, 1, -1, 2.5, 1e-3, -7, 1e4, Double.NaN, 1e300};

  /** A draw of a seed. */
  private interface Draw {
    Tensor from(Seed seed);
  }

  DrawFuzz(long seed) {
    super(seed);
    add("uniform", this::uniform);
    add("normal", this::normal);
    add("truncatedNormal", this::truncatedNormal);
    add("randint", this::randint);
    add("permutation", this::permutation);
    add("shuffle", this::shuffle);
    add("categorical", this::categorical);
    add("dropout", this::dropout);
    add("gamma", this::gamma);
    add("beta", this::beta);
    add("binomial", this::binomial);
  }

  private double bound() {
    return tensors.chance(0.9)
        ? BOUNDS[random.nextInt(BOUNDS.length - 2)]
        : BOUNDS[random.nextInt(BOUNDS.length)];
  }

  /** Twice the same numbers, of this spec, each of which passes a test. */
  private Tensor drawn(Shape shape, DType type, DoublePredicate test, Draw draw) {
    long start = random.nextLong();
    Tensor y = place(() -> draw.from(Seed.of(start)));
    Tensor again = place(() -> draw.from(Seed.of(start)));
    check(y.shape().equals(shape), "the shape is " + y.shape() + ", not " + shape);
    check(y.dtype() == type, "the dtype is " + y.dtype() + ", not " + type);
    near(again, y, 0);
    for (double v : y.toDoubleArray()) {
      check(test.test(v), "drew " + v);
    }
    return y;
  }

  private Tensor place(Supplier<Tensor> draw) {
    return Engine.beside(on(Tensor.of(0)), draw);
  }

  private static double rounded(double x, DType type) {
    return Tensor.of(x).cast(type).doubleValue();
  }

  private Object uniform() {
    Shape shape = tensors.shape();
    DType type = tensors.chance(0.05) ? dtype() : tensors.real();
    double low = bound();
    double high = low + Math.abs(bound());
    double least = type.isFloating() ? rounded(low, type) : low;
    double most = type.isFloating() ? rounded(high, type) : high;
    // Rounding may reach the upper end where the range is coarser than the draw.
    return drawn(
        shape,
        type,
        v -> v >= least && v <= most || !Double.isFinite(most - least),
        s -> RandomOps.uniform(shape, low, high, type, s));
  }

  private Object normal() {
    Shape shape = tensors.shape();
    DType type = tensors.real();
    double mean = bound();
    double deviation = bound();
    boolean fits = Math.abs(mean) + 10 * Math.abs(deviation) < 6e4;
    return drawn(
        shape,
        type,
        v -> Double.isFinite(v) || !fits,
        s -> RandomOps.normal(shape, mean, deviation, type, s));
  }

  private Object truncatedNormal() {
    Shape shape = tensors.shape();
    DType type = tensors.real();
    double mean = bound();
    double deviation = bound();
    boolean fits = Math.abs(mean) + 10 * Math.abs(deviation) < 6e4;
    double most = 2.02 * Math.abs(deviation) + 0.02 * Math.abs(mean);
    return drawn(
        shape,
        type,
        v -> Math.abs(v - mean) <= most || !fits,
        s -> RandomOps.truncatedNormal(shape, mean, deviation, type, s));
  }

  private Object randint() {
    Shape shape = tensors.shape();
    DType type = tensors.chance(0.7) ? DType.INT32 : dtype();
    long low = random.nextLong(-100, 100);
    long high = low + random.nextLong(-1, 100);
    return drawn(
        shape,
        type,
        v -> v >= low && v < high || type != DType.INT32 && type != DType.INT64,
        s -> RandomOps.randint(shape, low, high, type, s));
  }

  private static boolean isOrder(Tensor order, int n) {
    int[] sorted = Arrays.stream(order.toIntArray()).sorted().toArray();
    return Arrays.equals(sorted, IntStream.range(0, n).toArray());
  }

  private Object permutation() {
    int n = random.nextInt(-1, 3000);
    Tensor y =
        drawn(Shape.of(Math.max(0, n)), DType.INT32, v -> true, s -> RandomOps.permutation(n, s));
    check(isOrder(y, n), "no order of " + n);
    return y;
  }

  private Object shuffle() {
    Tensor x = any();
    int axis = random.nextInt(-3, 3);
    long seed = random.nextLong();
    Tensor y = place(() -> RandomOps.shuffle(x, axis, Seed.of(seed)));
    double[] before = x.toDoubleArray();
    double[] after = y.toDoubleArray();
    Arrays.sort(before);
    Arrays.sort(after);
    check(Arrays.equals(before, after) && y.spec().equals(x.spec()), "other elements");
    return y;
  }

  private Object categorical() {
    int classes = some();
    Tensor logits = tame(upTo(3), classes);
    int samples = upTo(9);
    return drawn(
        Shape.of(logits.shape().dim(0), samples),
        DType.INT32,
        v -> v >= 0 && v < classes || !isFinite(logits) && v == classes,
        s -> RandomOps.categorical(logits, samples, s));
  }

  private Object dropout() {
    DType type = tensors.chance(0.05) ? dtype() : tensors.real();
    Tensor x = on(tensors.within(type.isFloating() ? type : DType.FLOAT32, tensors.shape(), 1, 2));
    Tensor input = type.isFloating() ? x : x.cast(type);
    double rate = tensors.chance(0.05) ? bound() : random.nextDouble();
    long seed = random.nextLong();
    Tensor y = place(() -> RandomOps.dropout(input, rate, Seed.of(seed)));
    near(place(() -> RandomOps.dropout(input, rate, Seed.of(seed))), y, 0);
    double[] before = input.toDoubleArray();
    double[] after = y.toDoubleArray();
    for (int i = 0; i < after.length; i++) {
      double kept = before[i] / (1 - rate);
      double most = 4 * epsilon(y.dtype()) * kept / Math.min(1, 1 - rate);
      boolean fits = after[i] == 0 || Math.abs(after[i] - kept) <= most || kept > 6e4;
      check(fits, "made %s of %s at rate %s".formatted(after[i], before[i], rate));
    }
    return y;
  }

  private Object gamma() {
    Shape shape = Shape.of(upTo(30), 3);
    Tensor alpha = on(tensors.within(tensors.real(), Shape.of(3), 0.01, 9));
    return drawn(
        shape,
        alpha.dtype(),
        v -> v > 0 && Double.isFinite(v),
        s -> RandomOps.gamma(shape, alpha, s));
  }

  private Object beta() {
    Shape shape = Shape.of(upTo(30), 2);
    DType type = tensors.real();
    Tensor alpha = on(tensors.within(type, Shape.of(2), 0.1, 9));
    Tensor beta = on(tensors.within(type, Shape.of(2), 0.1, 9));
    return drawn(shape, type, v -> v >= 0 && v <= 1, s -> RandomOps.beta(shape, alpha, beta, s));
  }

  private Object binomial() {
    Shape shape = Shape.of(upTo(30), 2);
    DType type = tensors.real();
    Tensor counts = on(tensors.within(type, Shape.of(2), 0, 90).floor());
    Tensor probabilities = on(tensors.within(type, Shape.of(2), 0, 1));
    return drawn(
        shape,
        DType.FLOAT32,
        v -> v >= 0 && v <= 90 && v == Math.rint(v),
        s -> RandomOps.binomial(shape, counts, probabilities, s));
  }
}
