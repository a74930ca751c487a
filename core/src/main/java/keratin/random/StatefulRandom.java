package keratin.random;

import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code tf.random} that keep their state in the process: {@code set_seed}, {@code
 * uniform}, {@code normal} and so on, called eagerly. The same program draws the same numbers as on
 * TensorFlow.
 *
 * <p>Each takes an operation seed, which may be null. With a seed, calls that are alike continue
 * one stream until {@link #setSeed}; without one, every call gets a seed of its own from the global
 * one.
 */
public final class StatefulRandom {

  private StatefulRandom() {}

  /** {@code tf.random.set_seed}. */
  public static void setSeed(long seed) {
    GlobalRandom.setTensorflowSeed(seed);
  }

  /** {@code tf.random.uniform}: numbers in [min, max) of a floating dtype. */
  public static Tensor uniform(
      Shape shape, double min, double max, DType dtype, @Nullable Long seed) {
    return RandomOps.uniform(shape, min, max, dtype, stream("uniform", dtype, seed));
  }

  /** {@code tf.random.uniform} with an integer dtype, int32 or int64: integers in [low, high). */
  public static Tensor randint(Shape shape, long low, long high, DType dtype, @Nullable Long seed) {
    return RandomOps.randint(shape, low, high, dtype, stream("integers", dtype, seed));
  }

  /** {@code tf.random.normal}. */
  public static Tensor normal(
      Shape shape, double mean, double stddev, DType dtype, @Nullable Long seed) {
    return RandomOps.normal(shape, mean, stddev, dtype, stream("normal", dtype, seed));
  }

  /** {@code tf.random.truncated_normal}. */
  public static Tensor truncatedNormal(
      Shape shape, double mean, double stddev, DType dtype, @Nullable Long seed) {
    return RandomOps.truncatedNormal(shape, mean, stddev, dtype, stream("truncated", dtype, seed));
  }

  /** {@code tf.random.shuffle}: the rows of {@code x} in a random order. */
  public static Tensor shuffle(Tensor x, @Nullable Long seed) {
    int n = x.shape().dim(0);
    int[] order = GlobalRandom.kernel("shuffle " + x.dtype(), seed).shuffle(n);
    return x.gather(Tensor.of(order, Shape.of(n)), 0);
  }

  /** {@code tf.random.categorical}: {@code (batch, samples)} class numbers, int64. */
  public static Tensor categorical(Tensor logits, int samples, @Nullable Long seed) {
    return RandomOps.categorical(
        logits, samples, DType.INT64, stream("categorical", logits.dtype(), seed));
  }

  private static Seed stream(String operation, DType dtype, @Nullable Long seed) {
    return GlobalRandom.kernel(operation + " " + dtype, seed);
  }
}
