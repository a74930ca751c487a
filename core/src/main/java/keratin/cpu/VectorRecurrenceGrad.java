package keratin.cpu;

import java.util.ArrayList;
import java.util.List;
import keratin.memory.Raw;
import keratin.tensor.Recurrence;
import keratin.tensor.RecurrenceGrad;
import keratin.tensor.Tensor;

/**
 * Backwards through time, on float32: blocks of samples go through all steps as in {@link
 * VectorRecurrence}, and leave the weights' gradients to {@link RecurrentSums} every few steps.
 */
final class VectorRecurrenceGrad {
  private final RecurrenceGrad op;
  private final Recurrence.Cell cell;
  private final RecurrentLayout layout;
  private final int steps;
  private final long batch;
  private final int u;
  private final long state;
  private final int high;
  private final long x;
  private final long rowX;
  private final long h0;
  private final long c0;
  private final long mask;
  private final long h;
  private final long rowH;
  private final long c;
  private final long notes;
  private final long dh;
  private final long dLast;
  private final long dcLast;
  private final long dx;
  private final long[] dWeights = new long[3];
  private final long dh0;
  private final long dc0;

  private VectorRecurrenceGrad(RecurrenceGrad op, Tensor[] in, Tensor[] out) {
    this.op = op;
    cell = op.cell();
    layout = RecurrentLayout.of(op.forward(), in);
    int first = Recurrence.FIRST_STATE;
    int inputs = first + (cell.hasCarry() ? 2 : 1) + (op.masked() ? 1 : 0);
    steps = in[0].shape().dim(1);
    batch = in[0].shape().dim(0);
    u = layout.units();
    state = 4L * u;
    high = VectorRecurrence.rows(batch);
    x = in[0].address();
    rowX = 4L * layout.features() * steps;
    h0 = in[first].address();
    c0 = cell.hasCarry() ? in[first + 1].address() : 0;
    mask = op.masked() ? in[inputs - 1].address() : 0;
    h = in[inputs].address();
    rowH = state * steps;
    int given = in.length - op.given();
    c = cell.hasCarry() ? in[inputs + 1].address() : 0;
    notes = cell.notes() > 0 ? in[given - 1].address() : 0;
    dh = op.sequence() ? in[given].address() : 0;
    dcLast = cell.hasCarry() ? in[in.length - 1].address() : 0;
    dLast = in[in.length - (cell.hasCarry() ? 2 : 1)].address();
    int next = 0;
    dx = op.ofX() ? out[next++].address() : 0;
    for (int i = 0; op.ofWeights() && i < dWeights.length; i++) {
      dWeights[i] = out[next++].address();
    }
    dh0 = op.ofStates() ? out[next++].address() : 0;
    dc0 = op.ofStates() && cell.hasCarry() ? out[next].address() : 0;
  }

  static boolean has(RecurrenceGrad op, Tensor[] in) {
    return VectorRecurrence.has(op.forward(), in);
  }

  static void run(RecurrenceGrad op, Tensor[] in, Tensor[] out) {
    new VectorRecurrenceGrad(op, in, out).run(in);
  }

  /** The weights transposed, for what is summed. */
  private record Weights(
      RecurrentLayout.Back state, RecurrentLayout.Back x, RecurrentLayout.Back gated) {}

  /**
   * The working memory of a thread.
   *
   * @param slots steps whose rows are collected for the weights' gradients
   */
  private record Room(RecurrentLayout layout, int high, int slots, long panel) {
    long sums() {
      return layout.row() * high * slots;
    }

    long states() {
      return sums() + layout.sumRow() * high * slots;
    }

    long panels() {
      return states() + 6L * 4 * layout.units() * high;
    }

    long total() {
      return zeros() + 4L * layout.units();
    }

    long zeros() {
      return panels() + panel;
    }
  }

  private void run(Tensor[] in) {
    MicroKernel micro = MicroKernel.chosen();
    RecurrentSums sums = new RecurrentSums(layout, micro, batch, high);
    long ofState = layout.backBytes(micro, layout.ofState());
    long ofX = layout.backBytes(micro, layout.ofX());
    long weights = 2 * ofState + ofX;
    int slots = Math.min(steps, Math.ceilDiv(RecurrentSums.DEPTH, (int) Math.min(high, batch)));
    Room room = new Room(layout, high, slots, sums.panel());
    try (Workspace space = new Workspace("a recurrence", weights + sums.bytes(), room.total())) {
      long shared = space.shared();
      RecurrentLayout.Back back = layout.back(micro, layout.ofState(), in, shared);
      Weights packed =
          new Weights(
              back,
              op.ofX() ? layout.back(micro, layout.ofX(), in, shared + ofState) : back,
              layout.resetBefore()
                  ? layout.back(micro, layout.ofGated(), in, shared + ofState + ofX)
                  : back);
      List<Pass> passes = passes(packed);
      Pool.parallel(
          batch,
          sums.group(),
          (from, to) -> {
            long mine = space.take();
            long all = sums.of(from, shared + weights);
            for (long begin = from; begin < to; begin += high) {
              int rows = (int) Math.min(high, to - begin);
              block(passes, sums, room, begin, rows, mine, all, begin > from);
            }
            space.back(mine);
          });
      if (op.ofWeights()) {
        sums.join(shared + weights, dWeights);
      }
    }
  }

  private void block(
      List<Pass> passes,
      RecurrentSums sums,
      Room room,
      long first,
      int rows,
      long mine,
      long all,
      boolean begun) {
    long size = high * state;
    long now = mine + room.states();
    long next = now + size;
    long carry = next + size;
    long nextCarry = carry + size;
    long spare = nextCarry + size;
    Raw.copy(dLast + first * state, now, rows * state);
    if (cell.hasCarry()) {
      Raw.copy(dcLast + first * state, carry, rows * state);
    }
    for (long i = 0; i < (long) rows * room.slots; i++) {
      Raw.setFloat(mine + i * layout.row() + 4L * layout.stateOne(), 1);
      Raw.setFloat(mine + i * layout.row() + 4L * layout.one(), 1);
    }
    Raw.fill(mine + room.zeros(), state, (byte) 0);
    float beta = begun ? 1 : 0;
    int slot = 0;
    for (int t = steps - 1; t >= 0; t--) {
      long joined = mine + (long) slot * rows * layout.row();
      long d = mine + room.sums() + (long) slot * rows * layout.sumRow();
      long direct = layout.resetBefore() ? spare : next;
      long more = dh == 0 ? mine + room.zeros() : dh + first * rowH + t * state;
      Block block =
          new Block(t, first, rows, joined, d, now, more, carry, direct, next, nextCarry, spare);
      for (Pass pass : passes) {
        pass.over(block);
      }
      slot++;
      if (op.ofWeights() && (slot == room.slots || t == 0)) {
        sums.add(mine, mine + room.sums(), slot * rows, all, beta, mine + room.panels());
        beta = 1;
        slot = 0;
      }
      slot %= room.slots;
      long spent = now;
      now = next;
      next = spent;
      spent = carry;
      carry = nextCarry;
      nextCarry = spent;
    }
    if (op.ofStates()) {
      Raw.copy(now, dh0 + first * state, rows * state);
      if (cell.hasCarry()) {
        Raw.copy(carry, dc0 + first * state, rows * state);
      }
    }
  }

  /**
   * A block of samples at a step.
   *
   * @param first its first sample
   * @param joined what was multiplied; after the states, before the input
   * @param d the gradients of the sums
   * @param now the gradient of h that comes from the step after
   * @param more that of the output h itself, or a row of zeros
   * @param carry the gradient of c that comes from the step after
   * @param direct what of the gradient of h₋₁ does not go through the product
   * @param next the gradient of h₋₁
   * @param nextCarry the gradient of c₋₁
   * @param spare room for twice the states
   */
  private record Block(
      int t,
      long first,
      int rows,
      long joined,
      long d,
      long now,
      long more,
      long carry,
      long direct,
      long next,
      long nextCarry,
      long spare) {}

  /** One pass over a block; {@link VectorRecurrence} says why there are several. */
  @FunctionalInterface
  private interface Pass {
    void over(Block block);
  }

  private List<Pass> passes(Weights weights) {
    List<Pass> all = new ArrayList<>(List.of(this::input, this::before));
    all.addAll(
        switch (cell) {
          case SIMPLE -> List.of(this::simple);
          case LSTM -> List.of(this::bent, this::outGate, this::otherGates);
          case GRU -> List.of(this::mix, this::candidate);
          case GRU_RESET_BEFORE -> List.of(this::mix);
        });
    if (mask != 0) {
      all.add(this::masked);
    }
    if (layout.resetBefore()) {
      all.addAll(List.of(this::gated, b -> reset(b, weights.gated)));
    }
    all.add(b -> toState(b, weights.state));
    if (op.ofX()) {
      all.add(b -> toX(b, weights.x));
    }
    return all;
  }

  // ---- passes ----

  private long at(Block b) {
    return b.t * batch + b.first;
  }

  private long noted() {
    return cell.notes() * state;
  }

  private long own(Block b) {
    return notes + at(b) * noted();
  }

  private long carryBefore(Block b) {
    return b.t == 0 ? c0 + b.first * state : c + (at(b) - batch) * state;
  }

  private long rowMore() {
    return dh == 0 ? 0 : rowH;
  }

  private void input(Block b) {
    long from = x + b.first * rowX + 4L * b.t * layout.features();
    long to = b.joined + 4L * layout.x();
    RecurrentRows.copy(from, rowX, to, layout.row(), b.rows, layout.features());
  }

  private void before(Block b) {
    long from = b.t == 0 ? h0 + b.first * state : h + b.first * rowH + (b.t - 1) * state;
    RecurrentRows.copy(from, b.t == 0 ? state : rowH, b.joined, layout.row(), b.rows, u);
  }

  private void simple(Block b) {
    long own = h + b.first * rowH + b.t * state;
    long row = layout.sumRow();
    RecurrentRows.simpleBack(own, rowH, b.now, b.more, rowMore(), b.d, row, b.rows, u);
  }

  private void bent(Block b) {
    RecurrentRows.tanh(c + at(b) * state, state, b.spare, state, b.rows, u);
  }

  private void outGate(Block b) {
    long to = b.d + 3 * state;
    RecurrentRows.lstmBack(
        own(b),
        b.spare,
        b.now,
        b.more,
        rowMore(),
        b.carry,
        to,
        layout.sumRow(),
        total(b),
        b.rows,
        u);
  }

  private long total(Block b) {
    return b.spare + high * state;
  }

  private void otherGates(Block b) {
    RecurrentRows.carryBack(
        own(b), carryBefore(b), total(b), b.d, layout.sumRow(), b.nextCarry, b.rows, u);
  }

  private void mix(Block b) {
    RecurrentRows.mixBack(
        own(b),
        noted(),
        b.joined,
        layout.row(),
        b.now,
        b.more,
        rowMore(),
        b.d + 4L * layout.gates(),
        b.d + 4L * layout.fresh(),
        layout.sumRow(),
        b.direct,
        b.rows,
        u);
  }

  private void candidate(Block b) {
    RecurrentRows.candidateBack(own(b), b.d, layout.sumRow(), b.rows, u);
  }

  private void gated(Block b) {
    long to = b.joined + 4L * layout.gated();
    RecurrentRows.product(own(b) + state, noted(), b.joined, layout.row(), to, b.rows, u);
  }

  private void reset(Block b, RecurrentLayout.Back gated) {
    long gradient = b.spare + high * state;
    gated.multiply(b.d, layout.sumRow(), b.rows, gradient, state, 0);
    RecurrentRows.resetBack(
        own(b),
        noted(),
        b.joined,
        layout.row(),
        gradient,
        b.direct,
        b.d + state,
        layout.sumRow(),
        b.next,
        b.rows,
        u);
  }

  private void toState(Block b, RecurrentLayout.Back weights) {
    if (b.t > 0 || op.ofStates()) {
      boolean adds = mask != 0 || cell.gates() == 3;
      weights.multiply(b.d, layout.sumRow(), b.rows, b.next, state, adds ? 1 : 0);
    }
  }

  private void toX(Block b, RecurrentLayout.Back weights) {
    long to = dx + b.first * rowX + 4L * b.t * layout.features();
    weights.multiply(b.d, layout.sumRow(), b.rows, to, rowX, 0);
  }

  /** Samples whose step is masked hand the gradients on. */
  private void masked(Block b) {
    boolean plain = cell.gates() != 3;
    for (long i = 0; i < b.rows; i++) {
      long o = i * state;
      if (Raw.getByte(mask + (b.first + i) * steps + b.t) != 0) {
        if (plain) {
          Raw.fill(b.direct + o, state, (byte) 0);
        }
        continue;
      }
      RecurrentRows.sum(b.now + o, b.more + i * rowMore(), b.direct + o, u);
      if (cell.hasCarry()) {
        Raw.copy(b.carry + o, b.nextCarry + o, state);
      }
      Raw.fill(b.d + i * layout.sumRow(), 4L * layout.sums(), (byte) 0);
    }
  }
}
