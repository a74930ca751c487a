package keratin.cpu;

import java.util.List;
import keratin.memory.Raw;
import keratin.tensor.Recurrence;
import keratin.tensor.Tensor;

/**
 * A recurrent cell over a whole sequence, on float32.
 *
 * <p>Samples do not know of each other, so a thread takes a block of them through all steps: per
 * step one product with the recurrent kernel, which was packed once, and one pass over the gates
 * while they are in the cache.
 */
final class VectorRecurrence {
  /** Samples of a block. More would leave threads without work, fewer read the kernel too often. */
  static final long ROWS = 64;

  private final Recurrence.Cell cell;
  private final int steps;
  private final long batch;
  private final int u;
  private final int g;
  private final long x;
  private final long bias;
  private final long h0;
  private final long c0;
  private final long mask;
  private final long h;
  private final long c;
  private final long notes;

  private VectorRecurrence(Recurrence op, Tensor[] in, Tensor[] out) {
    cell = op.cell();
    steps = in[0].shape().dim(0);
    batch = in[0].shape().dim(1);
    u = in[op.first()].shape().dim(1);
    g = cell.gates() * u;
    x = in[0].address();
    bias = cell.hasBias() ? in[2].address() : 0;
    h0 = in[op.first()].address();
    c0 = cell.hasCarry() ? in[op.first() + 1].address() : 0;
    mask = op.masked() ? in[in.length - 1].address() : 0;
    h = out[0].address();
    c = cell.hasCarry() ? out[2].address() : 0;
    notes = cell.notes() > 0 ? out[out.length - 1].address() : 0;
  }

  /** Whether rows are long enough for vectors. */
  static boolean has(Recurrence op, Tensor[] in) {
    return in[op.first()].shape().dim(1) >= RecurrentRows.LANES && in[0].size() > 0;
  }

  static void run(Recurrence op, Tensor[] in, Tensor[] out) {
    VectorRecurrence sequence = new VectorRecurrence(op, in, out);
    sequence.run(in[1].address());
    if (op.cell().hasCarry()) {
      long bytes = out[1].spec().bytes();
      Raw.copy(sequence.c + (sequence.steps - 1L) * bytes, out[1].address(), bytes);
    }
  }

  private boolean resetBefore() {
    return cell == Recurrence.Cell.GRU_RESET_BEFORE;
  }

  private void run(long kernel) {
    MicroKernel micro = MicroKernel.chosen();
    int first = resetBefore() ? 2 * u : g;
    long room = PackedPanels.bytes(micro, u, first);
    long more = resetBefore() ? PackedPanels.bytes(micro, u, u) : 0;
    // The products' sums; for the GRUs, room for twice the states.
    long own = 4 * ROWS * (g + (notes == 0 || c != 0 ? 0 : 2L * u));
    try (Workspace space = new Workspace("a recurrence", room + more, own)) {
      long row = 4L * g;
      PackedPanels panels =
          new PackedPanels(micro, u, first, space.shared()).pack(false, kernel, row);
      PackedPanels last =
          resetBefore()
              ? new PackedPanels(micro, u, u, space.shared() + room)
                  .pack(false, kernel + 8L * u, row)
              : panels;
      List<Pass> passes = passes(last);
      Pool.parallel(
          batch,
          ROWS,
          (from, to) -> {
            long mine = space.take();
            for (long begin = from; begin < to; begin += ROWS) {
              block(panels, passes, begin, Math.min(to, begin + ROWS), mine);
            }
            space.back(mine);
          });
    }
  }

  /**
   * A block of samples at a step.
   *
   * @param at its first row among those of all steps
   * @param sums the state times its kernel
   * @param before the states h before the step
   * @param carry the states c before the step
   * @param spare room for twice the states
   */
  private record Block(long at, long rows, long sums, long before, long carry, long spare) {}

  /** One pass over a block. */
  @FunctionalInterface
  private interface Pass {
    void over(Block block);
  }

  /*
   * A step is a list of passes, and not one method that calls them: the compiler would inline all of
   * them into it, give up in the middle, and make objects of the vectors there. A call that sees
   * many classes is not inlined, so that every pass is compiled by itself.
   */
  private List<Pass> passes(PackedPanels last) {
    return switch (cell) {
      case SIMPLE -> List.of(this::simple);
      case LSTM -> List.of(this::twoGates, this::fresh, this::outGate, this::carry, this::lstm);
      case GRU ->
          List.of(this::biased, this::biasedGates, this::biasedSum, this::candidate, this::mix);
      case GRU_RESET_BEFORE ->
          List.of(this::twoGates, b -> resetBefore(b, last), this::freshOfProduct, this::mix);
    };
  }

  private void block(PackedPanels panels, List<Pass> passes, long from, long to, long sums) {
    long rows = to - from;
    long state = 4L * u;
    long sumRow = 4L * panels.n();
    for (int t = 0; t < steps; t++) {
      long at = t * batch + from;
      long before = t == 0 ? h0 + from * state : h + (at - batch) * state;
      long carry = c == 0 ? 0 : t == 0 ? c0 + from * state : c + (at - batch) * state;
      panels.multiply(before, state, rows, sums, sumRow, 0);
      Block block = new Block(at, rows, sums, before, carry, sums + ROWS * sumRow);
      for (Pass pass : passes) {
        pass.over(block);
      }
      for (long i = 0; mask != 0 && i < rows; i++) {
        if (Raw.getByte(mask + at + i) == 0) {
          Raw.copy(before + i * state, h + (at + i) * state, state);
          if (c != 0) {
            Raw.copy(carry + i * state, c + (at + i) * state, state);
          }
        }
      }
    }
  }

  // ---- passes ----

  /** Bytes of a row of states, of gates, of notes. */
  private long state() {
    return 4L * u;
  }

  private long row() {
    return 4L * g;
  }

  private long noted() {
    return cell.notes() * 4L * u;
  }

  /** Where a block's inputs begin, and its notes; {@code part} gates further on. */
  private long in(Block b, int part) {
    return x + b.at * row() + part * state();
  }

  private long own(Block b, int part) {
    return notes + b.at * noted() + part * state();
  }

  private long to(Block b) {
    return h + b.at * state();
  }

  private void simple(Block b) {
    RecurrentRows.tanh(in(b, 0), row(), b.sums, row(), to(b), state(), b.rows, u);
  }

  private void twoGates(Block b) {
    long sumRow = resetBefore() ? 2 * state() : row();
    RecurrentRows.sigmoid(in(b, 0), row(), b.sums, sumRow, own(b, 0), noted(), b.rows, 2 * u);
  }

  private void fresh(Block b) {
    long sum = b.sums + 2 * state();
    RecurrentRows.tanh(in(b, 2), row(), sum, row(), own(b, 2), noted(), b.rows, u);
  }

  private void outGate(Block b) {
    long sum = b.sums + 3 * state();
    RecurrentRows.sigmoid(in(b, 3), row(), sum, row(), own(b, 3), noted(), b.rows, u);
  }

  private void carry(Block b) {
    RecurrentRows.carry(own(b, 0), b.carry, c + b.at * state(), b.rows, u);
  }

  private void lstm(Block b) {
    RecurrentRows.lstm(own(b, 0), c + b.at * state(), to(b), b.rows, u);
  }

  private void biased(Block b) {
    long sum = b.sums + 2 * state();
    RecurrentRows.sum(sum, row(), bias + 2 * state(), 0, own(b, 3), noted(), b.rows, u);
  }

  private void biasedGates(Block b) {
    RecurrentRows.sum(b.sums, row(), bias, 0, b.spare, 2 * state(), b.rows, 2 * u);
  }

  private void biasedSum(Block b) {
    RecurrentRows.sigmoid(in(b, 0), row(), b.spare, 2 * state(), own(b, 0), noted(), b.rows, 2 * u);
  }

  private void candidate(Block b) {
    RecurrentRows.candidate(own(b, 0), in(b, 2), b.rows, u);
  }

  private void mix(Block b) {
    RecurrentRows.mix(own(b, 0), noted(), b.before, to(b), b.rows, u);
  }

  private void resetBefore(Block b, PackedPanels last) {
    RecurrentRows.product(own(b, 1), noted(), b.before, b.spare, b.rows, u);
    last.multiply(b.spare, state(), b.rows, b.spare + ROWS * state(), state(), 0);
  }

  private void freshOfProduct(Block b) {
    long product = b.spare + ROWS * state();
    RecurrentRows.tanh(in(b, 2), row(), product, state(), own(b, 2), noted(), b.rows, u);
  }
}
