package keratin.cpu;

import java.util.List;
import keratin.memory.Raw;
import keratin.tensor.Recurrence;
import keratin.tensor.RecurrenceGrad;
import keratin.tensor.Tensor;

/**
 * Backwards through time, on float32: blocks of samples go through all steps as in {@link
 * VectorRecurrence}. The kernel's gradient, a sum over all steps, is one product at the end.
 */
final class VectorRecurrenceGrad {
  private static final long ROWS = VectorRecurrence.ROWS;

  private final Recurrence.Cell cell;
  private final int steps;
  private final long batch;
  private final int u;
  private final int g;
  private final long state;
  private final long kernel;
  private final long h0;
  private final long c0;
  private final long mask;
  private final long h;
  private final long c;
  private final long notes;
  private final long dh;
  private final long dcLast;
  private final long dx;
  private final long dKernel;
  private final long dBias;
  private final long dh0;
  private final long dc0;

  private VectorRecurrenceGrad(RecurrenceGrad op, Tensor[] in, Tensor[] out) {
    cell = op.cell();
    int first = op.forward().first();
    int results = cell.hasCarry() ? 2 : 1;
    int inputs = first + results + (op.masked() ? 1 : 0);
    steps = in[0].shape().dim(0);
    batch = in[0].shape().dim(1);
    u = in[first].shape().dim(1);
    g = cell.gates() * u;
    state = 4L * u;
    kernel = in[1].address();
    h0 = in[first].address();
    c0 = cell.hasCarry() ? in[first + 1].address() : 0;
    mask = op.masked() ? in[inputs - 1].address() : 0;
    h = in[inputs].address();
    c = cell.hasCarry() ? in[inputs + 2].address() : 0;
    notes = cell.notes() > 0 ? in[in.length - results - 1].address() : 0;
    dh = in[in.length - results].address();
    dcLast = cell.hasCarry() ? in[in.length - 1].address() : 0;
    dx = out[0].address();
    dKernel = out[1].address();
    dBias = cell.hasBias() ? out[2].address() : 0;
    dh0 = out[first].address();
    dc0 = cell.hasCarry() ? out[first + 1].address() : 0;
  }

  static boolean has(RecurrenceGrad op, Tensor[] in) {
    return VectorRecurrence.has(op.forward(), in);
  }

  static void run(RecurrenceGrad op, Tensor[] in, Tensor[] out) {
    new VectorRecurrenceGrad(op, in, out).run();
  }

  private boolean resetBefore() {
    return cell == Recurrence.Cell.GRU_RESET_BEFORE;
  }

  /** Working memory that all threads share: what follows the packed kernels. */
  private record Room(long panels, long last, long second, long biases, long product) {
    long total() {
      return panels + last + second + biases + product;
    }
  }

  private void run() {
    MicroKernel micro = MicroKernel.chosen();
    int depth = resetBefore() ? 2 * u : g;
    long rows = steps * batch;
    long pieces = Math.ceilDiv(batch, ROWS);
    Room room =
        new Room(
            PackedPanels.bytes(micro, depth, u),
            resetBefore() ? PackedPanels.bytes(micro, u, u) : 0,
            // The gradients of the state's parts, or the gated states.
            cell.hasBias() ? 4 * rows * g : resetBefore() ? 4 * rows * u : 0,
            cell.hasBias() ? pieces * 4 * g : 0,
            resetBefore() ? 4L * u * g : 0);
    try (Workspace space = new Workspace("a recurrence", room.total(), 6 * ROWS * state)) {
      long last = space.shared() + room.panels;
      long second = last + room.last;
      long biases = second + room.second;
      PackedPanels panels =
          new PackedPanels(micro, depth, u, space.shared()).pack(true, kernel, 4L * g);
      PackedPanels gated =
          resetBefore()
              ? new PackedPanels(micro, u, u, last).pack(true, kernel + 2 * state, 4L * g)
              : panels;
      List<Pass> passes = passes();
      Pool.parallel(
          batch,
          ROWS,
          (from, to) -> {
            long mine = space.take();
            for (long begin = from; begin < to; begin += ROWS) {
              long part = biases + begin / ROWS * 4 * g;
              block(panels, gated, passes, begin, Math.min(to, begin + ROWS), mine, second, part);
            }
            space.back(mine);
          });
      long dState = cell.hasBias() ? second : dx;
      overSteps(h0, h, dState, dKernel);
      if (resetBefore()) {
        // The candidate's part of the kernel meets the gated states, not the states.
        long product = biases + room.biases;
        overSteps(second, second + batch * state, dx, product);
        for (int i = 0; i < u; i++) {
          long at = 4L * i * g + 2 * state;
          Raw.copy(product + at, dKernel + at, state);
        }
      }
      if (cell.hasBias()) {
        join(biases, pieces);
      }
    }
  }

  /** {@code Σ aᵀ · d} over all steps, where the first step's a stands apart. */
  private void overSteps(long first, long rest, long d, long to) {
    Gemm.sgemm(true, false, u, g, batch, first, d, to, 0);
    if (steps > 1) {
      Gemm.sgemm(true, false, u, g, (steps - 1) * batch, rest, d + batch * 4 * g, to, 1);
    }
  }

  private void join(long biases, long pieces) {
    Raw.copy(biases, dBias, 4L * g);
    for (long piece = 1; piece < pieces; piece++) {
      FloatRows.add(biases + piece * 4 * g, 1, dBias, g);
    }
  }

  private void block(
      PackedPanels panels,
      PackedPanels gated,
      List<Pass> passes,
      long from,
      long to,
      long space,
      long second,
      long biases) {
    long rows = to - from;
    long size = ROWS * state;
    long dState = cell.hasBias() ? second : dx;
    // What comes from the step after, and what goes to the step before: they take turns.
    long now = space;
    long next = space + size;
    long carry = space + 2 * size;
    long nextCarry = space + 3 * size;
    long spare = space + 4 * size;
    Raw.fill(now, size, (byte) 0);
    if (cell.hasCarry()) {
      Raw.copy(dcLast + from * state, carry, rows * state);
    }
    if (cell.hasBias()) {
      Raw.fill(biases, 4L * g, (byte) 0);
    }
    boolean adds = mask != 0 || cell == Recurrence.Cell.GRU || resetBefore();
    for (int t = steps - 1; t >= 0; t--) {
      long at = t * batch + from;
      long before = t == 0 ? h0 + from * state : h + (at - batch) * state;
      long carryBefore = c == 0 ? 0 : t == 0 ? c0 + from * state : c + (at - batch) * state;
      long direct = resetBefore() ? spare : next;
      Block block =
          new Block(at, rows, before, carryBefore, now, carry, direct, nextCarry, spare, dState);
      for (Pass pass : passes) {
        pass.over(block);
      }
      if (mask != 0) {
        masked(at, rows, now, carry, direct, nextCarry, dState);
      }
      if (cell.hasBias()) {
        for (long i = 0; i < rows; i++) {
          FloatRows.add(dState + (at + i) * 4 * g, 1, biases, g);
        }
      }
      if (resetBefore()) {
        long gradient = spare + size;
        gated.multiply(dx + at * 4 * g + 2 * state, 4L * g, rows, gradient, state, 0);
        long own = notes + at * cell.notes() * state;
        RecurrentRows.product(
            own + state, cell.notes() * state, before, second + at * state, rows, u);
        RecurrentRows.resetBack(own, before, gradient, direct, dx + at * 4 * g, next, rows, u);
      }
      panels.multiply(dState + at * 4 * g, 4L * g, rows, next, state, adds ? 1 : 0);
      long spent = now;
      now = next;
      next = spent;
      spent = carry;
      carry = nextCarry;
      nextCarry = spent;
    }
    Raw.copy(now, dh0 + from * state, rows * state);
    if (cell.hasCarry()) {
      Raw.copy(carry, dc0 + from * state, rows * state);
    }
  }

  /**
   * A block of samples at a step.
   *
   * @param at its first row among those of all steps
   * @param before the states h before the step
   * @param carryBefore the states c before the step
   * @param now the gradient of h that comes from the step after
   * @param carry that of c
   * @param direct what of the gradient of h₋₁ does not go through the product
   * @param nextCarry the gradient of c₋₁
   * @param spare room for twice the states
   * @param dState the gradients of the state's parts, of all steps
   */
  private record Block(
      long at,
      long rows,
      long before,
      long carryBefore,
      long now,
      long carry,
      long direct,
      long nextCarry,
      long spare,
      long dState) {}

  /** One pass over a block; {@link VectorRecurrence} says why there are several. */
  @FunctionalInterface
  private interface Pass {
    void over(Block block);
  }

  /** The way back through a step, up to its product, as if no sample were masked. */
  private List<Pass> passes() {
    return switch (cell) {
      case SIMPLE -> List.of(this::simple);
      case LSTM -> List.of(this::bent, this::outGate, this::otherGates);
      case GRU -> List.of(this::mix, this::candidate);
      case GRU_RESET_BEFORE -> List.of(this::mix);
    };
  }

  private long own(Block b) {
    return notes + b.at * cell.notes() * state;
  }

  private long more(Block b) {
    return dh + b.at * state;
  }

  private long to(Block b) {
    return dx + b.at * 4 * g;
  }

  private void simple(Block b) {
    RecurrentRows.simpleBack(h + b.at * state, b.now, more(b), to(b), b.rows, u);
  }

  private void bent(Block b) {
    RecurrentRows.tanh(c + b.at * state, b.spare, b.rows, u);
  }

  private void outGate(Block b) {
    long total = b.spare + ROWS * state;
    RecurrentRows.lstmBack(own(b), b.spare, b.now, more(b), b.carry, to(b), total, b.rows, u);
  }

  private void otherGates(Block b) {
    long total = b.spare + ROWS * state;
    RecurrentRows.carryBack(own(b), b.carryBefore, total, to(b), b.nextCarry, b.rows, u);
  }

  private void mix(Block b) {
    RecurrentRows.mixBack(
        own(b), cell.notes() * state, b.before, b.now, more(b), to(b), b.direct, b.rows, u);
  }

  private void candidate(Block b) {
    RecurrentRows.candidateBack(own(b), to(b), b.dState + b.at * 4 * g, b.rows, u);
  }

  /** Samples whose step is masked hand the gradients on. */
  private void masked(
      long at, long rows, long now, long carry, long direct, long nextCarry, long dState) {
    boolean plain = !cell.hasBias() && !resetBefore();
    for (long i = 0; i < rows; i++) {
      long o = i * state;
      if (Raw.getByte(mask + at + i) != 0) {
        if (plain) {
          Raw.fill(direct + o, state, (byte) 0);
        }
        continue;
      }
      RecurrentRows.sum(now + o, 0, dh + at * state + o, 0, direct + o, 0, 1, u);
      if (cell.hasCarry()) {
        Raw.copy(carry + o, nextCarry + o, state);
      }
      Raw.fill(dx + (at + i) * 4 * g, 4L * g, (byte) 0);
      Raw.fill(dState + (at + i) * 4 * g, 4L * g, (byte) 0);
    }
  }
}
