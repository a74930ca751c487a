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
   */

  /** How B lies in a kernel. */
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

  private final MicroKernel kernel = MicroKernel.chosen();
  private final Patches patches;
  private final Columns[] blocks;
  private final int n;
  private final int panelsPerBlock;
  private final long[] panels;
  private final int high;
  private final boolean inPlace;
  private final boolean narrow;

  /** For a B of n columns. */
  PatchProduct(Patches patches, int n) {
    this.patches = patches;
    this.blocks = patches.blocks(MAX_DEPTH);
    this.n = n;
    this.inPlace = patches.isSource();
    this.narrow = patches.isNarrow();
    this.panelsPerBlock = Math.ceilDiv(n, kernel.columns());
    this.panels = new long[blocks.length * panelsPerBlock + 1];
    int deepest = 1;
    for (int q = 0; q < blocks.length; q++) {
      deepest = Math.max(deepest, blocks[q].width());
      for (int j = 0; j < panelsPerBlock; j++) {
        int i = q * panelsPerBlock + j;
        panels[i + 1] = panels[i] + 4L * blocks[q].width() * kernel.padded(width(j));
      }
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

  private int width(int panel) {
    return Math.min(kernel.columns(), n - panel * kernel.columns());
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
    long cuts = scatter == null ? Math.clamp(ENOUGH_PIECES / places, 1, panelsPerBlock) : 1;
    int wide = (int) Math.ceilDiv(panelsPerBlock, cuts);
    long across = Math.ceilDiv(panelsPerBlock, wide);
    long patchBytes = inPlace ? 0 : Workspace.round(4L * high * widest());
    long own = patchBytes + (scatter == null ? 0 : 4L * high * n);
    try (Workspace space = new Workspace("a convolution", panels[panels.length - 1], own)) {
      long packed = space.shared();
      Pool.parallel(
          panels.length - 1,
          1,
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
              int end = Math.min(panelsPerBlock, first + wide);
              long target = scatter == null ? y + 4 * row * n : mine + patchBytes;
              piece(source, row, count, first, end, packed, mine, target);
              if (scatter != null) {
                scatter.rows(row, count, target);
              }
              if (epilogue != null) {
                long columnEnd = Math.min(n, (long) end * kernel.columns());
                epilogue.block(row, row + count, (long) first * kernel.columns(), columnEnd);
              }
            }
            space.back(mine);
          });
    }
  }

  private int widest() {
    return Arrays.stream(blocks).mapToInt(Columns::width).max().orElse(0);
  }

  private void pack(Rows b, boolean transposed, long rowBytes, int index, long packed) {
    Columns block = blocks[index / panelsPerBlock];
    int panel = index % panelsPerBlock;
    int width = width(panel);
    long to = packed + panels[index];
    // Column by column of the window: within one the rows of B are evenly spaced.
    for (int column = block.from; column < block.to; ) {
      int end = Math.min(block.to, (column / patches.channels() + 1) * patches.channels());
      long first = b.row(column);
      long from = first + (long) panel * kernel.columns() * (transposed ? rowBytes : 4);
      kernel.pack(transposed, from, rowBytes, end - column, width, to);
      to += 4L * (end - column) * kernel.padded(width);
      column = end;
    }
  }

  /** The columns of Y of the panels from {@code first} to {@code end}. */
  private void piece(
      long source, long row, int count, int first, int end, long packed, long scratch, long y) {
    for (int q = 0; q < blocks.length; q++) {
      int depth = blocks[q].width();
      long a = scratch;
      long rowA = 4L * depth;
      long stepA = 4;
      if (inPlace) {
        rowA = 4L * patches.columns();
        a = source + row * rowA + 4L * blocks[q].from;
      } else if (narrow) {
        rowA = 4;
        stepA = 4L * high;
        patches.gatherTransposed(source, row, count, scratch, stepA);
      } else {
        blocks[q].gather(source, row, count, scratch);
      }
      for (int j = first; j < end; j++) {
        kernel.multiply(
            a,
            rowA,
            stepA,
            count,
            packed + panels[q * panelsPerBlock + j],
            depth,
            width(j),
            y + 4L * j * kernel.columns(),
            4L * n,
            q == 0 ? 0 : 1);
      }
    }
  }
}
