package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The mean under a window that moves over an image, for every channel by itself. What padding adds
 * does not count.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, rows, columns,
 * channels)}. A length {@code n} becomes {@code ⌊(n − size) / stride⌋ + 1}, with padding {@code
 * "same"} {@code ⌈n / stride⌉}.
 *
 * {@snippet :
 * new AveragePooling2D(2).of(x);   // (8, 28, 28, 64) -> (8, 14, 14, 64)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/average_pooling2d/">keras.layers.AveragePooling2D</a>
 */
public final class AveragePooling2D extends BasePooling<AveragePooling2D> {
  private AveragePooling2D() {
    super(2, Nn::averagePool, null);
  }

  /** A window of this length along every axis. */
  public AveragePooling2D(int poolSize) {
    this();
    poolSize(poolSize);
  }

  /** A window with a length for every axis. */
  public AveragePooling2D(int[] poolSize) {
    this();
    poolSize(poolSize);
  }
}
