package keratin.cpu;

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
  static final long ROWS = 32;

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
      Pool.parallel(
          batch,
          ROWS,
          (from, to) -> {
            long mine = space.take();
            for (long begin = from; begin < to; begin += ROWS) {
              block(panels, last, begin, Math.min(to, begin + ROWS), mine);
            }
            space.back(mine);
          });
    }
  }

  private void block(PackedPanels panels, PackedPanels last, long from, long to, long sums) {
    long rows = to - from;
    long state = 4L * u;
    long sumRow = 4L * panels.n();
    long gated = sums + ROWS * sumRow;
    for (int t = 0; t < steps; t++) {
      long at = t * batch + from;
      long before = t == 0 ? h0 + from * state : h + (at - batch) * state;
      long carry = c == 0 ? 0 : t == 0 ? c0 + from * state : c + (at - batch) * state;
      panels.multiply(before, state, rows, sums, sumRow, 0);
      step(last, at, rows, sums, before, carry, gated);
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

  /** A step after its product. */
  private void step(
      PackedPanels last, long at, long rows, long sums, long before, long carry, long gated) {
    long state = 4L * u;
    long row = 4L * g;
    long noted = cell.notes() * state;
    long in = x + at * row;
    long own = notes + at * noted;
    long to = h + at * state;
    switch (cell) {
      case SIMPLE -> RecurrentRows.tanh(in, row, sums, row, to, state, rows, u);
      case LSTM -> {
        RecurrentRows.sigmoid(in, row, sums, row, own, noted, rows, 2 * u);
        RecurrentRows.tanh(
            in + 2 * state, row, sums + 2 * state, row, own + 2 * state, noted, rows, u);
        RecurrentRows.sigmoid(
            in + 3 * state, row, sums + 3 * state, row, own + 3 * state, noted, rows, u);
        RecurrentRows.carry(own, carry, c + at * state, rows, u);
        RecurrentRows.lstm(own, c + at * state, to, rows, u);
      }
      case GRU -> {
        RecurrentRows.sum(
            sums + 2 * state, row, bias + 2 * state, 0, own + 3 * state, noted, rows, u);
        RecurrentRows.sum(sums, row, bias, 0, gated, 2 * state, rows, 2 * u);
        RecurrentRows.sigmoid(in, row, gated, 2 * state, own, noted, rows, 2 * u);
        RecurrentRows.candidate(own, in + 2 * state, rows, u);
        RecurrentRows.mix(own, noted, before, to, rows, u);
      }
      case GRU_RESET_BEFORE -> {
        RecurrentRows.sigmoid(in, row, sums, 2 * state, own, noted, rows, 2 * u);
        RecurrentRows.product(own + state, noted, before, gated, rows, u);
        long product = gated + ROWS * state;
        last.multiply(gated, state, rows, product, state, 0);
        RecurrentRows.tanh(in + 2 * state, row, product, state, own + 2 * state, noted, rows, u);
        RecurrentRows.mix(own, noted, before, to, rows, u);
      }
    }
  }
}
