package keratin.layers.rnn;

/**
 * An {@link LSTM} over a sequence of signals, images or volumes, with convolutions in the place of
 * matrix products: that of the input as the options say, that of the state with padding {@code
 * "same"}.
 *
 * @param <SELF> the layer's own class
 * @see <a href="https://arxiv.org/abs/1506.04214">Shi et al., 2015</a>
 */
public abstract class ConvLSTM<SELF extends ConvLSTM<SELF>> extends CellRNN<SELF>
    implements WindowOptions<SELF> {
  private final int rank;

  ConvLSTM(int rank) {
    super(new ConvLSTMCell(rank), "conv_lstm_cell");
    this.rank = rank;
  }

  /** Sets what must be given. */
  final void given(int filters, Object kernelSize) {
    set("filters", filters);
    set("kernel_size", kernelSize);
  }

  @Override
  final int rank() {
    return rank + 3;
  }
}
