package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The largest under a window that moves over an image, for every channel by itself. Of several
 * largest the first gets the gradient.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, rows, columns,
 * channels)}. A length {@code n} becomes {@code ⌊(n − size) / stride⌋ + 1}, with padding {@code
 * "same"} {@code ⌈n / stride⌉}.
 *
 * {@snippet :
 * new MaxPooling2D(2).of(x);   // (8, 28, 28, 64) -> (8, 14, 14, 64)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/max_pooling2d/">keras.layers.MaxPooling2D</a>
 */
public final class MaxPooling2D extends BasePooling<MaxPooling2D> {
  /** A window of 2 × 2. */
  public MaxPooling2D() {
    super(2, Nn::maxPool, 2);
  }

  /** A window of this length along every axis. */
  public MaxPooling2D(int poolSize) {
    this();
    poolSize(poolSize);
  }

  /** A window with a length for every axis. */
  public MaxPooling2D(int[] poolSize) {
    this();
    poolSize(poolSize);
  }
}
