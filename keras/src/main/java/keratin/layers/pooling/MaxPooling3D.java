package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The largest under a window that moves over a volume, for every channel by itself. Of several
 * largest the first gets the gradient.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, planes, rows,
 * columns, channels)}. A length {@code n} becomes {@code ⌊(n − size) / stride⌋ + 1}, with padding
 * {@code "same"} {@code ⌈n / stride⌉}.
 *
 * {@snippet :
 * new MaxPooling3D(2).of(x);   // (2, 8, 8, 8, 4) -> (2, 4, 4, 4, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/max_pooling3d/">keras.layers.MaxPooling3D</a>
 */
public final class MaxPooling3D extends BasePooling<MaxPooling3D> {
  /** A window of 2 × 2 × 2. */
  public MaxPooling3D() {
    super(3, Nn::maxPool, 2);
  }

  /** A window of this length along every axis. */
  public MaxPooling3D(int poolSize) {
    this();
    poolSize(poolSize);
  }

  /** A window with a length for every axis. */
  public MaxPooling3D(int[] poolSize) {
    this();
    poolSize(poolSize);
  }
}
