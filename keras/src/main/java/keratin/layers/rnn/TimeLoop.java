package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A cell carried over a sequence, step by step.
 *
 * @param cell what happens at a step
 * @param all whether the outputs of all steps are wanted, or the last one
 * @param zeroMasked whether the output of a masked step is zero, or the output before
 * @param training whether the cell trains
 */
record TimeLoop(Cell<?> cell, boolean all, boolean zeroMasked, boolean training) {
  /**
   * The outputs and the last states.
   *
   * @param x {@code (batch, steps, …)}, in the order in which the steps are taken
   * @param states before the first step
   * @param mask {@code (batch, steps)}; a masked step changes no state
   * @return outputs {@code (batch, steps, …)}, or the last one, {@code (batch, …)}
   */
  Cell.Step run(Tensor x, List<Tensor> states, @Nullable Tensor mask) {
    WholeSequence whole = cell.wholeSequence(training);
    return whole == null ? steps(x, states, mask) : atOnce(whole, x, states, mask);
  }

  private Cell.Step atOnce(
      WholeSequence whole, Tensor x, List<Tensor> states, @Nullable Tensor mask) {
    Cell.Step result = whole.run(x, states, mask);
    Tensor h = all ? result.output() : result.states().getFirst();
    if (mask == null) {
      return new Cell.Step(h, result.states());
    }
    // A masked step repeats the output before it, as the state does; before the first, zero.
    Tensor shown = zeroMasked ? mask : begun(mask);
    Tensor these = all ? shown.expandDims(2) : shown.slice(1, shown.shape().dim(1) - 1, 1);
    return new Cell.Step(Tensor.where(these, h, h.zerosLike()), result.states());
  }

  /** Whether a step, or one before it, was not masked. */
  private static Tensor begun(Tensor on) {
    return Ops.cumsum(on.cast(DType.INT32), 1).greater(0);
  }

  /** Step by step. */
  Cell.Step steps(Tensor x, List<Tensor> states, @Nullable Tensor mask) {
    List<Tensor> steps = Ops.unstack(x, 1);
    List<Tensor> masks = mask == null ? List.of() : Ops.unstack(mask, 1);
    List<Tensor> outputs = new ArrayList<>();
    List<Tensor> before = states;
    @Nullable Tensor y = null;
    for (int t = 0; t < steps.size(); t++) {
      Cell.Step step = cell.step(steps.get(t), before, training);
      if (mask == null) {
        y = step.output();
        before = step.states();
      } else {
        Tensor on = masks.get(t);
        Tensor other = y == null || zeroMasked ? step.output().zerosLike() : y;
        y = chosen(on, step.output(), other);
        List<Tensor> next = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
          next.add(chosen(on, step.states().get(i), before.get(i)));
        }
        before = next;
      }
      if (all) {
        outputs.add(y);
      }
    }
    return new Cell.Step(all ? Ops.stack(1, outputs) : Objects.requireNonNull(y), before);
  }

  private static Tensor chosen(Tensor on, Tensor a, Tensor b) {
    int[] wide = new int[a.rank()];
    Arrays.fill(wide, 1);
    wide[0] = on.shape().dim(0);
    return Tensor.where(on.reshape(wide), a, b);
  }

  /** The same on symbols: one step tells the shapes. */
  Cell.Step symbols(Tensor x, List<Tensor> states) {
    Shape shape = x.shape();
    Shape one = shape.slice(2, shape.rank()).prepend(shape.dim(0));
    Cell.Step step = cell.step(Tensor.symbol(x.spec().as(one)), states, training);
    Tensor y = step.output();
    Shape rest = y.shape().slice(1, y.rank());
    Shape whole = all ? rest.prepend(shape.dim(1)).prepend(shape.dim(0)) : y.shape();
    return new Cell.Step(Tensor.symbol(y.spec().as(whole)), step.states());
  }
}
