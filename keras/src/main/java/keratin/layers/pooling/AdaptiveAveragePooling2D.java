package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The mean under windows that are as long as it takes to give an image of a chosen size, for every
 * channel by itself.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, size…, channels)}. Of
 * {@code n} elements, window {@code i} of {@code m} has those from {@code ⌊i · n / m⌋} up to {@code
 * ⌈(i + 1) · n / m⌉}, so windows may overlap.
 *
 * {@snippet :
 * new AdaptiveAveragePooling2D(2).of(x);   // (8, 7, 9, 16) -> (8, 2, 2, 16)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/adaptive_average_pooling2d/">keras.layers.AdaptiveAveragePooling2D</a>
 */
public final class AdaptiveAveragePooling2D extends BaseAdaptivePooling<AdaptiveAveragePooling2D> {
  private AdaptiveAveragePooling2D() {
    super(2, Nn::adaptiveAveragePool);
  }

  /** An output of this length along every axis. */
  public AdaptiveAveragePooling2D(int outputSize) {
    this();
    outputSize(outputSize);
  }

  /** An output with a length for every axis. */
  public AdaptiveAveragePooling2D(int[] outputSize) {
    this();
    outputSize(outputSize);
  }
}
