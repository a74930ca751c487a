package keratin.layers.rnn;

/**
 * An {@link LSTM} over a sequence of volumes, with convolutions in the place of matrix products.
 *
 * <p>Input {@code (batch, steps, depth, height, width, channels)}, output {@code (batch, layers,
 * rows, columns, filters)}, or with {@code returnSequences} an axis of steps behind the batch;
 * kernel {@code (depth, height, width, channels, 4 · filters)}, recurrent kernel {@code (depth,
 * height, width, filters, 4 · filters)}, bias {@code (4 · filters,)}.
 *
 * {@snippet :
 * Tensor y = new ConvLSTM3D(4, 3).of(x);   // (1, 3, 4, 4, 4, 2) -> (1, 2, 2, 2, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/recurrent_layers/conv_lstm3d/">keras.layers.ConvLSTM3D</a>
 */
public final class ConvLSTM3D extends ConvLSTM<ConvLSTM3D> {
  private ConvLSTM3D() {
    super(3);
  }

  /** A layer of {@code filters} windows of this length along every axis. */
  public ConvLSTM3D(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }

  /** A layer of {@code filters} windows with a length for every axis. */
  public ConvLSTM3D(int filters, int[] kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
