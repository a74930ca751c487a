package keratin.cpu;

import keratin.cpu.Patches.Columns;
import keratin.memory.Raw;

/** {@code W = patchesᵀ · dY}, summed over all places: the gradient of a convolution's kernel. */
final class PatchTransposeProduct {
  /*
   * A piece owns a block of rows of W (columns of the patches) and a part of the places. Where W is
   * small there would be few pieces, so the places are cut into parts with a W each, which are
   * added in order at the end. The cut depends on the shapes only.
   *
   * With groups, whose W lie beside each other, a piece takes some of them, one after the other for
   * the same places.
   */

  private static final int MAX_COLUMNS = 256;
  private static final int ENOUGH_PIECES = 16;
  // Floats of all the partial sums.
  private static final long MAX_PARTIAL = 1 << 20;

  private final MicroKernel kernel = MicroKernel.chosen();
  private final Patches patches;
  private final Columns[] blocks;
  private final int n;
  private final int groups;
  private final int groupsPerPiece;
  private final int high;
  private final int parts;
  private final long rowsPerPart;
  private final boolean inPlace;
  private final boolean narrow;

  /** For a dY of n columns in each of the groups, of which {@code patches} are the first. */
  PatchTransposeProduct(Patches patches, int n, int groups) {
    this.patches = patches;
    this.blocks = patches.blocks(MAX_COLUMNS);
    this.n = n;
    this.groups = groups;
    this.inPlace = patches.isSource();
    this.narrow = patches.isNarrow();
    long rows = patches.rows();
    this.high = PatchProduct.blockRows(rows, MAX_COLUMNS);
    long most = Math.min(MAX_PARTIAL / Math.max(1, size()), Math.ceilDiv(rows, high));
    long wanted = Math.clamp(ENOUGH_PIECES / blocks.length, 1, Math.max(1, most));
    this.rowsPerPart = Math.ceilDiv(Math.ceilDiv(rows, (long) high), wanted) * high;
    this.parts = (int) Math.ceilDiv(rows, rowsPerPart);
    int cuts = Math.clamp(ENOUGH_PIECES / ((long) parts * blocks.length), 1, groups);
    this.groupsPerPiece = Math.ceilDiv(groups, cuts);
  }

  private long size() {
    return (long) patches.columns() * n * groups;
  }

  void run(long source, long dy, long w) {
    long size = size();
    long patchBytes = inPlace ? 0 : Workspace.round(4L * high * MAX_COLUMNS);
    long own = patchBytes + 4L * high * kernel.columns();
    long sums = parts == 1 ? 0 : 4 * size * parts;
    int cuts = Math.ceilDiv(groups, groupsPerPiece);
    try (Workspace space = new Workspace("a kernel gradient", sums, own)) {
      long partial = parts == 1 ? w : space.shared();
      Pool.parallel(
          (long) parts * blocks.length * cuts,
          1,
          (from, to) -> {
            long mine = space.take();
            for (long piece = from; piece < to; piece++) {
              int first = (int) (piece % cuts) * groupsPerPiece;
              int end = Math.min(groups, first + groupsPerPiece);
              Columns block = blocks[(int) (piece / cuts % blocks.length)];
              int part = (int) (piece / cuts / blocks.length);
              long sum = partial + 4 * size * part;
              piece(source, dy, part, block, first, end, mine, mine + patchBytes, sum);
            }
            space.back(mine);
          });
      if (parts > 1) {
        Pool.parallel(size, 8192, (from, to) -> add(partial, size, from, to, w));
      }
    }
  }

  private void piece(
      long source,
      long dy,
      int part,
      Columns block,
      int first,
      int end,
      long scratch,
      long panel,
      long w) {
    long start = part * rowsPerPart;
    long last = Math.min(patches.rows(), start + rowsPerPart);
    long rowBytes = 4L * groups * n;
    for (long row = start; row < last; row += high) {
      int count = (int) Math.min(last - row, high);
      for (int group = first; group < end; group++) {
        product(
            source + 4L * group * patches.channels(),
            dy + row * rowBytes + 4L * group * n,
            row,
            count,
            block,
            scratch,
            panel,
            w + block.from * rowBytes + 4L * group * n,
            row == start ? 0 : 1);
      }
    }
  }

  private void product(
      long source,
      long dy,
      long row,
      int count,
      Columns block,
      long scratch,
      long panel,
      long w,
      float beta) {
    long rowBytes = 4L * groups * n;
    long a = scratch;
    long rowA = 4;
    long step = 4L * block.width();
    if (narrow) {
      rowA = 4L * high;
      step = 4;
      patches.gatherTransposed(source, row, count, scratch, rowA);
    } else if (inPlace) {
      step = 4L * patches.pixel();
      a = source + row * step + 4L * block.from;
    } else {
      block.gather(source, row, count, scratch);
    }
    for (int j = 0; j < n; j += kernel.columns()) {
      int width = Math.min(kernel.columns(), n - j);
      kernel.pack(false, dy + 4L * j, rowBytes, count, width, panel);
      kernel.multiply(
          a, rowA, step, block.width(), panel, count, width, w + 4L * j, rowBytes, beta);
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
