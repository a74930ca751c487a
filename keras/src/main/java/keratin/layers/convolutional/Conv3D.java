package keratin.layers.convolutional;

import keratin.layers.Padding;

/**
 * A convolution over a volume: every filter gives one channel of what it finds at each place.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, planes, rows,
 * columns, filters)}; kernel {@code (depth, height, width, channels / groups, filters)}, bias
 * {@code (filters,)}. A length {@code n} becomes {@code ⌊(n − (size − 1) · dilation − 1) / stride⌋
 * + 1}, with padding {@code "same"} {@code ⌈n / stride⌉}.
 *
 * {@snippet :
 * Tensor y = new Conv3D(8, 3).strides(2).of(x);   // (2, 9, 9, 9, 1) -> (2, 4, 4, 4, 8)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/convolution_layers/convolution3d/">keras.layers.Conv3D</a>
 */
public final class Conv3D extends GroupedConv<Conv3D> {
  private Conv3D() {
    super(3, Padding.KIND);
  }

  /** A layer of {@code filters} windows of this length along every axis. */
  public Conv3D(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }

  /** A layer of {@code filters} windows with a length for every axis. */
  public Conv3D(int filters, int[] kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
