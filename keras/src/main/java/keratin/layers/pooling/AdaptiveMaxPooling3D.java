package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The largest under windows that are as long as it takes to give a volume of a chosen size, for
 * every channel by itself.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, size…,
 * channels)}. Of {@code n} elements, window {@code i} of {@code m} has those from {@code ⌊i · n /
 * m⌋} up to {@code ⌈(i + 1) · n / m⌉}, so windows may overlap.
 *
 * {@snippet :
 * new AdaptiveMaxPooling3D(2).of(x);   // (2, 4, 5, 6, 8) -> (2, 2, 2, 2, 8)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/adaptive_max_pooling3d/">keras.layers.AdaptiveMaxPooling3D</a>
 */
public final class AdaptiveMaxPooling3D extends BaseAdaptivePooling<AdaptiveMaxPooling3D> {
  private AdaptiveMaxPooling3D() {
    super(3, Nn::adaptiveMaxPool);
  }

  /** An output of this length along every axis. */
  public AdaptiveMaxPooling3D(int outputSize) {
    this();
    outputSize(outputSize);
  }

  /** An output with a length for every axis. */
  public AdaptiveMaxPooling3D(int[] outputSize) {
    this();
    outputSize(outputSize);
  }
}
