package keratin.cpu;

import keratin.memory.Raw;

/**
 * The gradients of a recurrent cell's weights: for every part of its products a sum over all
 * samples and steps of joined rows times gradients of sums.
 *
 * <p>Samples are summed in groups, which depend on the batch only and are joined in order, so the
 * number of threads does not change a bit.
 */
final class RecurrentSums {
  /*
   * As few as 128 rows at once make the product fast, and then both operands still lie in the second
   * cache, where the step left them; as one product over all steps at the end it ran at 74 GFLOP/s
   * instead of 96, after 10 MB of gradients had been written for it.
   *
   * Large sums come from beyond the second cache, and the weights after them, every time; so rows of
   * more steps are collected for those, and multiplied into a panel of sums in two products.
   */
  private static final int DEPTH = 128;

  private static final long LARGE = 128 * 1024;
  private static final int MORE = 224;

  // Room for the sums of all groups, unless that would keep threads from working.
  private static final long MAX_BYTES = 64L << 20;
  private static final long ENOUGH_GROUPS = 8;
  private static final long GRAIN = 4096;

  private final RecurrentLayout layout;
  private final MicroKernel micro;
  private final long bytes;
  private final long group;
  private final long groups;

  /**
   * Sums for blocks of {@code rows} samples.
   *
   * @param batch how many samples there are
   */
  RecurrentSums(RecurrentLayout layout, MicroKernel micro, long batch, int rows) {
    this.layout = layout;
    this.micro = micro;
    this.bytes = layout.parts().stream().mapToLong(RecurrentSums::bytes).sum();
    long most = Math.max(ENOUGH_GROUPS, MAX_BYTES / bytes);
    long blocks = Math.ceilDiv(batch, rows);
    this.group = Pool.piece(batch, rows * Math.ceilDiv(blocks, most));
    this.groups = Math.ceilDiv(batch, group);
  }

  private static long bytes(RecurrentLayout.Part part) {
    return Workspace.round(4L * part.depth() * part.columns());
  }

  /** How many steps' rows are collected. */
  int slots(int steps, long rows) {
    return (int) Math.min(steps, Math.ceilDiv(bytes > LARGE ? MORE : DEPTH, rows));
  }

  /** Samples whose sums are taken one after the other. */
  long group() {
    return group;
  }

  /** Room that all groups need. */
  long bytes() {
    return groups * bytes;
  }

  /** Room that a thread needs to pack a panel. */
  long panel() {
    return Workspace.round(4L * 2 * DEPTH * micro.columns());
  }

  /** Where a sample's group has its sums. */
  long of(long sample, long room) {
    return room + sample / group * bytes;
  }

  /**
   * Adds the products of some rows.
   *
   * @param joined the rows that were multiplied
   * @param d the gradients of their sums
   * @param atRest how many of the last rows have a state of zeros, which adds nothing
   * @param beta 0 if the sums begin here
   */
  void add(long joined, long d, int rows, int atRest, long sums, float beta, long panel) {
    int deep = Math.ceilDiv(rows, Math.max(1, Math.round((float) rows / DEPTH)));
    long to = sums;
    for (RecurrentLayout.Part part : layout.parts()) {
      long rowC = 4L * part.columns();
      for (int column = 0; column < part.columns(); column += micro.columns()) {
        int width = Math.min(micro.columns(), part.columns() - column);
        long c = to + 4L * column;
        for (int row = 0; row < rows; row += deep) {
          int some = Math.min(deep, rows - row);
          int moving = Math.clamp(rows - atRest - row, 0, some);
          int states = part.from() == 0 && moving < some ? layout.units() : 0;
          int rest = part.depth() - states;
          long a = joined + row * layout.row() + 4L * part.from();
          long b = d + row * layout.sumRow() + 4L * (part.column() + column);
          float scale = row == 0 ? beta : 1;
          micro.pack(false, b, layout.sumRow(), some, width, panel);
          multiply(a, states, moving, panel, width, c, rowC, scale);
          multiply(a + 4L * states, rest, some, panel, width, c + states * rowC, rowC, scale);
        }
      }
      to += bytes(part);
    }
  }

  private void multiply(
      long joined, int columns, int rows, long panel, int width, long c, long rowC, float beta) {
    if (columns > 0) {
      micro.multiply(joined, 4, layout.row(), columns, panel, rows, width, c, rowC, beta);
    }
  }

  /** The sums of all groups, where the weights' gradients belong. */
  void join(long room, long[] gradients) {
    long at = room;
    for (RecurrentLayout.Part part : layout.parts()) {
      for (RecurrentLayout.Segment segment : layout.segments()) {
        if (part.has(segment)) {
          join(part, segment, at, gradients[segment.input() - RecurrentLayout.KERNEL]);
        }
      }
      at += bytes(part);
    }
  }

  private void join(
      RecurrentLayout.Part part, RecurrentLayout.Segment segment, long first, long gradient) {
    int columns = part.columns();
    Pool.parallel(
        segment.rows(),
        Math.ceilDiv(GRAIN, columns),
        (from, to) -> {
          for (long i = from; i < to; i++) {
            long source = first + 4 * (segment.from() - part.from() + i) * columns;
            long target = gradient + layout.weight((int) (segment.first() + i), part.source());
            Raw.copy(source, target, 4L * columns);
            for (long group = 1; group < groups; group++) {
              FloatRows.add(source + group * bytes, 1, target, columns);
            }
          }
        });
  }
}
