package keratin.layers.rnn;

import java.util.List;
import java.util.Map;
import keratin.config.Option;

/**
 * A recurrent layer of any {@link Cell}, or of several on top of each other.
 *
 * {@snippet :
 * Tensor y = new RNN(new LSTMCell(64)).of(x);   // (8, 80, 100) -> (8, 64)
 * }
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/rnn/">keras.layers.RNN</a>
 */
public final class RNN extends BaseRNN<RNN> {
  private final Option<Cell<?>> cell = required("cell", Cells.ONE);

  private RNN() {}

  /** A layer of this cell. */
  public RNN(Cell<?> cell) {
    this.cell.set(cell);
    track("cell", cell());
  }

  /** A layer of these cells, the lowest first. */
  public RNN(List<? extends Cell<?>> cells) {
    this(new StackedRNNCells(cells));
  }

  @Override
  public void configure(Map<String, ?> config) {
    sublayers().forEach(this::untrack);
    super.configure(config);
    track("cell", cell());
  }

  @Override
  public Cell<?> cell() {
    return cell.get();
  }
}
