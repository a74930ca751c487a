package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.config.Option;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Cells on top of each other, as one: each takes the output of the one below.
 *
 * <p>The states are those of all cells in order: {@code [h, c, h]} for an {@link LSTMCell} and a
 * {@link GRUCell}.
 *
 * {@snippet :
 * var cells = new StackedRNNCells(new LSTMCell(32), new GRUCell(64));
 * Tensor y = new RNN(cells).of(x);   // (8, 80, 100) -> (8, 64)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/">keras.layers.StackedRNNCells</a>
 */
public final class StackedRNNCells extends Cell<StackedRNNCells> {
  private final Option<List<Cell<?>>> cells = required("cells", Cells.SEVERAL);

  private StackedRNNCells() {}

  /** These cells, the lowest first. */
  public StackedRNNCells(Cell<?>... cells) {
    this(List.of(cells));
  }

  /** These cells, the lowest first. */
  public StackedRNNCells(List<? extends Cell<?>> cells) {
    this.cells.set(List.copyOf(cells));
    this.cells.get().forEach(cell -> track("cells/", cell));
  }

  @Override
  public void configure(Map<String, ?> config) {
    sublayers().forEach(this::untrack);
    super.configure(config);
    cells().forEach(cell -> track("cells/", cell));
  }

  /** The cells, the lowest first. */
  public List<Cell<?>> cells() {
    return cells.get();
  }

  @Override
  public List<Shape> stateShapes() {
    return cells().stream().flatMap(cell -> cell.stateShapes().stream()).toList();
  }

  @Override
  public Shape outputShape() {
    return cells().getLast().outputShape();
  }

  @Override
  public List<Tensor> initialStates(int batch) {
    return cells().stream().flatMap(cell -> cell.initialStates(batch).stream()).toList();
  }

  @Override
  protected void build(Shape input) {
    Shape below = input;
    for (Cell<?> cell : cells()) {
      if (!cell.isBuilt()) {
        cell.buildFor(below);
      }
      below = cell.outputShape().prepend(input.dim(0));
    }
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, boolean training) {
    Tensor y = x;
    List<Tensor> next = new ArrayList<>();
    for (Cell<?> cell : cells()) {
      Step step = cell.step(y, own(cell, states, next.size()), training);
      y = step.output();
      next.addAll(step.states());
    }
    return new Step(y, next);
  }

  private static List<Tensor> own(Cell<?> cell, List<Tensor> states, int from) {
    return states.subList(from, from + cell.stateShapes().size());
  }

  @Override
  void begin(Tensor x, List<Tensor> states, boolean training) {
    Tensor y = x;
    int from = 0;
    for (Cell<?> cell : cells()) {
      List<Tensor> own = own(cell, states, from);
      cell.begin(y, own, training);
      from += own.size();
      if (from < states.size()) {
        // Only its shape counts: that of what the next cell drops.
        y = cell.step(y, own, training).output();
      }
    }
  }

  @Override
  void end() {
    cells().forEach(Cell::end);
  }
}
