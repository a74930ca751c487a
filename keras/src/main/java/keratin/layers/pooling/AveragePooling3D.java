package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The mean under a window that moves over a volume, for every channel by itself. What padding adds
 * does not count.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, planes, rows,
 * columns, channels)}. A length {@code n} becomes {@code ⌊(n − size) / stride⌋ + 1}, with padding
 * {@code "same"} {@code ⌈n / stride⌉}.
 *
 * {@snippet :
 * new AveragePooling3D(2).of(x);   // (2, 8, 8, 8, 4) -> (2, 4, 4, 4, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/average_pooling3d/">keras.layers.AveragePooling3D</a>
 */
public final class AveragePooling3D extends BasePooling<AveragePooling3D> {
  private AveragePooling3D() {
    super(3, Nn::averagePool, null);
  }

  /** A window of this length along every axis. */
  public AveragePooling3D(int poolSize) {
    this();
    poolSize(poolSize);
  }

  /** A window with a length for every axis. */
  public AveragePooling3D(int[] poolSize) {
    this();
    poolSize(poolSize);
  }
}
