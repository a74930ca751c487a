package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import keratin.tensor.Affine;
import keratin.tensor.Engine;
import keratin.tensor.Recurrence;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A cell of Keras over a whole sequence: the inputs of all steps are multiplied with their kernel
 * at once, and the rest is one op.
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
   * @param mask {@code (steps, batch)}, or null
   * @return the output h of every step, {@code (steps, batch, units)}, and the last states
   */
  Cell.Step run(Tensor x, List<Tensor> states, @Nullable Tensor mask) {
    List<Tensor> in = new ArrayList<>();
    in.add(ofInput(x.cast(cell.computeDtype()).transpose(1, 0, 2)));
    in.add(cell.recurrentKernel());
    if (op.hasBias()) {
      Tensor kernel = cell.recurrentKernel();
      int columns = kernel.shape().dim(1);
      in.add(
          cell.useBias()
              ? cell.bias().slice(0, 1, 1).squeeze(0)
              : Tensor.full(kernel.dtype(), 0, columns));
    }
    in.addAll(states);
    if (mask != null) {
      in.add(mask);
    }
    Tensor[] out = Engine.runAll(new Recurrence(op, mask != null), in.toArray(new Tensor[0]));
    Tensor h = out[0];
    List<Tensor> last = new ArrayList<>();
    last.add(h.slice(0, h.shape().dim(0) - 1, 1).squeeze(0));
    if (op.hasCarry()) {
      last.add(out[1]);
    }
    return new Cell.Step(h, last);
  }

  private Tensor ofInput(Tensor x) {
    // What is dropped is the same at every step, and broadcasts over them.
    List<Tensor> masks = cell.inputMasks(x.slice(0, 0, 1).squeeze(0), training);
    Tensor kept = masks.isEmpty() ? x : x.mul(masks.getFirst());
    if (!cell.useBias()) {
      return kept.matmul(cell.kernel());
    }
    Tensor bias = op.hasBias() ? cell.bias().slice(0, 0, 1).squeeze(0) : cell.bias();
    return Engine.run(new Affine(null), kept, cell.kernel(), bias);
  }
}
