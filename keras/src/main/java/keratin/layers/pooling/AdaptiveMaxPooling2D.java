package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The largest under windows that are as long as it takes to give an image of a chosen size, for
 * every channel by itself.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, size…, channels)}. Of
 * {@code n} elements, window {@code i} of {@code m} has those from {@code ⌊i · n / m⌋} up to {@code
 * ⌈(i + 1) · n / m⌉}, so windows may overlap.
 *
 * {@snippet :
 * new AdaptiveMaxPooling2D(2).of(x);   // (8, 7, 9, 16) -> (8, 2, 2, 16)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/adaptive_max_pooling2d/">keras.layers.AdaptiveMaxPooling2D</a>
 */
public final class AdaptiveMaxPooling2D extends BaseAdaptivePooling<AdaptiveMaxPooling2D> {
  private AdaptiveMaxPooling2D() {
    super(2, Nn::adaptiveMaxPool);
  }

  /** An output of this length along every axis. */
  public AdaptiveMaxPooling2D(int outputSize) {
    this();
    outputSize(outputSize);
  }

  /** An output with a length for every axis. */
  public AdaptiveMaxPooling2D(int[] outputSize) {
    this();
    outputSize(outputSize);
  }
}
