package keratin.layers.pooling;

import keratin.ops.Nn;

/**
 * The largest under windows that are as long as it takes to give a sequence of a chosen size, for
 * every channel by itself.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, size…, channels)}. Of {@code n}
 * elements, window {@code i} of {@code m} has those from {@code ⌊i · n / m⌋} up to {@code ⌈(i + 1)
 * · n / m⌉}, so windows may overlap.
 *
 * {@snippet :
 * new AdaptiveMaxPooling1D(3).of(x);   // (8, 10, 4) -> (8, 3, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/adaptive_max_pooling1d/">keras.layers.AdaptiveMaxPooling1D</a>
 */
public final class AdaptiveMaxPooling1D extends BaseAdaptivePooling<AdaptiveMaxPooling1D> {
  private AdaptiveMaxPooling1D() {
    super(1, Nn::adaptiveMaxPool);
  }

  /** An output of this length. */
  public AdaptiveMaxPooling1D(int outputSize) {
    this();
    outputSize(outputSize);
  }
}
