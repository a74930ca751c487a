package keratin.layers.convolutional;

/**
 * A transposed convolution over an image, also called deconvolution: with strides it makes lengths
 * grow.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, rows, columns,
 * filters)}; kernel {@code (height, width, filters, channels)}, bias {@code (filters,)}. {@link
 * TransposedConv} has the lengths of the output.
 *
 * {@snippet :
 * new Conv2DTranspose(16, 4).strides(2).padding("same").of(x);   // (8, 7, 7, 64) -> (8, 14, 14, 16)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/convolution2d_transpose/">keras.layers.Conv2DTranspose</a>
 */
public final class Conv2DTranspose extends TransposedConv<Conv2DTranspose> {
  private Conv2DTranspose() {
    super(2);
  }

  /** A layer of {@code filters} windows of this length along every axis. */
  public Conv2DTranspose(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }

  /** A layer of {@code filters} windows with a length for every axis. */
  public Conv2DTranspose(int filters, int[] kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
