package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The mean under windows that are as long as it takes to give a volume of a chosen size, for every
 * channel by itself.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, size…,
 * channels)}. Of {@code n} elements, window {@code i} of {@code m} has those from {@code ⌊i · n /
 * m⌋} up to {@code ⌈(i + 1) · n / m⌉}, so windows may overlap.
 *
 * {@snippet :
 * new AdaptiveAveragePooling3D(2).of(x);   // (2, 4, 5, 6, 8) -> (2, 2, 2, 2, 8)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/adaptive_average_pooling3d/">keras.layers.AdaptiveAveragePooling3D</a>
 */
public final class AdaptiveAveragePooling3D extends BaseAdaptivePooling<AdaptiveAveragePooling3D> {
  private AdaptiveAveragePooling3D() {
    super(3, Nn::adaptiveAveragePool);
  }

  /** An output of this length along every axis. */
  public AdaptiveAveragePooling3D(int outputSize) {
    this();
    outputSize(outputSize);
  }

  /** An output with a length for every axis. */
  public AdaptiveAveragePooling3D(int[] outputSize) {
    this();
    outputSize(outputSize);
  }
}
