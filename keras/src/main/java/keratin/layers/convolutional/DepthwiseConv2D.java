package keratin.layers.convolutional;

/**
 * A convolution over an image of every channel by itself.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, rows, columns, channels
 * · multiplier)}; kernel {@code (height, width, channels, multiplier)}, bias {@code (channels ·
 * multiplier,)}.
 *
 * {@snippet :
 * new DepthwiseConv2D(3).padding("same").of(x);   // (8, 28, 28, 16) -> (8, 28, 28, 16)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/">keras.layers.DepthwiseConv2D</a>
 */
public final class DepthwiseConv2D extends DepthwiseConv<DepthwiseConv2D> {
  private DepthwiseConv2D() {
    super(2);
  }

  /** A layer with a window of this length along every axis. */
  public DepthwiseConv2D(int kernelSize) {
    this();
    kernelSize(kernelSize);
  }

  /** A layer with a window with a length for every axis. */
  public DepthwiseConv2D(int[] kernelSize) {
    this();
    kernelSize(kernelSize);
  }
}
