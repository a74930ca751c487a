package keratin.layers.convolutional;

/**
 * A convolution over a sequence in two cheap steps: every channel by itself, then a mix of the
 * channels at every place.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, places, filters)}; kernels
 * {@code (size, channels, multiplier)} and {@code (1, channels · multiplier, filters)}, bias {@code
 * (filters,)}.
 *
 * {@snippet :
 * new SeparableConv1D(32, 3).of(x);   // (8, 10, 4) -> (8, 8, 32)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/separable_convolution1d/">keras.layers.SeparableConv1D</a>
 */
public final class SeparableConv1D extends SeparableConv<SeparableConv1D> {
  private SeparableConv1D() {
    super(1);
  }

  /** A layer of {@code filters} windows of this length. */
  public SeparableConv1D(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
