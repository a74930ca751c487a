package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import keratin.tensor.Engine;
import keratin.tensor.Recurrence;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A cell of Keras over a whole sequence, as one op.
 *
 * @param cell whose weights these are
 * @param op what the cell does at a step
 * @param training whether inputs are dropped
 */
record WholeSequence(BaseCell<?> cell, Recurrence.Cell op, boolean training) {
  /**
   * The states after every step, and the last ones.
   *
   * @param x {@code (batch, steps, features)}
   * @param states before the first step
   * @param mask {@code (batch, steps)}, or null
   * @return the output h of every step, {@code (batch, steps, units)}, and the last states
   */
  Cell.Step run(Tensor x, List<Tensor> states, @Nullable Tensor mask) {
    List<Tensor> in = new ArrayList<>();
    in.add(kept(x.cast(cell.computeDtype())));
    in.add(cell.kernel());
    in.add(cell.recurrentKernel());
    in.add(cell.useBias() ? cell.bias() : zeros());
    in.addAll(states);
    if (mask != null) {
      in.add(mask);
    }
    Tensor[] out = Engine.runAll(new Recurrence(op, mask != null), in.toArray(new Tensor[0]));
    return new Cell.Step(out[0], List.of(out).subList(1, 1 + states.size()));
  }

  private Tensor kept(Tensor x) {
    // What is dropped is the same at every step, and broadcasts over them.
    List<Tensor> masks = cell.inputMasks(x.slice(1, 0, 1).squeeze(1), training);
    return masks.isEmpty() ? x : x.mul(masks.getFirst().expandDims(1));
  }

  private Tensor zeros() {
    Tensor kernel = cell.recurrentKernel();
    Shape columns = Shape.of(kernel.shape().dim(1));
    return Tensor.full(
        cell.computeDtype(), 0, (op.hasStateBias() ? columns.prepend(2) : columns).dims());
  }
}
