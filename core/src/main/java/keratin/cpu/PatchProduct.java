package keratin.cpu;

import java.util.Arrays;
import keratin.cpu.Patches.Columns;
import org.jspecify.annotations.Nullable;

/**
 * {@code Y = patches · B} for blocks of places: convolutions, and their input gradients. No more of
 * the patches is in memory than a block of rows and columns for each thread.
 */
final class PatchProduct {
  /*
   * B is packed into panels once, a block of rows (columns of the patches) after the other, and
   * shared by all pieces. A piece is a block of places; for every block of columns it puts its part
   * of the patches together, which costs about as much as two columns of Y, and multiplies it with
   * all panels of the block. Where there are few places, a piece takes a part of the panels only.
   *
   * With groups there is a product for each: its channels of the source, its B, its columns of Y. A
   * piece makes those of its places one after the other, while the pixels are in the cache.
   */

  /** How the first group's B lies in a kernel. */
  interface Rows {
    /** The address of the first element of the row of B that belongs to a column of the patches. */
    long row(int column);
  }

  /** Where rows of Y go that do not lie close behind each other. */
  interface Scatter {
    void rows(long first, int count, long from);
  }

  private static final int MAX_DEPTH = 512;
  private static final int BLOCK = 64 * 1024;
  private static final int MOST_ROWS = 240;
  private static final int ROW_MULTIPLE = 24;
  private static final long ENOUGH_PIECES = 8;
  private static final long PACKED_AT_ONCE = 32 * 1024;

  private final MicroKernel kernel = MicroKernel.chosen();
  private final Patches patches;
  private final Columns[] blocks;
  private final int groups;
  private final int n;
  private final long groupBytes;
  private final int panelsPerBlock;
  private final int panelsPerGroup;
  private final long[] panels;
  private final int high;
  private final boolean inPlace;
  private final boolean narrow;

  /** For a B of n columns. */
  PatchProduct(Patches patches, int n) {
    this(patches, n, 1, 0);
  }

  /**
   * For a B of n columns in each of the groups, of which {@code patches} are the first.
   *
   * @param groupBytes from a group's B to the next
   */
  PatchProduct(Patches patches, int n, int groups, long groupBytes) {
    this.patches = patches;
    this.blocks = patches.blocks(MAX_DEPTH);
    this.groups = groups;
    this.n = n;
    this.groupBytes = groupBytes;
    this.inPlace = patches.isSource();
    this.narrow = patches.isNarrow();
    this.panelsPerBlock = Math.ceilDiv(n, kernel.columns());
    this.panelsPerGroup = blocks.length * panelsPerBlock;
    this.panels = new long[groups * panelsPerGroup + 1];
    int deepest = 1;
    for (int i = 0; i < panels.length - 1; i++) {
      int depth = block(i).width();
      deepest = Math.max(deepest, depth);
      panels[i + 1] = panels[i] + 4L * depth * kernel.padded(width(i));
    }
    this.high = blockRows(patches.rows(), deepest);
  }

  /** Places at a time, from the shape alone. */
  static int blockRows(long rows, int columns) {
    int fitting = BLOCK / columns / ROW_MULTIPLE * ROW_MULTIPLE;
    int most = Math.max(ROW_MULTIPLE, Math.min(fitting, MOST_ROWS));
    // Few places: still enough pieces for several threads, of an even size.
    long pieces = Math.max(Math.ceilDiv(rows, most), Math.min(8, rows / ROW_MULTIPLE));
    long even = Math.ceilDiv(rows, Math.max(1, pieces));
    return (int) Math.min(most, Math.ceilDiv(even, ROW_MULTIPLE) * ROW_MULTIPLE);
  }

  private Columns block(int panel) {
    return blocks[panel % panelsPerGroup / panelsPerBlock];
  }

  private int width(int panel) {
    return Math.min(kernel.columns(), n - panel % panelsPerBlock * kernel.columns());
  }

  /** The first column of Y, over all groups, of a panel counted over all groups. */
  private long column(int panel) {
    long within = (long) panel % panelsPerBlock * kernel.columns();
    return (long) panel / panelsPerBlock * n + within;
  }

  /**
   * Multiplies.
   *
   * @param transposed whether B's rows are columns in memory
   * @param rowBytes bytes between rows of B, or between its columns if transposed
   * @param y Y, unless {@code scatter} takes it
   * @param epilogue what finished rows need
   */
  void run(
      long source,
      Rows b,
      boolean transposed,
      long rowBytes,
      long y,
      @Nullable Scatter scatter,
      Gemm.@Nullable Epilogue epilogue) {
    long rows = patches.rows();
    long places = Math.ceilDiv(rows, high);
    int all = groups * panelsPerBlock;
    long cuts = scatter == null ? Math.clamp(ENOUGH_PIECES / places, 1, all) : 1;
    int wide = (int) Math.ceilDiv(all, cuts);
    long across = Math.ceilDiv(all, wide);
    long patchBytes = inPlace ? 0 : Workspace.round(4L * high * widest());
    long rowY = 4L * groups * n;
    long own = patchBytes + (scatter == null ? 0 : high * rowY);
    try (Workspace space = new Workspace("a convolution", panels[panels.length - 1], own)) {
      long packed = space.shared();
      Pool.parallel(
          panels.length - 1,
          packGrain(),
          (from, to) -> {
            for (int i = (int) from; i < to; i++) {
              pack(b, transposed, rowBytes, i, packed);
            }
          });
      Pool.parallel(
          places * across,
          1,
          (from, to) -> {
            long mine = space.take();
            for (long piece = from; piece < to; piece++) {
              long row = piece / across * high;
              int count = (int) Math.min(high, rows - row);
              int first = (int) (piece % across) * wide;
              int end = Math.min(all, first + wide);
              long target = scatter == null ? y + row * rowY : mine + patchBytes;
              piece(source, row, count, first, end, packed, mine, target);
              if (scatter != null) {
                scatter.rows(row, count, target);
              }
              if (epilogue != null) {
                int last = end - 1;
                epilogue.block(row, row + count, column(first), column(last) + width(last));
              }
            }
            space.back(mine);
          });
    }
  }

  private int widest() {
    return Arrays.stream(blocks).mapToInt(Columns::width).max().orElse(0);
  }

  /** Small panels are handed over several at a time. */
  private long packGrain() {
    int count = panels.length - 1;
    return Math.max(1, PACKED_AT_ONCE * count / Math.max(1, panels[count]));
  }

  private void pack(Rows b, boolean transposed, long rowBytes, int index, long packed) {
    Columns block = block(index);
    int panel = index % panelsPerBlock;
    int width = width(index);
    long to = packed + panels[index];
    long group = (long) index / panelsPerGroup * groupBytes;
    // Column by column of the window: within one the rows of B are evenly spaced.
    for (int column = block.from; column < block.to; ) {
      int end = Math.min(block.to, (column / patches.channels() + 1) * patches.channels());
      long first = b.row(column) + group;
      long from = first + (long) panel * kernel.columns() * (transposed ? rowBytes : 4);
      kernel.pack(transposed, from, rowBytes, end - column, width, to);
      to += 4L * (end - column) * kernel.padded(width);
      column = end;
    }
  }

  /** The columns of Y of the panels from {@code first} to {@code end}, counted over all groups. */
  private void piece(
      long source, long row, int count, int first, int end, long packed, long scratch, long y) {
    for (int panel = first; panel < end; ) {
      int group = panel / panelsPerBlock;
      int groupEnd = Math.min(end, (group + 1) * panelsPerBlock);
      long from = source + 4L * group * patches.channels();
      product(from, row, count, panel, groupEnd, packed, scratch, y);
      panel = groupEnd;
    }
  }

  private void product(
      long source, long row, int count, int first, int end, long packed, long scratch, long y) {
    int group = first / panelsPerBlock;
    for (int q = 0; q < blocks.length; q++) {
      int depth = blocks[q].width();
      long a = scratch;
      long rowA = 4L * depth;
      long stepA = 4;
      if (inPlace) {
        rowA = 4L * patches.pixel();
        a = source + row * rowA + 4L * blocks[q].from;
      } else if (narrow) {
        rowA = 4;
        stepA = 4L * high;
        patches.gatherTransposed(source, row, count, scratch, stepA);
      } else {
        blocks[q].gather(source, row, count, scratch);
      }
      for (int panel = first; panel < end; panel++) {
        int place = group * panelsPerGroup + q * panelsPerBlock + panel % panelsPerBlock;
        kernel.multiply(
            a,
            rowA,
            stepA,
            count,
            packed + panels[place],
            depth,
            width(panel),
            y + 4 * column(panel),
            4L * groups * n,
            q == 0 ? 0 : 1);
      }
    }
  }
}
