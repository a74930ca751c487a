package keratin.layers.convolutional;

/**
 * A transposed convolution over a volume, also called deconvolution: with strides it makes lengths
 * grow.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, planes, rows,
 * columns, filters)}; kernel {@code (depth, height, width, filters, channels)}, bias {@code
 * (filters,)}. {@link TransposedConv} has the lengths of the output.
 *
 * {@snippet :
 * new Conv3DTranspose(16, 2).strides(2).of(x);   // (2, 4, 4, 4, 8) -> (2, 8, 8, 8, 16)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/convolution3d_transpose/">keras.layers.Conv3DTranspose</a>
 */
public final class Conv3DTranspose extends TransposedConv<Conv3DTranspose> {
  private Conv3DTranspose() {
    super(3);
  }

  /** A layer of {@code filters} windows of this length along every axis. */
  public Conv3DTranspose(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }

  /** A layer of {@code filters} windows with a length for every axis. */
  public Conv3DTranspose(int filters, int[] kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
