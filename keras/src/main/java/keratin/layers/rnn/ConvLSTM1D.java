package keratin.layers.rnn;

/**
 * An {@link LSTM} over a sequence of signals, with convolutions in the place of matrix products.
 *
 * <p>Input {@code (batch, steps, length, channels)}, output {@code (batch, positions, filters)}, or
 * with {@code returnSequences} an axis of steps behind the batch; kernel {@code (size, channels, 4
 * · filters)}, recurrent kernel {@code (size, filters, 4 · filters)}, bias {@code (4 · filters,)}.
 *
 * {@snippet :
 * Tensor y = new ConvLSTM1D(4, 3).of(x);   // (2, 5, 8, 3) -> (2, 6, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/recurrent_layers/conv_lstm1d/">keras.layers.ConvLSTM1D</a>
 */
public final class ConvLSTM1D extends ConvLSTM<ConvLSTM1D> {
  private ConvLSTM1D() {
    super(1);
  }

  /** A layer of {@code filters} windows of this length along every axis. */
  public ConvLSTM1D(int filters, int kernelSize) {
    this();
    given(filters, kernelSize);
  }
}
