package keratin.cpu;

import java.util.ArrayList;
import java.util.List;
import keratin.tensor.Recurrence;
import keratin.tensor.Tensor;

/**
 * How a recurrent cell's step is laid out for products: what is multiplied stands in one row for
 * each sample, {@code h | 1 | x | 1 | r · h}, and the weights stand below each other likewise, so
 * that a product sums over the state, the input and the biases at once.
 *
 * <p>The first one is there where the state's product has a bias of its own, the gated state where
 * the reset comes before the product. All numbers count floats, those named {@code row} bytes.
 */
record RecurrentLayout(Recurrence.Cell cell, int units, int features) {
  /*
   * Of the columns of the sums, the GRU whose reset comes after the product has four parts, as its
   * candidate is not one sum: x's part, update, reset, the state's part. So the three that x is
   * multiplied for are beside each other, and the three that the state is multiplied for.
   */

  /** The inputs of {@link Recurrence} that are weights. */
  static final int KERNEL = 1;

  static final int RECURRENT = 2;
  static final int BIAS = 3;

  private static final long LINE = 64;
  private static final long SECOND_CACHE = 512 * 1024;
  private static final int BLOCK = 16;

  /**
   * Rows of weights in the order of the joined row.
   *
   * @param from the first column of the joined row that they are multiplied with
   * @param input which input they are
   * @param first the first row of that input
   */
  record Segment(int from, int rows, int input, int first) {}

  /**
   * A product: part of the joined row times weights is part of the sums.
   *
   * @param from the first column of the joined row
   * @param depth how many columns of it
   * @param column the first column of the sums
   * @param columns how many columns of them
   * @param source which column of the weights is the first
   */
  record Part(int from, int depth, int column, int columns, int source) {
    boolean has(Segment segment) {
      return segment.from >= from && segment.from < from + depth;
    }
  }

  static RecurrentLayout of(Recurrence op, Tensor[] in) {
    int units = in[Recurrence.FIRST_STATE].shape().dim(1);
    return new RecurrentLayout(op.cell(), units, in[0].shape().dim(2));
  }

  boolean resetBefore() {
    return cell == Recurrence.Cell.GRU_RESET_BEFORE;
  }

  /** Where x begins in the joined row. */
  int x() {
    return units + (cell.hasStateBias() ? 1 : 0);
  }

  /** Where the ones are that biases are multiplied with; both are the same if there is one. */
  int one() {
    return x() + features;
  }

  int stateOne() {
    return cell.hasStateBias() ? units : one();
  }

  /** Where the gated state begins. */
  int gated() {
    return one() + 1;
  }

  private int width() {
    return gated() + (resetBefore() ? units : 0);
  }

  /** Columns of the weights. */
  int weights() {
    return cell.gates() * units;
  }

  /** Columns of the sums. */
  int sums() {
    return cell == Recurrence.Cell.GRU ? 4 * units : weights();
  }

  /**
   * Samples of a block: so few that the sums stay in the first cache and threads have enough to
   * share, but more where the weights come from beyond the second cache for each block.
   */
  int block(long batch) {
    boolean far = 4L * width() * sums() > SECOND_CACHE;
    return far && batch >= 8 * BLOCK ? 2 * BLOCK : BLOCK;
  }

  /** Bytes from a joined row to the next. */
  long row() {
    return row(width());
  }

  /** Bytes from a row of sums to the next. */
  long sumRow() {
    return row(sums());
  }

  /**
   * Whole cache lines, an odd number: rows a power of two apart would share places in the cache.
   */
  private static long row(int floats) {
    return LINE * (Math.ceilDiv(4L * floats, LINE) | 1);
  }

  /** Where the candidate's sum begins, or what of it comes from x. */
  int fresh() {
    return switch (cell) {
      case SIMPLE, GRU -> 0;
      case LSTM, GRU_RESET_BEFORE -> 2 * units;
    };
  }

  /** Where the sums of the two gates begin that have a sigmoid and are beside each other. */
  int gates() {
    return cell == Recurrence.Cell.GRU ? units : 0;
  }

  /** The products, in the order in which they can be done. */
  List<Part> parts() {
    int own = features + 1;
    return switch (cell) {
      case SIMPLE, LSTM -> List.of(new Part(0, width(), 0, sums(), 0));
      case GRU ->
          List.of(
              new Part(0, width(), units, 2 * units, 0),
              new Part(x(), own, 0, units, 2 * units),
              new Part(0, units + 1, 3 * units, units, 2 * units));
      case GRU_RESET_BEFORE ->
          List.of(
              new Part(0, gated(), 0, 2 * units, 0),
              new Part(x(), own + units, 2 * units, units, 2 * units));
    };
  }

  /** What stands in the joined row. */
  List<Segment> segments() {
    List<Segment> all = new ArrayList<>();
    all.add(ofState());
    if (cell.hasStateBias()) {
      all.add(new Segment(stateOne(), 1, BIAS, 1));
    }
    all.add(ofX());
    all.add(new Segment(one(), 1, BIAS, 0));
    if (resetBefore()) {
      all.add(ofGated());
    }
    return all;
  }

  Segment ofState() {
    return new Segment(0, units, RECURRENT, 0);
  }

  Segment ofX() {
    return new Segment(x(), features, KERNEL, 0);
  }

  Segment ofGated() {
    return new Segment(gated(), units, RECURRENT, 0);
  }

  /** Room for a part's packed weights, or for all parts'. */
  long bytes(MicroKernel micro) {
    long bytes = 0;
    for (Part part : parts()) {
      bytes += PackedPanels.bytes(micro, part.depth, part.columns);
    }
    return bytes;
  }

  /** The weights of every part, packed into {@link #bytes}. */
  List<PackedPanels> pack(MicroKernel micro, Tensor[] in, long room) {
    List<PackedPanels> all = new ArrayList<>();
    long at = room;
    for (Part part : parts()) {
      PackedPanels panels = new PackedPanels(micro, part.depth, part.columns, at);
      for (Segment segment : segments()) {
        if (part.has(segment)) {
          long first = in[segment.input].address() + weight(segment.first, part.source);
          panels.pack(false, first, 4L * weights(), segment.from - part.from, segment.rows);
        }
      }
      all.add(panels);
      at += PackedPanels.bytes(micro, part.depth, part.columns);
    }
    return all;
  }

  /** Bytes from the first of the weights to one of them. */
  long weight(int row, int column) {
    return 4L * row * weights() + 4L * column;
  }

  /**
   * The way back through the products: gradients of sums times these are those of a segment.
   *
   * @param column the first column of the sums that the segment is summed into
   */
  record Back(int column, PackedPanels panels) {
    /** {@code C = d · panels + beta · C} for rows of gradients of all sums. */
    void multiply(long d, long rowD, long rows, long c, long rowC, float beta) {
      panels.multiply(d + 4L * column, rowD, rows, c, rowC, beta);
    }
  }

  /** Room for {@link #back}. */
  long backBytes(MicroKernel micro, Segment segment) {
    return PackedPanels.bytes(micro, sums(), segment.rows);
  }

  /** The weights of a segment, transposed and packed; the sums it goes into are side by side. */
  Back back(MicroKernel micro, Segment segment, Tensor[] in, long room) {
    List<Part> having = parts().stream().filter(part -> part.has(segment)).toList();
    int first = having.stream().mapToInt(Part::column).min().orElseThrow();
    int depth = having.stream().mapToInt(Part::columns).sum();
    PackedPanels panels = new PackedPanels(micro, depth, segment.rows, room);
    for (Part part : having) {
      long from = in[segment.input].address() + weight(segment.first, part.source);
      panels.pack(true, from, 4L * weights(), part.column - first, part.columns);
    }
    return new Back(first, panels);
  }
}
