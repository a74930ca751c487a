package keratin.layers.convolutional;

/**
 * A convolution over a sequence of every channel by itself.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, places, channels · multiplier)};
 * kernel {@code (size, channels, multiplier)}, bias {@code (channels · multiplier,)}.
 *
 * {@snippet :
 * new DepthwiseConv1D(3).depthMultiplier(2).of(x);   // (8, 10, 4) -> (8, 8, 8)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/">keras.layers.DepthwiseConv1D</a>
 */
public final class DepthwiseConv1D extends DepthwiseConv<DepthwiseConv1D> {
  private DepthwiseConv1D() {
    super(1);
  }

  /** A layer with a window of this length. */
  public DepthwiseConv1D(int kernelSize) {
    this();
    kernelSize(kernelSize);
  }
}
