package keratin.layers.convolutional;

import keratin.layers.Padding;

/**
 * A convolution over a sequence: every filter gives one channel of what it finds at each place.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, places, filters)}; kernel {@code
 * (size, channels / groups, filters)}, bias {@code (filters,)}. A length {@code n} becomes {@code
 * ⌊(n − (size − 1) · dilation − 1) / stride⌋ + 1}, with padding {@code "same"} {@code ⌈n /
 * stride⌉}.
 *
 * <p>Besides {@code "valid"} and {@code "same"} it has the padding {@code "causal"}: zeros in
 * front, so that no output depends on a later step.
 *
 * {@snippet :
 * Tensor y = new Conv1D(32, 3).padding("causal").of(x);   // (8, 100, 4) -> (8, 100, 32)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/convolution1d/">keras.layers.Conv1D</a>
 */
public final class Conv1D extends GroupedConv<Conv1D> {
  private Conv1D() {
    super(1, Padding.WITH_CAUSAL);
  }

  /** A layer of {@code filters} windows of this length. */
  public Conv1D(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
