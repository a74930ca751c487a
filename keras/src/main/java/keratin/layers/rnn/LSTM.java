package keratin.layers.rnn;

/**
 * Long short-term memory: beside its output, a state that gates let things into and out of, so that
 * it can keep them for long. The step is that of {@link LSTMCell}.
 *
 * <p>Input {@code (batch, steps, features)}, output {@code (batch, units)}, or with {@code
 * returnSequences} {@code (batch, steps, units)}; states {@code [h, c]}; kernel {@code (features, 4
 * · units)}, recurrent kernel {@code (units, 4 · units)}, bias {@code (4 · units,)}.
 *
 * {@snippet :
 * Tensor y = new LSTM(64).of(x);   // (8, 80, 100) -> (8, 64)
 *
 * var encoder = new LSTM(64).returnState(true).ofAll(x);
 * Tensor next = new LSTM(64).of(x, encoder.subList(1, 3));   // begins where the first one ended
 * }
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/lstm/">keras.layers.LSTM</a>
 * @see <a href="https://www.bioinf.jku.at/publications/older/2604.pdf">Hochreiter and Schmidhuber,
 *     1997</a>
 */
public final class LSTM extends CellRNN<LSTM> implements MemoryOptions<LSTM> {
  private LSTM() {
    super(new LSTMCell(), "lstm_cell");
  }

  /** A layer with states of {@code units} numbers. */
  public LSTM(int units) {
    this();
    cell().units(units);
  }
}
