package keratin.layers.convolutional;

/**
 * A convolution over an image in two cheap steps: every channel by itself, then a mix of the
 * channels at every place.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, rows, columns,
 * filters)}; kernels {@code (height, width, channels, multiplier)} and {@code (1, 1, channels ·
 * multiplier, filters)}, bias {@code (filters,)}.
 *
 * {@snippet :
 * new SeparableConv2D(32, 3).strides(2).of(x);   // (8, 28, 28, 3) -> (8, 13, 13, 32)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/separable_convolution2d/">keras.layers.SeparableConv2D</a>
 */
public final class SeparableConv2D extends SeparableConv<SeparableConv2D> {
  private SeparableConv2D() {
    super(2);
  }

  /** A layer of {@code filters} windows of this length along every axis. */
  public SeparableConv2D(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }

  /** A layer of {@code filters} windows with a length for every axis. */
  public SeparableConv2D(int filters, int[] kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
