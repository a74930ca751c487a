package keratin.cpu;

import java.util.ArrayList;
import java.util.List;
import keratin.memory.Raw;
import keratin.tensor.Recurrence;
import keratin.tensor.Tensor;

/**
 * A recurrent cell over a whole sequence, on float32.
 *
 * <p>Samples do not know of each other, so a thread takes a block of them through all steps: per
 * step the products with the weights, which were packed once, and passes over the gates while they
 * are in the cache.
 */
final class VectorRecurrence {
  private final Recurrence.Cell cell;
  private final RecurrentLayout layout;
  private final int steps;
  private final long batch;
  private final int u;
  private final long x;
  private final long rowX;
  private final long h0;
  private final long c0;
  private final long mask;
  private final long h;
  private final long rowH;
  private final long last;
  private final long c;
  private final long notes;

  private VectorRecurrence(Recurrence op, Tensor[] in, Tensor[] out) {
    cell = op.cell();
    layout = RecurrentLayout.of(op, in);
    steps = in[0].shape().dim(1);
    batch = in[0].shape().dim(0);
    u = layout.units();
    x = in[0].address();
    rowX = 4L * layout.features() * steps;
    h0 = in[Recurrence.FIRST_STATE].address();
    c0 = cell.hasCarry() ? in[Recurrence.FIRST_STATE + 1].address() : 0;
    mask = op.masked() ? in[in.length - 1].address() : 0;
    h = out[0].address();
    rowH = state() * steps;
    last = out[1].address();
    c = cell.hasCarry() ? out[3].address() : 0;
    notes = cell.notes() > 0 ? out[out.length - 1].address() : 0;
  }

  /** Whether rows are long enough for vectors. */
  static boolean has(Recurrence op, Tensor[] in) {
    return in[Recurrence.FIRST_STATE].shape().dim(1) >= RecurrentRows.LANES && in[0].size() > 0;
  }

  static void run(Recurrence op, Tensor[] in, Tensor[] out) {
    VectorRecurrence sequence = new VectorRecurrence(op, in, out);
    sequence.run(in);
    if (op.cell().hasCarry()) {
      long bytes = out[2].spec().bytes();
      Raw.copy(sequence.c + (sequence.steps - 1L) * bytes, out[2].address(), bytes);
    }
  }

  private void run(Tensor[] in) {
    MicroKernel micro = MicroKernel.chosen();
    int high = layout.block(batch);
    long joined = high * layout.row();
    try (Workspace space =
        new Workspace("a recurrence", layout.bytes(micro), joined + high * layout.sumRow())) {
      List<Pass<Block>> passes = passes(layout.pack(micro, in, space.shared()));
      Pool.parallel(
          batch,
          high,
          (from, to) -> {
            long mine = space.take();
            for (long begin = from; begin < to; begin += high) {
              block(passes, begin, Math.min(high, to - begin), mine, mine + joined);
            }
            space.back(mine);
          });
    }
  }

  /**
   * A block of samples at a step.
   *
   * @param first its first sample
   * @param at its first row among the notes of all steps
   * @param joined what is multiplied
   * @param zeros how many of its first columns are zeros
   * @param sums the products
   */
  private record Block(int t, long first, long at, long rows, long joined, int zeros, long sums) {}

  private List<Pass<Block>> passes(List<PackedPanels> panels) {
    List<Pass<Block>> all = new ArrayList<>();
    all.add(this::input);
    if (layout.resetBefore()) {
      all.addAll(
          List.of(
              product(panels, 0), this::twoGates, this::gated, product(panels, 1), this::fresh));
    } else {
      for (int i = 0; i < panels.size(); i++) {
        all.add(product(panels, i));
      }
    }
    all.addAll(
        switch (cell) {
          case SIMPLE -> List.of(this::simple);
          case LSTM -> List.of(this::twoGates, this::fresh, this::outGate, this::carry, this::lstm);
          case GRU -> List.of(this::twoGates, this::ofState, this::candidate, this::mix);
          case GRU_RESET_BEFORE -> List.of(this::mix);
        });
    if (mask != 0) {
      all.add(this::masked);
    }
    all.add(this::handOn);
    return all;
  }

  private void block(List<Pass<Block>> passes, long first, long rows, long joined, long sums) {
    for (long i = 0; i < rows; i++) {
      Raw.setFloat(joined + i * layout.row() + 4L * layout.stateOne(), 1);
      Raw.setFloat(joined + i * layout.row() + 4L * layout.one(), 1);
    }
    RecurrentRows.copy(h0 + first * state(), state(), joined, layout.row(), rows, u);
    boolean atRest = RecurrentRows.isZero(h0 + first * state(), rows * u);
    for (int t = 0; t < steps; t++) {
      int zeros = t == 0 && atRest ? u : 0;
      Block block = new Block(t, first, t * batch + first, rows, joined, zeros, sums);
      Pass.all(passes, block);
    }
    RecurrentRows.copy(joined, layout.row(), last + first * state(), state(), rows, u);
  }

  // ---- passes ----

  /** Bytes of a row of states, of notes. */
  private long state() {
    return 4L * u;
  }

  private long noted() {
    return cell.notes() * 4L * u;
  }

  private long own(Block b, int part) {
    return notes + b.at * noted() + part * state();
  }

  private long to(Block b) {
    return h + b.first * rowH + b.t * state();
  }

  private long carryBefore(Block b) {
    return b.t == 0 ? c0 + b.first * state() : c + (b.at - batch) * state();
  }

  private void input(Block b) {
    long from = x + b.first * rowX + 4L * b.t * layout.features();
    long to = b.joined + 4L * layout.x();
    RecurrentRows.copy(from, rowX, to, layout.row(), b.rows, layout.features());
  }

  private Pass<Block> product(List<PackedPanels> panels, int index) {
    RecurrentLayout.Part part = layout.parts().get(index);
    PackedPanels weights = panels.get(index);
    long row = layout.row();
    long sumRow = layout.sumRow();
    long from = 4L * part.from();
    long to = 4L * part.column();
    return b -> {
      int zeros = part.from() == 0 ? b.zeros : 0;
      weights.multiply(b.joined + from, row, b.rows, zeros, b.sums + to, sumRow, 0);
    };
  }

  private void simple(Block b) {
    RecurrentRows.tanh(b.sums, layout.sumRow(), to(b), rowH, b.rows, u);
  }

  private void twoGates(Block b) {
    long sums = b.sums + 4L * layout.gates();
    RecurrentRows.sigmoid(sums, layout.sumRow(), own(b, 0), noted(), b.rows, 2 * u);
  }

  private void fresh(Block b) {
    long sums = b.sums + 4L * layout.fresh();
    RecurrentRows.tanh(sums, layout.sumRow(), own(b, 2), noted(), b.rows, u);
  }

  private void outGate(Block b) {
    long sums = b.sums + 3 * state();
    RecurrentRows.sigmoid(sums, layout.sumRow(), own(b, 3), noted(), b.rows, u);
  }

  private void carry(Block b) {
    RecurrentRows.carry(own(b, 0), carryBefore(b), c + b.at * state(), b.rows, u);
  }

  private void lstm(Block b) {
    RecurrentRows.lstm(own(b, 0), c + b.at * state(), to(b), rowH, b.rows, u);
  }

  private void ofState(Block b) {
    long sums = b.sums + 3 * state();
    RecurrentRows.copy(sums, layout.sumRow(), own(b, 3), noted(), b.rows, u);
  }

  private void candidate(Block b) {
    long sums = b.sums + 4L * layout.fresh();
    RecurrentRows.candidate(own(b, 0), sums, layout.sumRow(), b.rows, u);
  }

  private void mix(Block b) {
    RecurrentRows.mix(own(b, 0), noted(), b.joined, layout.row(), to(b), rowH, b.rows, u);
  }

  private void gated(Block b) {
    long to = b.joined + 4L * layout.gated();
    RecurrentRows.product(own(b, 1), noted(), b.joined, layout.row(), to, b.rows, u);
  }

  /** Samples whose step is masked keep their states. */
  private void masked(Block b) {
    for (long i = 0; i < b.rows; i++) {
      if (Raw.getByte(mask + (b.first + i) * steps + b.t) == 0) {
        Raw.copy(b.joined + i * layout.row(), to(b) + i * rowH, state());
        if (c != 0) {
          Raw.copy(carryBefore(b) + i * state(), c + (b.at + i) * state(), state());
        }
      }
    }
  }

  private void handOn(Block b) {
    RecurrentRows.copy(to(b), rowH, b.joined, layout.row(), b.rows, u);
  }
}
