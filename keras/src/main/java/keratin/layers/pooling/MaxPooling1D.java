package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The largest under a window that moves over a sequence, for every channel by itself. Of several
 * largest the first gets the gradient.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, places, channels)}. A length
 * {@code n} becomes {@code ⌊(n − size) / stride⌋ + 1}, with padding {@code "same"} {@code ⌈n /
 * stride⌉}.
 *
 * {@snippet :
 * new MaxPooling1D(2).of(x);   // (8, 10, 4) -> (8, 5, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/max_pooling1d/">keras.layers.MaxPooling1D</a>
 */
public final class MaxPooling1D extends BasePooling<MaxPooling1D> {
  /** A window of 2. */
  public MaxPooling1D() {
    super(1, Nn::maxPool, 2);
  }

  /** A window of this length. */
  public MaxPooling1D(int poolSize) {
    this();
    poolSize(poolSize);
  }
}
