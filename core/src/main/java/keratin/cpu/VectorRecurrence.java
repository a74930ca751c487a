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
    long own = 4 * ROWS * (g + (resetBefore() ? 2L * u : 0));
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
      panels.multiply(before, state, rows, sums, sumRow, 0);
      if (resetBefore()) {
        for (long i = 0; i < rows; i++) {
          long own = notes + (at + i) * cell.notes() * state;
          RecurrentRows.sigmoid(x + (at + i) * 4 * g, sums + i * sumRow, own, 2 * u);
          RecurrentRows.product(own + state, before + i * state, gated + i * state, u);
        }
        last.multiply(gated, state, rows, gated + ROWS * state, state, 0);
      }
      for (long i = 0; i < rows; i++) {
        long carry = c == 0 ? 0 : t == 0 ? c0 + (from + i) * state : c + (at - batch + i) * state;
        long sum = resetBefore() ? gated + (ROWS + i) * state : sums + i * sumRow;
        row(at + i, sum, before + i * state, carry);
        if (mask != 0 && Raw.getByte(mask + at + i) == 0) {
          Raw.copy(before + i * state, h + (at + i) * state, state);
          if (c != 0) {
            Raw.copy(carry, c + (at + i) * state, state);
          }
        }
      }
    }
  }

  private void row(long at, long sum, long before, long carry) {
    long state = 4L * u;
    long in = x + at * 4 * g;
    long own = notes + at * cell.notes() * state;
    long to = h + at * state;
    switch (cell) {
      case SIMPLE -> RecurrentRows.tanh(in, sum, to, u);
      case LSTM -> {
        RecurrentRows.sigmoid(in, sum, own, 2 * u);
        RecurrentRows.tanh(in + 2 * state, sum + 2 * state, own + 2 * state, u);
        RecurrentRows.sigmoid(in + 3 * state, sum + 3 * state, own + 3 * state, u);
        RecurrentRows.carry(own, carry, c + at * state, u);
        RecurrentRows.lstm(own, c + at * state, to, u);
      }
      case GRU -> {
        RecurrentRows.sigmoid(in, sum, bias, own, 2 * u);
        RecurrentRows.sum(sum + 2 * state, bias + 2 * state, own + 3 * state, u);
        RecurrentRows.candidate(own, in + 2 * state, u);
        RecurrentRows.mix(own, before, to, u);
      }
      case GRU_RESET_BEFORE -> {
        RecurrentRows.tanh(in + 2 * state, sum, own + 2 * state, u);
        RecurrentRows.mix(own, before, to, u);
      }
    }
  }
}
