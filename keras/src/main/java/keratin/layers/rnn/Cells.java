package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.layers.Layer;
import keratin.layers.Layers;
import org.jspecify.annotations.Nullable;

/** Options that hold cells. */
final class Cells {
  /** One cell. */
  static final Kind<Cell<?>> ONE = new Kind<>("a cell", Cells::cell, Cells::config, Cells::check);

  /** Cells in order. */
  static final Kind<List<Cell<?>>> SEVERAL =
      new Kind<>(
          "a list of cells",
          Cells::cells,
          cells -> cells.stream().map(Cells::config).toList(),
          Cells::checkAll);

  private Cells() {}

  private static Cell<?> cell(Object source) {
    return (Cell<?>) Layers.get(source);
  }

  private static @Nullable Object config(Cell<?> cell) {
    return Layers.KIND.write().apply(cell);
  }

  private static List<Cell<?>> cells(Object source) {
    List<Cell<?>> cells = new ArrayList<>();
    ((List<?>) source).forEach(one -> cells.add(cell(one)));
    return List.copyOf(cells);
  }

  private static void checkAll(Object source) {
    List<?> cells = (List<?>) source;
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("At least one is needed.");
    }
    cells.forEach(Cells::check);
  }

  private static void check(Object source) {
    if (source instanceof Layer layer && !(layer instanceof Cell<?>)) {
      throw new IllegalArgumentException(
          "%s is a layer, not a cell: cells are %s, or classes that extend Cell."
              .formatted(layer.className(), "SimpleRNNCell, LSTMCell, GRUCell, StackedRNNCells"));
    }
    var check = Layers.KIND.check();
    if (check != null) {
      check.accept(source);
    }
  }
}
