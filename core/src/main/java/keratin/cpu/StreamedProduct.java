package keratin.cpu;

import keratin.memory.Raw;
import org.jspecify.annotations.Nullable;

/** {@code Y = patches · B} for few places and a B that is larger than the caches. */
final class StreamedProduct {
  /*
   * With 16 places a float of B takes part in 16 multiplications only, so reading it from memory takes
   * as long as they do. B is read once, in the order in which it lies: a piece owns some of its rows,
   * copies a few at a time into panels that stay in the second cache, and while it multiplies with
   * them asks for the next. Each piece has sums of its own, which are added in order at the end.
   */

  private static final long MOST_ROWS = 64;
  private static final long LARGE = 1L << 20;
  private static final int PIECES = 4;
  // Less than half of a second cache of the usual size: the rest is for what comes next.
  private static final int BLOCK = 192 * 1024;
  private static final int DEPTH_MULTIPLE = 4;
  // Panels lie in lines of the first cache that do not exclude each other.
  private static final long SHIFT = 64;

  private final MicroKernel kernel = MicroKernel.chosen();
  private final Patches patches;
  private final int rows;
  private final int n;
  private final int panels;
  private final int depth;
  private final int blocksPerPiece;
  private final long panelBytes;

  /** For a B of n columns. */
  StreamedProduct(Patches patches, int n) {
    this.patches = patches;
    this.rows = Math.toIntExact(patches.rows());
    this.n = n;
    this.panels = Math.ceilDiv(n, kernel.columns());
    int most = Math.max(DEPTH_MULTIPLE, BLOCK / (4 * kernel.columns() * panels));
    int each = Math.ceilDiv(patches.columns(), PIECES);
    this.blocksPerPiece = Math.ceilDiv(each, most);
    int even = Math.ceilDiv(each, blocksPerPiece);
    this.depth = Math.ceilDiv(even, DEPTH_MULTIPLE) * DEPTH_MULTIPLE;
    this.panelBytes = 4L * depth * kernel.columns() + SHIFT;
  }

  /** Whether there are so few places and so large a B of n columns that it pays. */
  static boolean suits(Patches patches, int n) {
    return patches.rows() <= MOST_ROWS && 4L * patches.columns() * n >= LARGE;
  }

  /**
   * Multiplies.
   *
   * @param b B's first element; its rows lie one behind the other
   * @param epilogue what finished rows need
   */
  void run(long source, long b, long y, Gemm.@Nullable Epilogue epilogue) {
    long size = 4L * rows * n;
    long pieces = Math.ceilDiv(patches.columns(), depth * blocksPerPiece);
    long own = panels * panelBytes + 4L * rows * depth;
    try (Workspace space = new Workspace("a convolution", pieces * size, own)) {
      long sums = space.shared();
      Pool.parallel(
          pieces,
          1,
          (from, to) -> {
            long mine = space.take();
            for (long piece = from; piece < to; piece++) {
              piece(source, b, (int) piece, mine, sums + piece * size);
            }
            space.back(mine);
          });
      Pool.parallel(
          rows,
          Math.max(1, rows / PIECES),
          (from, to) -> {
            long at = 4 * from * n;
            int count = (int) (to - from) * n;
            Raw.copy(sums + at, y + at, 4L * count);
            for (long piece = 1; piece < pieces; piece++) {
              FloatRows.add(sums + piece * size + at, 1, y + at, count);
            }
            if (epilogue != null) {
              epilogue.block(from, to, 0, n);
            }
          });
    }
  }

  private void piece(long source, long b, int piece, long packed, long sums) {
    long a = packed + panels * panelBytes;
    int first = piece * blocksPerPiece * depth;
    int last = Math.min(patches.columns(), first + blocksPerPiece * depth);
    for (int k = first; k < last; k += depth) {
      int deep = Math.min(depth, last - k);
      long rowBytes = 4L * n;
      long from = b + k * rowBytes;
      kernel.packRows(from, rowBytes, deep, n, packed, panelBytes);
      patches.columns(k, k + deep).gather(source, 0, rows, a);
      long next = from + deep * rowBytes;
      for (int j = 0; j < panels; j++) {
        kernel.multiply(
            a,
            4L * deep,
            rows,
            packed + j * panelBytes,
            deep,
            Math.min(kernel.columns(), n - j * kernel.columns()),
            sums + 4L * j * kernel.columns(),
            rowBytes,
            k == first ? 0 : 1,
            next + 4L * deep * j * kernel.columns());
      }
    }
  }
}
