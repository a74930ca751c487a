package keratin.layers.convolutional;

/**
 * A transposed convolution over a sequence, also called deconvolution: with strides it makes
 * lengths grow.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, places, filters)}; kernel {@code
 * (size, filters, channels)}, bias {@code (filters,)}. {@link TransposedConv} has the lengths of
 * the output.
 *
 * {@snippet :
 * new Conv1DTranspose(16, 3).strides(2).padding("same").of(x);   // (8, 10, 4) -> (8, 20, 16)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/convolution1d_transpose/">keras.layers.Conv1DTranspose</a>
 */
public final class Conv1DTranspose extends TransposedConv<Conv1DTranspose> {
  private Conv1DTranspose() {
    super(1);
  }

  /** A layer of {@code filters} windows of this length. */
  public Conv1DTranspose(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
