package keratin.layers.rnn;

/**
 * A gated recurrent unit: one gate that says how much of the state is replaced, one that says how
 * much of it counts for what replaces it. The step is that of {@link GRUCell}.
 *
 * <p>Input {@code (batch, steps, features)}, output {@code (batch, units)}, or with {@code
 * returnSequences} {@code (batch, steps, units)}; kernel {@code (features, 3 · units)}, recurrent
 * kernel {@code (units, 3 · units)}, bias {@code (2, 3 · units)}.
 *
 * {@snippet :
 * Tensor y = new GRU(64).of(x);   // (8, 80, 100) -> (8, 64)
 * }
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/gru/">keras.layers.GRU</a>
 * @see <a href="https://arxiv.org/abs/1406.1078">Cho et al., 2014</a>
 */
public final class GRU extends CellRNN<GRU> implements GateOptions<GRU> {
  private GRU() {
    super(new GRUCell(), "gru_cell");
  }

  /** A layer with a state of {@code units} numbers. */
  public GRU(int units) {
    this();
    cell().units(units);
  }

  /** Whether the reset gate acts after the product with the recurrent kernel, or before it. */
  public GRU resetAfter(boolean on) {
    return set("reset_after", on);
  }
}
