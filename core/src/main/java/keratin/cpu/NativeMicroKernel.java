package keratin.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import keratin.cpu.SgemmCode.Layout;
import keratin.memory.Raw;
import org.jspecify.annotations.Nullable;

/** The loops as machine code made for this processor; fast from the first call on. */
final class NativeMicroKernel implements MicroKernel {
  private record Start(@Nullable NativeMicroKernel kernel, String reason) {}

  // Masks of vectors of which only the first lanes count, one behind the other.
  private static final long MASKS = masks();

  private static final Layout[] SHAPES = {Layout.ROWS, Layout.COLUMNS, Layout.POINTERS};

  private static final Start START = start();

  private final int bytes;
  private final int lanes;
  private final int rows;
  private final MemorySegment[] kernels;
  private final MemorySegment[] pack;
  private final MemorySegment packTransposed;
  private final MemorySegment packRows;
  private final MemorySegment ahead;

  /** Makes kernels for vectors of 32 or 64 bytes. */
  private NativeMicroKernel(int bytes) {
    this.bytes = bytes;
    this.lanes = bytes / 4;
    this.rows = bytes == 64 ? 8 : 6;
    Assembler out = new Assembler();
    int[] starts = new int[SHAPES.length * 2 * rows];
    for (Layout layout : SHAPES) {
      for (int vectors = 1; vectors <= 2; vectors++) {
        for (int high = 1; high <= rows; high++) {
          out.align(32);
          starts[index(layout, vectors, high)] = out.here();
          new SgemmCode(out, layout, bytes, rows, high, vectors).write();
        }
      }
    }
    int[] packStarts = new int[4];
    for (int i = 0; i < 4; i++) {
      out.align(32);
      packStarts[i] = out.here();
      PackCode.columns(out, bytes, 1 + (i >> 1), (i & 1) != 0);
    }
    out.align(32);
    int transposedStart = out.here();
    PackCode.transposed(out);
    out.align(32);
    int rowsStart = out.here();
    PackCode.rows(out, bytes);
    out.align(32);
    int aheadStart = out.here();
    new SgemmCode(out, Layout.ROWS_AHEAD, bytes, rows, rows, 2).write();
    MemorySegment code = MachineCode.install(out.bytes());
    kernels = entries(code, starts);
    pack = entries(code, packStarts);
    packTransposed = entry(code, transposedStart);
    packRows = entry(code, rowsStart);
    ahead = entry(code, aheadStart);
  }

  private static MemorySegment[] entries(MemorySegment code, int[] starts) {
    MemorySegment[] entries = new MemorySegment[starts.length];
    for (int i = 0; i < starts.length; i++) {
      entries[i] = entry(code, starts[i]);
    }
    return entries;
  }

  private static MemorySegment entry(MemorySegment code, int start) {
    return MemorySegment.ofAddress(code.address() + start);
  }

  private int index(Layout layout, int vectors, int high) {
    return (layout.ordinal() * 2 + vectors - 1) * rows + high - 1;
  }

  /** Whether this processor and system run such code. */
  static boolean available() {
    return START.kernel != null;
  }

  /** What is used, or why nothing is. */
  static String reason() {
    return START.reason;
  }

  /** The kernel, where {@link #available}. */
  static NativeMicroKernel instance() {
    NativeMicroKernel kernel = START.kernel;
    if (kernel == null) {
      throw new IllegalStateException(START.reason);
    }
    return kernel;
  }

  private static Start start() {
    if (!Processor.possible()) {
      String where = System.getProperty("os.arch") + " under " + System.getProperty("os.name");
      return new Start(null, "no machine code of ours for " + where);
    }
    try {
      int bytes = Processor.vectorBytes();
      // As wide as the virtual machine thinks best: some processors slow down with 64 bytes.
      bytes = Tier.hasVectorApi() ? Math.min(bytes, 4 * SgemmKernel.LANES) : bytes;
      if (bytes < 32) {
        return new Start(null, "no machine code of ours for processors without AVX2 and FMA");
      }
      String name = bytes == 64 ? "AVX-512" : "AVX2";
      NativeMicroKernel kernel = new NativeMicroKernel(bytes);
      if (!KernelCheck.passes(kernel)) {
        return new Start(null, "no machine code of ours: its " + name + " products are wrong here");
      }
      return new Start(kernel, "machine code (" + name + ") for products");
    } catch (UnsupportedOperationException | IllegalCallerException e) {
      return new Start(null, "no machine code of ours: " + e.getMessage());
    }
  }

  private static long masks() {
    long table = Arena.global().allocate(4 * 16, 64).address();
    for (int lane = 0; lane < 8; lane++) {
      Raw.setInt(table + 4L * lane, -1);
      Raw.setInt(table + 4L * (8 + lane), 0);
    }
    return table;
  }

  /** The mask of the last vector, 0 if it is whole. */
  private long mask(int width) {
    int rest = width % lanes;
    if (rest == 0) {
      return 0;
    }
    return bytes == 64 ? (1L << rest) - 1 : MASKS + 4L * (8 - rest);
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public void pack(boolean transB, long b, long rowB, int depth, int width, long panel) {
    int padded = padded(width);
    if (!transB) {
      long mask = mask(width);
      MemorySegment code = pack[(padded / lanes - 1) * 2 + (mask == 0 ? 0 : 1)];
      MachineCode.call(code, b, rowB, depth, panel, mask, 0, 0, 0, 0);
      return;
    }
    long last = b + (width - 1) * rowB;
    long mask = MASKS + 4L * (8 - depth % 4);
    for (int x = 0; x < padded; x += 8) {
      MachineCode.call(
          packTransposed, b + x * rowB, rowB, last, depth, panel + 4L * x, 4L * padded, mask, 0, 0);
    }
  }

  @Override
  public void packRows(long b, long rowB, int depth, int columns, long panels, long panelBytes) {
    int whole = columns / columns();
    if (whole > 0) {
      MachineCode.call(packRows, b, rowB, depth, panels, whole, panelBytes, 0, 0, 0);
    }
    int rest = columns - whole * columns();
    if (rest > 0) {
      pack(false, b + 4L * (columns - rest), rowB, depth, rest, panels + whole * panelBytes);
    }
  }

  @Override
  public void multiply(
      long a,
      long rowA,
      long rows,
      long panel,
      int depth,
      int width,
      long c,
      long rowC,
      float beta,
      long next) {
    long both = 2L * this.rows;
    long first = width == columns() && rows >= both ? both : 0;
    if (first > 0) {
      MachineCode.call(ahead, a, rowA, depth, c, panel, rowC, 2, next, beta);
    }
    if (rows > first) {
      long from = a + first * rowA;
      multiply(from, rowA, 4, rows - first, panel, depth, width, c + first * rowC, rowC, beta);
    }
  }

  @Override
  public void multiply(
      long a,
      long rowA,
      long stepA,
      long rows,
      long panel,
      int depth,
      int width,
      long c,
      long rowC,
      float beta) {
    boolean inRows = stepA == 4;
    run(
        inRows ? Layout.ROWS : Layout.COLUMNS,
        a,
        inRows ? rowA : stepA,
        rowA,
        rows,
        panel,
        depth,
        width,
        c,
        rowC,
        beta);
  }

  @Override
  public void multiply(
      long pointers,
      int segments,
      long rows,
      long panel,
      int depth,
      int width,
      long c,
      long rowC,
      float beta) {
    run(
        Layout.POINTERS,
        pointers,
        segments,
        8L * segments,
        rows,
        panel,
        depth,
        width,
        c,
        rowC,
        beta);
  }

  private void run(
      Layout layout,
      long a,
      long second,
      long rowBytes,
      long rows,
      long panel,
      int depth,
      int width,
      long c,
      long rowC,
      float beta) {
    int vectors = padded(width) / lanes;
    long mask = mask(width);
    long strips = rows / this.rows;
    int rest = (int) (rows - strips * this.rows);
    int half = 0;
    if (strips > 0 && rest > 0 && 2 * rest <= this.rows && layout != Layout.POINTERS) {
      // One or two rows have too few sums to keep the units busy: two strips of half the rows.
      strips--;
      half = (this.rows + rest) / 2;
      rest += this.rows - half;
    }
    long at = 0;
    if (strips > 0) {
      MemorySegment code = kernels[index(layout, vectors, this.rows)];
      MachineCode.call(code, a, second, depth, c, panel, rowC, strips, mask, beta);
      at = strips * this.rows;
    }
    if (half > 0) {
      MemorySegment code = kernels[index(layout, vectors, half)];
      MachineCode.call(
          code, a + at * rowBytes, second, depth, c + at * rowC, panel, rowC, 1, mask, beta);
      at += half;
    }
    if (rest > 0) {
      MemorySegment code = kernels[index(layout, vectors, rest)];
      MachineCode.call(
          code, a + at * rowBytes, second, depth, c + at * rowC, panel, rowC, 1, mask, beta);
    }
  }
}
