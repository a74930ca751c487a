package keratin.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent cell carried over a whole sequence, whose inputs were multiplied with their kernel
 * beforehand, all steps at once.
 *
 * <p>Inputs of one floating dtype, with {@code u} units and the {@code g} gates of the cell: x
 * {@code (steps, batch, g · u)}, recurrent kernel {@code (u, g · u)}, for the GRUs a recurrent bias
 * {@code (g · u)}, first state h {@code (batch, u)}, for the LSTM first state c {@code (batch, u)},
 * and if masked a mask, bool {@code (steps, batch)}: a step that it leaves out changes no state.
 *
 * <p>Outputs: the states h after every step {@code (steps, batch, u)}; for the LSTM the last c
 * {@code (batch, u)}. What follows is there for the gradient: for the LSTM the states c after every
 * step, and for cells with gates what the step made of them, {@code (steps, batch, …)}.
 *
 * @param cell what happens at a step
 * @param masked whether there is a mask
 */
public record Recurrence(Cell cell, boolean masked) implements Fused {
  /** What happens at a step. */
  public enum Cell {
    /** {@code h = tanh(x + h₋₁ · U)}. */
    SIMPLE(1, 0) {
      @Override
      Tensor[] step(Tensor x, Tensor[] weights, Tensor h, Tensor[] more) {
        return new Tensor[] {x.add(h.matmul(weights[0])).tanh()};
      }
    },
    /** {@code c = σ(f) · c₋₁ + σ(i) · tanh(g), h = σ(o) · tanh(c)}; gates i, f, g, o. */
    LSTM(4, 4) {
      @Override
      Tensor[] step(Tensor x, Tensor[] weights, Tensor h, Tensor[] more) {
        Tensor[] z = parts(x.add(h.matmul(weights[0])), 4);
        Tensor in = z[0].sigmoid();
        Tensor forget = z[1].sigmoid();
        Tensor fresh = z[2].tanh();
        Tensor out = z[3].sigmoid();
        Tensor c = forget.mul(more[0]).add(in.mul(fresh));
        return new Tensor[] {out.mul(c.tanh()), c, joined(in, forget, fresh, out)};
      }
    },
    /**
     * {@code h = z · h₋₁ + (1 − z) · tanh(x + r · (h₋₁ · U + b))}; gates z, r, the tanh, and the
     * product.
     */
    GRU(3, 4) {
      @Override
      Tensor[] step(Tensor x, Tensor[] weights, Tensor h, Tensor[] more) {
        Tensor[] in = parts(x, 3);
        Tensor[] state = parts(h.matmul(weights[0]).add(weights[1]), 3);
        Tensor update = in[0].add(state[0]).sigmoid();
        Tensor reset = in[1].add(state[1]).sigmoid();
        Tensor fresh = in[2].add(reset.mul(state[2])).tanh();
        return new Tensor[] {mixed(update, h, fresh), joined(update, reset, fresh, state[2])};
      }
    },
    /** {@code h = z · h₋₁ + (1 − z) · tanh(x + (r · h₋₁) · U)}; gates z, r, and the tanh. */
    GRU_RESET_BEFORE(3, 3) {
      @Override
      Tensor[] step(Tensor x, Tensor[] weights, Tensor h, Tensor[] more) {
        int u = h.shape().dim(1);
        Tensor[] in = parts(x, 3);
        Tensor[] state = parts(h.matmul(weights[0].slice(1, 0, 2 * u)), 2);
        Tensor update = in[0].add(state[0]).sigmoid();
        Tensor reset = in[1].add(state[1]).sigmoid();
        Tensor last = weights[0].slice(1, 2 * u, u);
        Tensor fresh = in[2].add(reset.mul(h).matmul(last)).tanh();
        return new Tensor[] {mixed(update, h, fresh), joined(update, reset, fresh)};
      }
    };

    private final int gates;
    private final int notes;

    Cell(int gates, int notes) {
      this.gates = gates;
      this.notes = notes;
    }

    /** How many times the units x has as columns. */
    public int gates() {
      return gates;
    }

    /** How many times the units there are of what the gradient reads of a step's gates. */
    public int notes() {
      return notes;
    }

    /** Whether there is a recurrent bias. */
    public boolean hasBias() {
      return this == GRU;
    }

    /** Whether there is a second state. */
    public boolean hasCarry() {
      return this == LSTM;
    }

    /**
     * The new states, and what is noted of the gates.
     *
     * @param weights the recurrent kernel and bias
     * @param more the second state
     */
    abstract Tensor[] step(Tensor x, Tensor[] weights, Tensor h, Tensor[] more);

    private static Tensor[] parts(Tensor x, int count) {
      int width = x.shape().dim(1) / count;
      Tensor[] parts = new Tensor[count];
      for (int i = 0; i < count; i++) {
        parts[i] = x.slice(1, i * width, width);
      }
      return parts;
    }

    private static Tensor joined(Tensor... parts) {
      return Engine.run(new Concat(1), parts);
    }

    private static Tensor mixed(Tensor update, Tensor h, Tensor fresh) {
      return update.mul(h).add(update.neg().add(1).mul(fresh));
    }
  }

  /** How many inputs there are. */
  int inputs() {
    return first() + 1 + (cell.hasCarry() ? 1 : 0) + (masked ? 1 : 0);
  }

  /** Which input is the first state. */
  public int first() {
    return cell.hasBias() ? 3 : 2;
  }

  /** How many of the outputs are results. */
  int results() {
    return cell.hasCarry() ? 2 : 1;
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, inputs(), names());
    Expect.floating(label(), "x", in[0]);
    require("x", in[0], 3);
    require("kernel", in[1], 2);
    int units = in[1].shape().dim(1) / cell.gates();
    if (in[0].shape().dim(0) == 0) {
      throw new ShapeException(
          "recurrence: at least one step is needed, but x is %s.".formatted(in[0].shape()));
    }
    int batch = in[0].shape().dim(1);
    Shape state = Shape.of(batch, units);
    same("kernel", in[0], in[1], Shape.of(units, cell.gates() * units));
    same("x", in[0], in[0], Shape.of(in[0].shape().dim(0), batch, cell.gates() * units));
    if (cell.hasBias()) {
      same("bias", in[0], in[2], Shape.of(cell.gates() * units));
    }
    for (int i = 0; i < results(); i++) {
      same("state " + i, in[0], in[first() + i], state);
    }
    if (masked) {
      Expect.sameShape(
          label(), "mask", in[inputs() - 1].shape(), "a step", in[0].shape().slice(0, 2));
    }
    return outputs(in[0], units);
  }

  private String names() {
    return "x, kernel, "
        + (cell.hasBias() ? "bias, " : "")
        + (cell.hasCarry() ? "h, c" : "h")
        + (masked ? ", mask" : "");
  }

  private void require(String name, Spec spec, int rank) {
    if (spec.shape().rank() != rank) {
      throw new ShapeException(
          "recurrence: %s must have %d axes, but its shape is %s."
              .formatted(name, rank, spec.shape()));
    }
  }

  private void same(String name, Spec x, Spec found, Shape needed) {
    Expect.sameType(label(), "x", x, name, found);
    Expect.sameShape(label(), name, found.shape(), "what fits the kernel", needed);
  }

  private Spec[] outputs(Spec x, int units) {
    Shape steps = x.shape();
    List<Spec> out = new ArrayList<>();
    out.add(x.as(steps.with(2, units)));
    if (cell.hasCarry()) {
      out.add(x.as(Shape.of(steps.dim(1), units)));
      out.add(x.as(steps.with(2, units)));
    }
    if (cell.notes() > 0) {
      out.add(x.as(steps.with(2, cell.notes() * units)));
    }
    return out.toArray(new Spec[0]);
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor[] weights = Arrays.copyOfRange(in, 1, first());
    Tensor[] xs = Engine.runAll(new Unstack(0), in[0]);
    Tensor[] masks = masked ? Engine.runAll(new Unstack(0), in[inputs() - 1]) : new Tensor[0];
    int states = results();
    Tensor[] before = Arrays.copyOfRange(in, first(), first() + states);
    List<List<Tensor>> all = new ArrayList<>();
    for (int t = 0; t < xs.length; t++) {
      Tensor[] made = cell.step(xs[t], weights, before[0], Arrays.copyOfRange(before, 1, states));
      if (masked) {
        Tensor on = masks[t].expandDims(1);
        for (int i = 0; i < states; i++) {
          made[i] = Tensor.where(on, made[i], before[i]);
        }
      }
      before = Arrays.copyOf(made, states);
      for (int i = 0; i < made.length; i++) {
        if (t == 0) {
          all.add(new ArrayList<>());
        }
        all.get(i).add(made[i].expandDims(0));
      }
    }
    List<Tensor> out = new ArrayList<>();
    for (List<Tensor> steps : all) {
      out.add(Engine.run(new Concat(0), steps.toArray(new Tensor[0])));
    }
    if (cell.hasCarry()) {
      out.add(1, before[1]);
    }
    return out.toArray(new Tensor[0]);
  }

  @Override
  public boolean needsGradient(int index) {
    return index < results();
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    for (int i = results(); i < dy.length; i++) {
      if (!dy[i].isHollow()) {
        // Somebody has used what is only noted: that way goes through the steps.
        return Fused.super.vjp(in, out, withZeros(dy));
      }
    }
    Tensor[] all = Arrays.copyOf(in, in.length + out.length + results());
    System.arraycopy(out, 0, all, in.length, out.length);
    System.arraycopy(dy, 0, all, in.length + out.length, results());
    Tensor[] gradients = Engine.runAll(new RecurrenceGrad(cell, masked), all);
    return Arrays.copyOf(gradients, in.length);
  }

  private static Tensor[] withZeros(Tensor[] dy) {
    Tensor[] whole = dy.clone();
    for (int i = 0; i < whole.length; i++) {
      whole[i] = whole[i].isHollow() ? whole[i].zerosLike() : whole[i];
    }
    return whole;
  }
}
