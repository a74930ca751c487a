package keratin.layers.convolutional;

import keratin.layers.Padding;

/**
 * A convolution over an image: every filter gives one channel of what it finds at each place.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, rows, columns,
 * filters)}; kernel {@code (height, width, channels / groups, filters)}, bias {@code (filters,)}. A
 * length {@code n} becomes {@code ⌊(n − (size − 1) · dilation − 1) / stride⌋ + 1}, with padding
 * {@code "same"} {@code ⌈n / stride⌉}.
 *
 * {@snippet :
 * Tensor y = new Conv2D(64, 3).activation("relu").of(x);   // (8, 28, 28, 1) -> (8, 26, 26, 64)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/convolution2d/">keras.layers.Conv2D</a>
 */
public final class Conv2D extends GroupedConv<Conv2D> {
  private Conv2D() {
    super(2, Padding.KIND);
  }

  /** A layer of {@code filters} windows of this length along every axis. */
  public Conv2D(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }

  /** A layer of {@code filters} windows with a length for every axis. */
  public Conv2D(int filters, int[] kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
