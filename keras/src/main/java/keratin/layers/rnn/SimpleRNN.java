package keratin.layers.rnn;

/**
 * The simplest recurrent layer: {@code h = tanh(x · kernel + bias + h₋₁ · recurrentKernel)} at
 * every step.
 *
 * <p>Input {@code (batch, steps, features)}, output {@code (batch, units)}, or with {@code
 * returnSequences} {@code (batch, steps, units)}; kernel {@code (features, units)}, recurrent
 * kernel {@code (units, units)}, bias {@code (units,)}.
 *
 * {@snippet :
 * Tensor last = new SimpleRNN(64).of(x);                         // (8, 80, 100) -> (8, 64)
 * Tensor all = new SimpleRNN(64).returnSequences(true).of(x);   // (8, 80, 100) -> (8, 80, 64)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/recurrent_layers/simple_rnn/">keras.layers.SimpleRNN</a>
 */
public final class SimpleRNN extends CellRNN<SimpleRNN> {
  private SimpleRNN() {
    super(new SimpleRNNCell(), "simple_rnn_cell");
  }

  /** A layer with a state of {@code units} numbers. */
  public SimpleRNN(int units) {
    this();
    cell().units(units);
  }
}
