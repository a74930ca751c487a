package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The mean under a window that moves over a sequence, for every channel by itself. What padding
 * adds does not count.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, places, channels)}. A length
 * {@code n} becomes {@code ⌊(n − size) / stride⌋ + 1}, with padding {@code "same"} {@code ⌈n /
 * stride⌉}.
 *
 * {@snippet :
 * new AveragePooling1D(2).of(x);   // (8, 10, 4) -> (8, 5, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/average_pooling1d/">keras.layers.AveragePooling1D</a>
 */
public final class AveragePooling1D extends BasePooling<AveragePooling1D> {
  private AveragePooling1D() {
    super(1, Nn::averagePool, null);
  }

  /** A window of this length. */
  public AveragePooling1D(int poolSize) {
    this();
    poolSize(poolSize);
  }
}
