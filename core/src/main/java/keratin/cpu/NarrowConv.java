package keratin.cpu;

import keratin.memory.Raw;
import keratin.tensor.Shape;
import keratin.tensor.Window;
import org.jspecify.annotations.Nullable;

/** Convolutions of images with very few channels, as a network's first layer has, and gradients. */
final class NarrowConv {
  /*
   * What lies under a window are many short runs here. The lines of the image that it covers are put
   * into memory side by side, pixel by pixel: then all of it is one run, the next place's run begins
   * a few elements later, and products read it where it is. Every element is copied once for each
   * line of the window, not for each of its elements. A stretch of a line of places, its runs and
   * its part of Y are in the first cache.
   *
   * Columns of the patches are in the order (across, down, channel) therefore, and B's rows are
   * packed in it.
   */

  private static final int LANES = SgemmKernel.LANES;
  private static final int MOST_CHANNELS = 3;
  private static final int MOST_COLUMNS = 256;
  private static final int STRETCH = 96;
  private static final long ENOUGH_PARTS = 16;
  private static final long WORK = 64 * 1024;

  private final MicroKernel kernel = MicroKernel.chosen();
  private final int batch;
  private final int channels;
  private final int n;
  private final int[] lengths;
  private final int[] places;
  private final int[] strides;
  private final int[] sizes;
  private final int[] dilations;
  private final int[] before;
  private final int lines;
  private final int columns;
  private final int stretch;
  private final int stretches;
  private final long stretchBytes;
  private final long placeBytes;

  /** For n filters on {@code x (batch, spatial…, channels)}. */
  NarrowConv(Window window, Shape x, int n) {
    this.batch = x.dim(0);
    this.channels = x.dim(-1);
    this.n = n;
    WindowAxes axes = WindowAxes.of(window, x);
    lengths = axes.lengths();
    places = axes.places();
    strides = axes.strides();
    sizes = axes.sizes();
    dilations = axes.dilations();
    before = axes.before();
    this.lines = sizes[0] * sizes[1];
    this.columns = lines * sizes[2] * channels;
    this.stretches = Math.ceilDiv(places[2], STRETCH);
    this.stretch = Math.ceilDiv(places[2], stretches);
    this.stretchBytes = 4L * ((stretch - 1) * strides[2] + sizes[2]) * lines * channels;
    this.placeBytes = 4L * strides[2] * lines * channels;
  }

  /** Whether windows on x are of this kind. */
  static boolean suits(Window window, Shape x) {
    int last = window.rank() - 1;
    return x.dim(-1) <= MOST_CHANNELS
        && window.dilations().get(last) == 1
        && window.size().get(last) > 1
        && window.count() * x.dim(-1) <= MOST_COLUMNS;
  }

  /** Stretches of all lines of places. */
  private long pieces() {
    return (long) batch * places[0] * places[1] * stretches;
  }

  private int count(long piece) {
    return Math.min(stretch, places[2] - (int) (piece % stretches) * stretch);
  }

  /** The number of a piece's first place, counted over all images. */
  private long place(long piece) {
    return piece / stretches * places[2] + piece % stretches * stretch;
  }

  /** Pieces that are worth a thread. */
  private long grain() {
    return Math.max(1, WORK / ((long) stretch * columns));
  }

  private int width(int column) {
    return Math.min(kernel.columns(), n - column);
  }

  /** What is done with a line of an image under a stretch of places. */
  private interface Line {
    /**
     * The line, of which there are the pixels {@code from <= i < to} of those under the stretch.
     *
     * @param number of the line under the window
     * @param pixel the first that there is, counted over all images
     */
    void run(int number, long pixel, int from, int to);
  }

  private int wide(long piece) {
    return (count(piece) - 1) * strides[2] + sizes[2];
  }

  private void forEachLine(long piece, Line body) {
    long line = piece / stretches;
    int p1 = (int) (line % places[1]);
    int p0 = (int) (line / places[1] % places[0]);
    long image = line / places[1] / places[0];
    int first = (int) (piece % stretches) * stretch * strides[2] - before[2];
    int wide = wide(piece);
    int skip = Math.clamp(-(long) first, 0, wide);
    int end = Math.clamp((long) lengths[2] - first, skip, wide);
    for (int t = 0; t < lines; t++) {
      int s0 = p0 * strides[0] - before[0] + t / sizes[1] * dilations[0];
      int s1 = p1 * strides[1] - before[1] + t % sizes[1] * dilations[1];
      boolean inside = s0 >= 0 && s0 < lengths[0] && s1 >= 0 && s1 < lengths[1];
      int from = inside ? skip : wide;
      long pixel = ((image * lengths[0] + s0) * lengths[1] + s1) * lengths[2] + first + from;
      body.run(t, pixel, from, inside ? end : wide);
    }
  }

  /** Puts the runs under a stretch of places into memory. */
  private void gather(long piece, long x, long runs) {
    int wide = wide(piece);
    long step = 4L * lines * channels;
    forEachLine(
        piece,
        (number, pixel, from, to) -> {
          for (int c = 0; c < channels; c++) {
            long run = runs + 4L * (number * channels + c);
            long first = x + 4 * (pixel * channels + c);
            zero(run, step, from);
            copy(first, 4L * channels, run + from * step, step, to - from);
            zero(run + to * step, step, wide - to);
          }
        });
  }

  /** Adds runs to where they come from. */
  private void giveBack(long piece, long dx, long runs) {
    long step = 4L * lines * channels;
    forEachLine(
        piece,
        (number, pixel, from, to) -> {
          for (int c = 0; c < channels; c++) {
            long run = runs + 4L * (number * channels + c) + from * step;
            add(run, step, dx + 4 * (pixel * channels + c), 4L * channels, to - from);
          }
        });
  }

  private static void add(long from, long fromBytes, long to, long toBytes, int count) {
    for (int i = 0; i < count; i++) {
      long at = to + i * toBytes;
      Raw.setFloat(at, Raw.getFloat(at) + Raw.getFloat(from + i * fromBytes));
    }
  }

  /** {@code to += from}. */
  private static void add(long from, long to, int count) {
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      FloatRows.store(FloatRows.load(to + 4L * i).add(FloatRows.load(from + 4L * i)), to + 4L * i);
    }
    add(from + 4L * i, 4, to + 4L * i, 4, count - i);
  }

  private static void copy(long from, long fromBytes, long to, long toBytes, int count) {
    for (int i = 0; i < count; i++) {
      Raw.setInt(to + i * toBytes, Raw.getInt(from + i * fromBytes));
    }
  }

  private static void zero(long to, long bytes, int count) {
    for (int i = 0; i < count; i++) {
      Raw.setInt(to + i * bytes, 0);
    }
  }

  /**
   * The row of a kernel {@code (size…, channels, n)} that belongs to the first channel of a run.
   */
  private long row(int across, int line) {
    return ((long) line * sizes[2] + across) * channels;
  }

  /** {@code Y = conv(x, w)}. */
  void forward(long x, long w, long y, Gemm.@Nullable Epilogue epilogue) {
    long panelBytes = Workspace.round(4L * columns * kernel.columns());
    long rowBytes = 4L * n;
    long panels = panelBytes * Math.ceilDiv(n, kernel.columns());
    try (Workspace space = new Workspace("a convolution", panels, stretchBytes)) {
      long packed = space.shared();
      for (int j = 0; j < n; j += kernel.columns()) {
        long to = packed + j / kernel.columns() * panelBytes;
        for (int i = 0; i < columns / channels; i++) {
          long from = w + row(i / lines, i % lines) * rowBytes + 4L * j;
          kernel.pack(false, from, rowBytes, channels, width(j), to);
          to += 4L * channels * kernel.padded(width(j));
        }
      }
      Pool.parallel(
          pieces(),
          grain(),
          (from, to) -> {
            long runs = space.take();
            for (long piece = from; piece < to; piece++) {
              gather(piece, x, runs);
              long place = place(piece);
              int count = count(piece);
              for (int j = 0; j < n; j += kernel.columns()) {
                kernel.multiply(
                    runs,
                    placeBytes,
                    4,
                    count,
                    packed + j / kernel.columns() * panelBytes,
                    columns,
                    width(j),
                    y + place * rowBytes + 4L * j,
                    rowBytes,
                    0);
              }
              if (epilogue != null) {
                epilogue.block(place, place + count, 0, n);
              }
            }
            space.back(runs);
          });
    }
  }

  /** The gradient of the kernel; each part of the places has sums of its own. */
  void kernelGradient(long x, long dy, long dw) {
    long size = 4L * columns * n;
    long parts = Math.clamp(pieces() / grain(), 1, ENOUGH_PARTS);
    long each = Math.ceilDiv(pieces(), parts);
    long runBytes = Workspace.round(stretchBytes);
    long own = runBytes + 4L * stretch * kernel.columns();
    try (Workspace space = new Workspace("a kernel gradient", parts * size, own)) {
      long sums = space.shared();
      Pool.parallel(
          parts,
          1,
          (from, to) -> {
            long mine = space.take();
            for (long part = from; part < to; part++) {
              long end = Math.min(pieces(), (part + 1) * each);
              for (long piece = part * each; piece < end; piece++) {
                float beta = piece == part * each ? 0 : 1;
                gather(piece, x, mine);
                addProducts(piece, mine, mine + runBytes, dy, sums + part * size, beta);
              }
            }
            space.back(mine);
          });
      long count = Math.ceilDiv(pieces(), each);
      for (int i = 0; i < columns / channels; i++) {
        long to = dw + 4 * row(i / lines, i % lines) * n;
        long from = sums + 4L * i * channels * n;
        Raw.copy(from, to, 4L * channels * n);
        for (long part = 1; part < count; part++) {
          FloatRows.add(from + part * size, 1, to, channels * n);
        }
      }
    }
  }

  /**
   * The gradient of x: products of dy's places with the turned kernel give runs, which are added
   * where they were read. Images are independent, so each is one thread's.
   */
  void inputGradient(long dy, long w, long dx) {
    long pixel = 4L * channels;
    long panelBytes = Workspace.round(4L * n * kernel.columns());
    int panels = Math.ceilDiv(columns, kernel.columns());
    long turnedBytes = Workspace.round(4L * columns * n);
    long runBytes = Workspace.round(stretchBytes);
    long own = runBytes + 4L * stretch * columns;
    long shared = turnedBytes + panels * panelBytes;
    long image = pixel * lengths[0] * lengths[1] * lengths[2];
    long perImage = pieces() / batch;
    try (Workspace space = new Workspace("an input gradient", shared, own)) {
      long turned = space.shared();
      long packed = turned + turnedBytes;
      for (int i = 0; i < columns / channels; i++) {
        long from = w + 4 * row(i / lines, i % lines) * n;
        Raw.copy(from, turned + 4L * i * channels * n, pixel * n);
      }
      for (int j = 0; j < panels; j++) {
        int column = j * kernel.columns();
        int width = Math.min(kernel.columns(), columns - column);
        kernel.pack(true, turned + 4L * column * n, 4L * n, n, width, packed + j * panelBytes);
      }
      Pool.parallel(
          batch,
          1,
          (from, to) -> {
            long runs = space.take();
            for (long i = from; i < to; i++) {
              Raw.fill(dx + i * image, image, (byte) 0);
              for (long piece = i * perImage; piece < (i + 1) * perImage; piece++) {
                Raw.fill(runs, stretchBytes, (byte) 0);
                addRuns(dy, piece, packed, panelBytes, runs + runBytes, runs);
                giveBack(piece, dx, runs);
              }
            }
            space.back(runs);
          });
    }
  }

  private void addRuns(
      long dy, long piece, long packed, long panelBytes, long products, long runs) {
    int count = count(piece);
    long rowBytes = 4L * columns;
    for (int column = 0; column < columns; column += kernel.columns()) {
      kernel.multiply(
          dy + 4 * place(piece) * n,
          4L * n,
          4,
          count,
          packed + column / kernel.columns() * panelBytes,
          n,
          Math.min(kernel.columns(), columns - column),
          products + 4L * column,
          rowBytes,
          0);
    }
    // One column of pixels after the other: neighbours' runs overlap, and a vector that was just
    // written in part of two others is slow to read.
    int down = lines * channels;
    for (int across = 0; across < sizes[2]; across++) {
      for (int i = 0; i < count; i++) {
        long from = products + i * rowBytes + 4L * across * down;
        add(from, runs + i * placeBytes + 4L * across * down, down);
      }
    }
  }

  private void addProducts(long piece, long runs, long panel, long dy, long sums, float beta) {
    int count = count(piece);
    long rowBytes = 4L * n;
    long from = dy + place(piece) * rowBytes;
    for (int j = 0; j < n; j += kernel.columns()) {
      kernel.pack(false, from + 4L * j, rowBytes, count, width(j), panel);
      kernel.multiply(
          runs, 4, placeBytes, columns, panel, count, width(j), sums + 4L * j, rowBytes, beta);
    }
  }
}
