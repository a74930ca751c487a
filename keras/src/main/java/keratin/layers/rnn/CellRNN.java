package keratin.layers.rnn;

import keratin.tensor.Shape;
import keratin.tensor.ShapeException;

/**
 * A recurrent layer with a cell of its own, whose options are the layer's.
 *
 * @param <SELF> the layer's own class
 */
public abstract class CellRNN<SELF extends CellRNN<SELF>> extends BaseRNN<SELF>
    implements RecurrentOptions<SELF> {
  private final BaseCell<?> cell;

  CellRNN(BaseCell<?> cell, String cellName) {
    this.cell = track("cell", cell);
    cell.name(cellName);
    adoptOptions(cell);
  }

  @Override
  public final BaseCell<?> cell() {
    return cell;
  }

  @Override
  public final SELF set(String option, Object value) {
    setOption(option, value);
    return self();
  }

  @Override
  public final void drawSeeds() {
    cell.drawSeeds();
    super.drawSeeds();
  }

  /** The axes of the input, the batch's included. */
  int rank() {
    return 3;
  }

  @Override
  final void requireSteps(Shape input) {
    super.requireSteps(input);
    if (input.rank() != rank()) {
      throw new ShapeException(
          "%s needs inputs of %d axes, but got %s. For a layer over every step of a step, wrap it:"
                  .formatted(className(), rank(), input)
              + " new TimeDistributed(layer)");
    }
    if (!cell.isBuilt()) {
      cell.dtype(dtypePolicy().name());
    }
  }
}
