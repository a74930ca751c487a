package keratin.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent cell carried over a whole sequence.
 *
 * <p>Inputs of one floating dtype, with {@code u} units and the {@code g} gates of the cell: x
 * {@code (batch, steps, features)}, kernel {@code (features, g · u)}, recurrent kernel {@code (u, g
 * · u)}, bias {@code (g · u)}, or {@code (2, g · u)} where the state's product has its own, first
 * state h {@code (batch, u)}, for the LSTM first state c {@code (batch, u)}, and if masked a mask,
 * bool {@code (batch, steps)}: a step that it leaves out changes no state.
 *
 * <p>Outputs: the states h after every step {@code (batch, steps, u)}, the last h {@code (batch,
 * u)}; for the LSTM the last c {@code (batch, u)}. What follows is there for the gradient: for the
 * LSTM the states c after every step, and for cells with gates what the step made of them, {@code
 * (steps, batch, …)}.
 *
 * @param cell what happens at a step
 * @param masked whether there is a mask
 */
public record Recurrence(Cell cell, boolean masked) implements Fused {
  /** What happens at a step; x is the step's input times its kernel, and the bias. */
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

    /** How many times the units the kernels have as columns. */
    public int gates() {
      return gates;
    }

    /** How many times the units there are of what the gradient reads of a step's gates. */
    public int notes() {
      return notes;
    }

    /** Whether the state's product has a bias of its own, the second row of the bias. */
    public boolean hasStateBias() {
      return this == GRU;
    }

    /** Whether there is a second state. */
    public boolean hasCarry() {
      return this == LSTM;
    }

    /**
     * The new states, and what is noted of the gates.
     *
     * @param weights the recurrent kernel, and the state's bias
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

  /** Which input is the first state. */
  public static final int FIRST_STATE = 4;

  private static final int BIAS = 3;

  /** How many inputs there are. */
  int inputs() {
    return FIRST_STATE + states() + (masked ? 1 : 0);
  }

  /** How many states there are. */
  int states() {
    return cell.hasCarry() ? 2 : 1;
  }

  /** How many of the outputs are results: all states h, and the last ones. */
  int results() {
    return 1 + states();
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, inputs(), names());
    Expect.floating(label(), "x", in[0]);
    require("x", in[0], 3);
    require("recurrent kernel", in[2], 2);
    int units = in[2].shape().dim(1) / cell.gates();
    int columns = cell.gates() * units;
    Shape x = in[0].shape();
    if (x.dim(1) == 0) {
      throw new ShapeException(
          "recurrence: at least one step is needed, but x is %s.".formatted(x));
    }
    same("recurrent kernel", in[0], in[2], Shape.of(units, columns));
    same("kernel", in[0], in[1], Shape.of(x.dim(2), columns));
    Shape bias = Shape.of(columns);
    same("bias", in[0], in[BIAS], cell.hasStateBias() ? bias.prepend(2) : bias);
    for (int i = 0; i < states(); i++) {
      same("state " + i, in[0], in[FIRST_STATE + i], Shape.of(x.dim(0), units));
    }
    if (masked) {
      Expect.sameShape(label(), "mask", in[inputs() - 1].shape(), "a step", x.slice(0, 2));
    }
    return outputs(in[0], units);
  }

  private String names() {
    return "x, kernel, recurrent kernel, bias, "
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
    Expect.sameShape(label(), name, found.shape(), "what fits x and the units", needed);
  }

  private Spec[] outputs(Spec x, int units) {
    int batch = x.shape().dim(0);
    int steps = x.shape().dim(1);
    List<Spec> out = new ArrayList<>();
    out.add(x.as(Shape.of(batch, steps, units)));
    for (int i = 0; i < states(); i++) {
      out.add(x.as(Shape.of(batch, units)));
    }
    if (cell.hasCarry()) {
      out.add(x.as(Shape.of(steps, batch, units)));
    }
    if (cell.notes() > 0) {
      out.add(x.as(Shape.of(steps, batch, cell.notes() * units)));
    }
    return out.toArray(new Spec[0]);
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor bias = in[BIAS];
    Tensor inputBias = cell.hasStateBias() ? bias.slice(0, 0, 1).squeeze(0) : bias;
    Tensor[] weights =
        cell.hasStateBias()
            ? new Tensor[] {in[2], bias.slice(0, 1, 1).squeeze(0)}
            : new Tensor[] {in[2]};
    // The inputs of all steps in one product.
    Tensor products = Engine.run(new Affine(null), in[0], in[1], inputBias);
    Tensor[] xs = Engine.runAll(new Unstack(1), products);
    Tensor[] masks = masked ? Engine.runAll(new Unstack(1), in[inputs() - 1]) : new Tensor[0];
    int states = states();
    Tensor[] before = Arrays.copyOfRange(in, FIRST_STATE, FIRST_STATE + states);
    Tensor[] h = new Tensor[xs.length];
    List<Tensor[]> notes = new ArrayList<>();
    for (int t = 0; t < xs.length; t++) {
      Tensor[] made = cell.step(xs[t], weights, before[0], Arrays.copyOfRange(before, 1, states));
      if (masked) {
        Tensor on = masks[t].expandDims(1);
        for (int i = 0; i < states; i++) {
          made[i] = Tensor.where(on, made[i], before[i]);
        }
      }
      before = Arrays.copyOf(made, states);
      h[t] = made[0].expandDims(1);
      notes.add(Arrays.copyOfRange(made, 1, made.length));
    }
    List<Tensor> out = new ArrayList<>();
    out.add(Engine.run(new Concat(1), h));
    out.addAll(List.of(before));
    for (int i = 0; i < notes.getFirst().length; i++) {
      int note = i;
      out.add(
          Engine.run(
              new Concat(0),
              notes.stream().map(made -> made[note].expandDims(0)).toArray(Tensor[]::new)));
    }
    return out.toArray(new Tensor[0]);
  }

  @Override
  public boolean keepsOutput(int index) {
    return index == 0 || index >= results();
  }

  @Override
  public boolean needsGradient(int index) {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    boolean[] wanted = new boolean[in.length];
    Arrays.fill(wanted, true);
    return vjp(in, out, dy, wanted);
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy, boolean[] wanted) {
    for (int i = results(); i < dy.length; i++) {
      if (!dy[i].isHollow()) {
        // Somebody has used what is only noted: that way goes through the steps.
        return Fused.super.vjp(in, out, withZeros(dy));
      }
    }
    RecurrenceGrad gradient =
        new RecurrenceGrad(
            cell,
            masked,
            !dy[0].isHollow(),
            wanted[0],
            wanted[1] || wanted[2] || wanted[BIAS],
            wanted[FIRST_STATE] || cell.hasCarry() && wanted[FIRST_STATE + 1]);
    List<Tensor> all = new ArrayList<>(List.of(in));
    for (int i = 0; i < out.length; i++) {
      if (keepsOutput(i)) {
        all.add(out[i]);
      }
    }
    Tensor[] known = withZeros(Arrays.copyOfRange(dy, gradient.sequence() ? 0 : 1, results()));
    all.addAll(List.of(known));
    return gradient.spread(Engine.runAll(gradient, all.toArray(new Tensor[0])), in.length);
  }

  private static Tensor[] withZeros(Tensor[] dy) {
    Tensor[] whole = dy.clone();
    for (int i = 0; i < whole.length; i++) {
      whole[i] = whole[i].isHollow() ? whole[i].realZeros() : whole[i];
    }
    return whole;
  }
}
