package keratin.layers.rnn;

import java.util.List;
import keratin.tensor.Recurrence;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A step of {@link SimpleRNN}: {@code h = tanh(x · kernel + bias + h₋₁ · recurrentKernel)}; the
 * output is the new state.
 *
 * <p>Input {@code (batch, features)}, state and output {@code (batch, units)}; kernel {@code
 * (features, units)}, recurrent kernel {@code (units, units)}, bias {@code (units,)}.
 *
 * {@snippet :
 * var cell = new SimpleRNNCell(64);
 * var h0 = List.of(Ops.zeros(4, 64));
 * Cell.Step step = cell.call(x, h0);
 * Tensor out = step.output();   // (4, 100) -> (4, 64)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/recurrent_layers/simple_rnn_cell/">keras.layers.SimpleRNNCell</a>
 */
public final class SimpleRNNCell extends BaseCell<SimpleRNNCell> {
  SimpleRNNCell() {
    super("units", 1, true);
  }

  /** A cell with a state of {@code units} numbers. */
  public SimpleRNNCell(int units) {
    this();
    units(units);
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(Shape.of(units()));
  }

  @Override
  protected void build(Shape input) {
    addWeights(Shape.of(features(input), units()), Shape.of(units(), units()));
  }

  @Override
  Recurrence.@Nullable Cell op() {
    return activation() == TANH ? Recurrence.Cell.SIMPLE : null;
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, boolean training) {
    Tensor in = ofInput(x, training);
    Tensor sum = (useBias() ? in.add(bias()) : in).add(ofState(states.getFirst(), training));
    Tensor h = activation().call(sum);
    return new Step(h, List.of(h));
  }
}
