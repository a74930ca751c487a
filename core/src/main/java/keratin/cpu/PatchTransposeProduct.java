package keratin.cpu;

import keratin.cpu.Patches.Columns;
import keratin.memory.Raw;

/** {@code W = patchesᵀ · dY}, summed over all places: the gradient of a convolution's kernel. */
final class PatchTransposeProduct {
  /*
   * A piece owns a block of rows of W (columns of the patches) and a part of the places. Where W is
   * small there would be few pieces, so the places are cut into parts with a W each, which are
   * added in order at the end. The cut depends on the shapes only.
   */

  private static final int MAX_COLUMNS = 256;
  private static final int ENOUGH_PIECES = 16;
  // Floats of all the partial sums.
  private static final long MAX_PARTIAL = 1 << 20;

  private final MicroKernel kernel = MicroKernel.chosen();
  private final Patches patches;
  private final Columns[] blocks;
  private final int n;
  private final int high;
  private final int parts;
  private final long rowsPerPart;
  private final boolean inPlace;
  private final boolean narrow;

  /** For a dY of n columns. */
  PatchTransposeProduct(Patches patches, int n) {
    this.patches = patches;
    this.blocks = patches.blocks(MAX_COLUMNS);
    this.n = n;
    this.inPlace = patches.isSource();
    this.narrow = patches.isNarrow();
    long rows = patches.rows();
    this.high = PatchProduct.blockRows(rows, MAX_COLUMNS);
    long size = (long) patches.columns() * n;
    long most = Math.min(MAX_PARTIAL / Math.max(1, size), Math.ceilDiv(rows, high));
    long wanted = Math.clamp(ENOUGH_PIECES / blocks.length, 1, Math.max(1, most));
    this.rowsPerPart = Math.ceilDiv(Math.ceilDiv(rows, (long) high), wanted) * high;
    this.parts = (int) Math.ceilDiv(rows, rowsPerPart);
  }

  void run(long source, long dy, long w) {
    long size = (long) patches.columns() * n;
    long patchBytes = inPlace ? 0 : Workspace.round(4L * high * MAX_COLUMNS);
    long own = patchBytes + 4L * high * kernel.columns();
    long sums = parts == 1 ? 0 : 4 * size * parts;
    try (Workspace space = new Workspace("a kernel gradient", sums, own)) {
      long partial = parts == 1 ? w : space.shared();
      Pool.parallel(
          (long) parts * blocks.length,
          1,
          (from, to) -> {
            long mine = space.take();
            for (long piece = from; piece < to; piece++) {
              int part = (int) (piece / blocks.length);
              Columns block = blocks[(int) (piece % blocks.length)];
              piece(source, dy, part, block, mine, mine + patchBytes, partial + 4 * size * part);
            }
            space.back(mine);
          });
      if (parts > 1) {
        Pool.parallel(size, 8192, (from, to) -> add(partial, size, from, to, w));
      }
    }
  }

  private void piece(
      long source, long dy, int part, Columns block, long scratch, long panel, long w) {
    long start = part * rowsPerPart;
    long end = Math.min(patches.rows(), start + rowsPerPart);
    for (long row = start; row < end; row += high) {
      int count = (int) Math.min(end - row, high);
      long a = scratch;
      long rowA = 4;
      long step = 4L * block.width();
      if (narrow) {
        rowA = 4L * high;
        step = 4;
        patches.gatherTransposed(source, row, count, scratch, rowA);
      } else if (inPlace) {
        step = 4L * patches.columns();
        a = source + row * step + 4L * block.from;
      } else {
        block.gather(source, row, count, scratch);
      }
      for (int j = 0; j < n; j += kernel.columns()) {
        int width = Math.min(kernel.columns(), n - j);
        kernel.pack(false, dy + 4 * (row * n + j), 4L * n, count, width, panel);
        kernel.multiply(
            a,
            rowA,
            step,
            block.width(),
            panel,
            count,
            width,
            w + 4L * ((long) block.from * n + j),
            4L * n,
            row == start ? 0 : 1);
      }
    }
  }

  private void add(long partial, long size, long from, long to, long w) {
    for (long i = from; i < to; i++) {
      float sum = Raw.getFloat(partial + 4 * i);
      for (int part = 1; part < parts; part++) {
        sum += Raw.getFloat(partial + 4 * (part * size + i));
      }
      Raw.setFloat(w + 4 * i, sum);
    }
  }
}
