package keratin.random;

import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.DropoutOp;
import keratin.tensor.Engine;
import keratin.tensor.RandomDraw;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * Random tensors, as {@code keras.random}: the same seed gives the numbers that Keras on TensorFlow
 * draws. Every function also takes a {@link Seed}; without one it draws from the process' own
 * generator, {@link Seed#global}.
 */
public final class RandomOps {

  private RandomOps() {}

  /** {@code keras.utils.set_random_seed}: see {@link GlobalRandom#setRandomSeed}. */
  public static void setRandomSeed(long seed) {
    GlobalRandom.setRandomSeed(seed);
  }

  /** Numbers in [0, 1), float32. */
  public static Tensor uniform(Shape shape) {
    return uniform(shape, Seed.global());
  }

  /** Numbers in [0, 1), float32. */
  public static Tensor uniform(Shape shape, Seed seed) {
    return uniform(shape, 0, 1, DType.FLOAT32, seed);
  }

  /** Numbers in [min, max), float32. */
  public static Tensor uniform(Shape shape, double min, double max) {
    return uniform(shape, min, max, DType.FLOAT32, Seed.global());
  }

  /**
   * Numbers in [min, max).
   *
   * @param dtype a floating dtype
   */
  public static Tensor uniform(Shape shape, double min, double max, DType dtype, Seed seed) {
    return draw(new RandomDraw.Uniform(shape, dtype, min, max), shape, seed);
  }

  /** Standard normal numbers, float32. */
  public static Tensor normal(Shape shape) {
    return normal(shape, Seed.global());
  }

  /** Standard normal numbers, float32. */
  public static Tensor normal(Shape shape, Seed seed) {
    return normal(shape, 0, 1, DType.FLOAT32, seed);
  }

  /** Normal numbers, float32. */
  public static Tensor normal(Shape shape, double mean, double stddev) {
    return normal(shape, mean, stddev, DType.FLOAT32, Seed.global());
  }

  /**
   * Normal numbers.
   *
   * @param dtype a floating dtype
   */
  public static Tensor normal(Shape shape, double mean, double stddev, DType dtype, Seed seed) {
    return draw(new RandomDraw.Normal(shape, dtype, mean, stddev), shape, seed);
  }

  /** Standard normal numbers within ±2, float32. */
  public static Tensor truncatedNormal(Shape shape) {
    return truncatedNormal(shape, Seed.global());
  }

  /** Standard normal numbers within ±2, float32. */
  public static Tensor truncatedNormal(Shape shape, Seed seed) {
    return truncatedNormal(shape, 0, 1, DType.FLOAT32, seed);
  }

  /** Normal numbers within two standard deviations of the mean, float32. */
  public static Tensor truncatedNormal(Shape shape, double mean, double stddev) {
    return truncatedNormal(shape, mean, stddev, DType.FLOAT32, Seed.global());
  }

  /**
   * Normal numbers within two standard deviations of the mean; others are drawn again.
   *
   * @param dtype a floating dtype
   */
  public static Tensor truncatedNormal(
      Shape shape, double mean, double stddev, DType dtype, Seed seed) {
    return draw(new RandomDraw.TruncatedNormal(shape, dtype, mean, stddev), shape, seed);
  }

  /** Integers in [low, high), int32. */
  public static Tensor randint(Shape shape, long low, long high) {
    return randint(shape, low, high, Seed.global());
  }

  /** Integers in [low, high), int32. */
  public static Tensor randint(Shape shape, long low, long high, Seed seed) {
    return randint(shape, low, high, DType.INT32, seed);
  }

  /**
   * Integers in [low, high).
   *
   * @param dtype an integer dtype
   */
  public static Tensor randint(Shape shape, long low, long high, DType dtype, Seed seed) {
    if (!dtype.isInteger()) {
      throw new DTypeException("randint: %s is not an integer dtype.".formatted(dtype));
    }
    if (low >= high) {
      throw new TensorException(
          "randint: the range [%d, %d) is empty; low must be below high.".formatted(low, high));
    }
    DType drawn = dtype == DType.INT32 ? DType.INT32 : DType.INT64;
    return draw(new RandomDraw.Integers(shape, drawn, low, high), shape, seed).cast(dtype);
  }

  /** The numbers 0 to n − 1 in a random order, int32: one order for several tensors' rows. */
  public static Tensor permutation(int n, Seed seed) {
    return draw(new RandomDraw.Order(n), Shape.of(n), seed);
  }

  /** The rows of {@code x} in a random order. */
  public static Tensor shuffle(Tensor x) {
    return shuffle(x, Seed.global());
  }

  /** The rows of {@code x} in a random order. */
  public static Tensor shuffle(Tensor x, Seed seed) {
    return shuffle(x, 0, seed);
  }

  /** The slices of {@code x} along an axis in a random order. */
  public static Tensor shuffle(Tensor x, int axis, Seed seed) {
    int along = x.shape().axis(axis);
    if (x.isSymbolic()) {
      return Tensor.symbol(x.spec());
    }
    int n = x.shape().dim(along);
    return x.gather(beside(x, permutation(n, seed)), along);
  }

  /** {@link #categorical(Tensor, int, Seed)} with the global seed. */
  public static Tensor categorical(Tensor logits, int samples) {
    return categorical(logits, samples, Seed.global());
  }

  /**
   * Class numbers drawn from unnormalised log probabilities. Those that are not finite are never
   * drawn; from a row that has no others comes the number of classes, as from TensorFlow.
   *
   * @param logits {@code (batch, classes)}
   * @return {@code (batch, samples)} int32
   */
  public static Tensor categorical(Tensor logits, int samples, Seed seed) {
    return categorical(logits, samples, DType.INT32, seed);
  }

  static Tensor categorical(Tensor logits, int samples, DType dtype, Seed seed) {
    // TensorFlow's stateful kernel rounds the samples up to whole blocks, and counts words.
    long rows = logits.isSymbolic() || logits.rank() == 0 ? 0 : logits.shape().dim(0);
    long outputs = rows * ((samples + 3L) / 4 * 4) * 2;
    return Engine.run(
        new RandomDraw.Categorical(samples, dtype), seed(seed, outputs, logits), logits);
  }

  /** {@link #dropout(Tensor, double, Seed)} with the process' own generator. */
  public static Tensor dropout(Tensor x, double rate) {
    return dropout(x, rate, Seed.global());
  }

  /**
   * Sets elements to zero with probability {@code rate} and divides the others by {@code 1 − rate}.
   *
   * @param rate 0 to 1; 0 gives {@code x} itself and 1 zeros, without drawing
   */
  public static Tensor dropout(Tensor x, double rate, Seed seed) {
    if (rate == 0) {
      return x;
    }
    if (rate == 1) {
      return x.isSymbolic() ? Tensor.symbol(x.spec()) : x.zerosLike();
    }
    return Engine.run(new DropoutOp(rate), x, seed(seed, x.isSymbolic() ? 0 : x.size(), x));
  }

  /**
   * Dropout of whole slices: one decision for all elements that share an element of the noise.
   *
   * @param noiseShape broadcasts to the shape of {@code x}; unknown dimensions are taken from it
   */
  public static Tensor dropout(Tensor x, double rate, Shape noiseShape, Seed seed) {
    if (rate == 0 || rate == 1) {
      return dropout(x, rate, seed);
    }
    Shape noise = NoiseShape.of(noiseShape, x.shape());
    if (noise.equals(x.shape())) {
      return dropout(x, rate, seed);
    }
    if (x.isSymbolic()) {
      return Tensor.symbol(x.spec());
    }
    DropoutOp op = new DropoutOp(rate);
    Tensor dropped = beside(x, uniform(noise, 0, 1, x.dtype(), seed)).less(rate);
    Tensor zero = Engine.beside(x, () -> Tensor.full(x.dtype(), 0));
    return Tensor.where(dropped, zero, x.mul(1 / op.keepProbability()));
  }

  /** Gamma numbers with scale 1. */
  public static Tensor gamma(Shape shape, double alpha, Seed seed) {
    return gamma(shape, Tensor.full(DType.FLOAT32, alpha), seed);
  }

  /**
   * Gamma numbers with scale 1.
   *
   * @param alpha shape parameters above 0, floating; broadcast to the last axes of {@code shape}
   * @return of the dtype of {@code alpha}
   */
  public static Tensor gamma(Shape shape, Tensor alpha, Seed seed) {
    return gammaDraw(shape, alpha, seed(seed, shape.size(), alpha));
  }

  private static Tensor gammaDraw(Shape shape, Tensor alpha, Tensor seed) {
    return Engine.run(new RandomDraw.Gamma(shape), seed, fitted(alpha, shape));
  }

  /** Beta numbers. */
  public static Tensor beta(Shape shape, double alpha, double beta, Seed seed) {
    return beta(shape, Tensor.full(DType.FLOAT32, alpha), Tensor.full(DType.FLOAT32, beta), seed);
  }

  /**
   * Beta numbers, {@code a / (a + b)} of two gamma numbers.
   *
   * @param alpha first shape parameters, floating; broadcast to {@code shape}
   * @param beta second shape parameters
   */
  public static Tensor beta(Shape shape, Tensor alpha, Tensor beta, Seed seed) {
    Tensor first = seed(seed, shape.size(), alpha);
    long[] pair = first.toLongArray();
    // Keras takes the pair plus a constant, in 32 bits; a stream simply goes on.
    Tensor second =
        pair.length == 2
            ? beside(alpha, Tensor.of(new long[] {(int) (pair[0] + 12), (int) (pair[1] + 12)}))
            : seed(seed, shape.size(), beta);
    Tensor a = gammaDraw(shape, alpha.broadcastTo(shape), first);
    Tensor b = gammaDraw(shape, beta.broadcastTo(shape), second);
    return a.div(a.add(b));
  }

  /** Numbers of successes in {@code count} trials, float32. */
  public static Tensor binomial(Shape shape, double count, double probability, Seed seed) {
    return binomial(
        shape, Tensor.full(DType.FLOAT32, count), Tensor.full(DType.FLOAT32, probability), seed);
  }

  /**
   * Numbers of successes.
   *
   * @param counts numbers of trials, floating; broadcast, with the probabilities, to the last axes
   *     of {@code shape}
   * @param probabilities probabilities of success, of the same dtype
   * @return float32
   */
  public static Tensor binomial(Shape shape, Tensor counts, Tensor probabilities, Seed seed) {
    Shape common = Shape.broadcast("binomial", counts.shape(), probabilities.shape());
    Tensor key = seed(seed, shape.size(), counts);
    return Engine.run(
        new RandomDraw.Binomial(shape, DType.FLOAT32),
        key,
        fitted(counts.broadcastTo(common), shape),
        fitted(probabilities.broadcastTo(common), shape));
  }

  /** The parameter as it is where {@code shape} ends with its shape, else broadcast. */
  private static Tensor fitted(Tensor parameter, Shape shape) {
    int more = shape.rank() - parameter.rank();
    boolean ends = more >= 0 && shape.slice(more, shape.rank()).equals(parameter.shape());
    return ends ? parameter : parameter.broadcastTo(shape);
  }

  /** Normal numbers of the shape and dtype of {@code x}, which may be symbolic. */
  public static Tensor normalLike(Tensor x, double mean, double stddev, Seed seed) {
    return x.isSymbolic()
        ? Tensor.symbol(new Spec(x.dtype(), x.shape()))
        : beside(x, normal(x.shape(), mean, stddev, x.dtype(), seed));
  }

  /** Uniform numbers of the shape and dtype of {@code x}, which may be symbolic. */
  public static Tensor uniformLike(Tensor x, double min, double max, Seed seed) {
    return x.isSymbolic()
        ? Tensor.symbol(new Spec(x.dtype(), x.shape()))
        : beside(x, uniform(x.shape(), min, max, x.dtype(), seed));
  }

  private static Tensor draw(RandomDraw draw, Shape shape, Seed seed) {
    return Engine.run(draw, seed.next(shape.size()));
  }

  /** A seed for a draw with an input; a symbolic one draws nothing, so its seed costs none. */
  private static Tensor seed(Seed seed, long outputs, Tensor input) {
    return input.isSymbolic() ? Seed.of(0).next(outputs) : beside(input, seed.next(outputs));
  }

  /** What was made where the seed is, on the device of an input. */
  private static Tensor beside(Tensor input, Tensor made) {
    return made.device().equals(input.device()) ? made : made.to(input.device().toString());
  }
}
