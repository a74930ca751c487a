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
    high = layout.block(batch);
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
    /** What follows the joined rows: one slot more, as the first has the states after the steps. */
    long sums() {
      return layout.row() * high * (slots + 1);
    }

    long dx() {
      return sums() + layout.sumRow() * high * slots;
    }

    long states() {
      return dx() + 4L * layout.features() * high * slots;
    }

    long panels() {
      return states() + 6L * 4 * layout.units() * high;
    }

    long zeros() {
      return panels() + panel;
    }

    long total() {
      return zeros() + 4L * layout.units();
    }
  }

  private void run(Tensor[] in) {
    MicroKernel micro = MicroKernel.chosen();
    RecurrentSums sums = new RecurrentSums(layout, micro, batch, high);
    long ofState = layout.backBytes(micro, layout.ofState());
    long ofX = layout.backBytes(micro, layout.ofX());
    long weights = 2 * ofState + ofX;
    int slots = sums.slots(steps, Math.min(high, batch));
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
      List<Pass<Block>> passes = passes(packed);
      Ends ends =
          new Ends(List.of(this::before), op.ofX() ? List.of(s -> after(s, packed.x)) : List.of());
      Pool.parallel(
          batch,
          sums.group(),
          (from, to) -> {
            long mine = space.take();
            long all = sums.of(from, shared + weights);
            for (long begin = from; begin < to; begin += high) {
              int rows = (int) Math.min(high, to - begin);
              block(passes, ends, sums, room, begin, rows, mine, all, begin > from);
            }
            space.back(mine);
          });
      if (op.ofWeights()) {
        sums.join(shared + weights, dWeights);
      }
    }
  }

  /*
   * What a sample has of x and h lies together; the samples' lie pages apart. So both are fetched,
   * and dx is written, for all steps that are collected at once.
   */

  /** What is done for some steps at once, before them and after them. */
  private record Ends(List<Pass<Stretch>> before, List<Pass<Stretch>> after) {}

  private void block(
      List<Pass<Block>> passes,
      Ends ends,
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
    long slot = rows * layout.row();
    long sumSlot = rows * layout.sumRow();
    Raw.copy(dLast + first * state, now, rows * state);
    if (cell.hasCarry()) {
      Raw.copy(dcLast + first * state, carry, rows * state);
    }
    for (long i = rows; i < (long) rows * (room.slots + 1); i++) {
      Raw.setFloat(mine + i * layout.row() + 4L * layout.stateOne(), 1);
      Raw.setFloat(mine + i * layout.row() + 4L * layout.one(), 1);
    }
    Raw.fill(mine + room.zeros(), state, (byte) 0);
    float beta = begun ? 1 : 0;
    boolean atRest = RecurrentRows.isZero(h0 + first * state, (long) rows * u);
    for (int end = steps; end > 0; end -= room.slots) {
      int count = Math.min(end, room.slots);
      long joined = mine + slot;
      long d = mine + room.sums();
      Stretch stretch = new Stretch(end - count, count, first, rows, joined, d, mine + room.dx());
      Pass.all(ends.before, stretch);
      for (int i = 0; i < count; i++) {
        int t = end - 1 - i;
        long direct = layout.resetBefore() ? spare : next;
        long more = dh == 0 ? mine + room.zeros() : dh + first * rowH + t * state;
        Block block =
            new Block(
                t,
                first,
                rows,
                joined + i * slot,
                d + i * sumSlot,
                now,
                more,
                carry,
                direct,
                next,
                nextCarry,
                spare);
        Pass.all(passes, block);
        long spent = now;
        now = next;
        next = spent;
        spent = carry;
        carry = nextCarry;
        nextCarry = spent;
      }
      Pass.all(ends.after, stretch);
      if (op.ofWeights()) {
        int still = atRest && end == count ? rows : 0;
        sums.add(joined, d, count * rows, still, all, beta, mine + room.panels());
        beta = 1;
      }
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

  /**
   * A block of samples at some steps, whose rows are collected, those of the last step first.
   *
   * @param t the first step
   */
  private record Stretch(int t, int count, long first, int rows, long joined, long d, long dx) {}

  private List<Pass<Block>> passes(Weights weights) {
    List<Pass<Block>> all =
        new ArrayList<>(
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

  /** Brings what was multiplied, and the states after the last step. */
  private void before(Stretch s) {
    long slot = s.rows * layout.row();
    int features = layout.features();
    RecurrentRows.copySteps(
        x + s.first * rowX + 4L * s.t * features,
        rowX,
        4L * features,
        s.joined + (s.count - 1) * slot + 4L * layout.x(),
        layout.row(),
        -slot,
        s.rows,
        s.count,
        features);
    int from = Math.max(0, s.t - 1);
    RecurrentRows.copySteps(
        h + s.first * rowH + from * state,
        rowH,
        state,
        s.joined + (s.t + s.count - 2 - from) * slot,
        layout.row(),
        -slot,
        s.rows,
        s.t + s.count - from,
        u);
    if (s.t == 0) {
      long to = s.joined + (s.count - 1) * slot;
      RecurrentRows.copy(h0 + s.first * state, state, to, layout.row(), s.rows, u);
    }
  }

  /** The gradient of x. */
  private void after(Stretch s, RecurrentLayout.Back weights) {
    long row = 4L * layout.features();
    weights.multiply(s.d, layout.sumRow(), (long) s.count * s.rows, s.dx, row, 0);
    RecurrentRows.copySteps(
        s.dx + (s.count - 1L) * s.rows * row,
        row,
        -s.rows * row,
        dx + s.first * rowX + s.t * row,
        rowX,
        row,
        s.rows,
        s.count,
        layout.features());
  }

  private void simple(Block b) {
    long own = b.joined - b.rows * layout.row();
    long row = layout.sumRow();
    RecurrentRows.simpleBack(own, layout.row(), b.now, b.more, rowMore(), b.d, row, b.rows, u);
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
