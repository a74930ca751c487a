package keratin.layers.rnn;

/**
 * An {@link LSTM} over a sequence of images, with convolutions in the place of matrix products.
 *
 * <p>Input {@code (batch, steps, height, width, channels)}, output {@code (batch, rows, columns,
 * filters)}, or with {@code returnSequences} an axis of steps behind the batch; kernel {@code
 * (height, width, channels, 4 · filters)}, recurrent kernel {@code (height, width, filters, 4 ·
 * filters)}, bias {@code (4 · filters,)}.
 *
 * {@snippet :
 * Tensor y = new ConvLSTM2D(4, 3).of(x);   // (2, 5, 8, 8, 3) -> (2, 6, 6, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/recurrent_layers/conv_lstm2d/">keras.layers.ConvLSTM2D</a>
 */
public final class ConvLSTM2D extends ConvLSTM<ConvLSTM2D> {
  private ConvLSTM2D() {
    super(2);
  }

  /** A layer of {@code filters} windows of this length along every axis. */
  public ConvLSTM2D(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }

  /** A layer of {@code filters} windows with a length for every axis. */
  public ConvLSTM2D(int filters, int[] kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
