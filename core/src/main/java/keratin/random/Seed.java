package keratin.random;

import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Where a draw gets its seed from: a number, which gives the same draw every time; a {@link
 * SeedGenerator} or a {@link Generator}, which give another one each time; or the process' own
 * generator.
 */
@FunctionalInterface
public interface Seed {

  /**
   * The seed of the next draw, as {@link keratin.tensor.RandomDraw} takes it.
   *
   * @param outputs number of elements that will be drawn
   */
  Tensor next(long outputs);

  /** A Python integer as Keras takes it: the seed pair {@code [seed mod (2³¹ − 2), 0]}. */
  static Seed of(long seed) {
    return outputs -> tensor(fold(seed), 0);
  }

  /** A seed pair as TensorFlow's {@code tf.random.stateless_…} functions take it. */
  static Seed of(long seed0, long seed1) {
    return outputs -> tensor(seed0, seed1);
  }

  /**
   * The generator behind all draws that were given no seed, as {@code seed=None} in Keras. It
   * begins with a default seed when it is first used after {@link GlobalRandom#setRandomSeed}.
   */
  static Seed global() {
    return outputs -> {
      long[] pair = GlobalRandom.nextSeedPair();
      return tensor(fold(pair[0]), fold(pair[1]));
    };
  }

  /** Keras folds seeds into 31 bits before TensorFlow's kernels see them. */
  static long fold(long seed) {
    return Math.floorMod(seed, Integer.MAX_VALUE - 1L);
  }

  private static Tensor tensor(long seed0, long seed1) {
    return Tensor.of(new long[] {seed0, seed1}, Shape.of(2));
  }
}
