package keratin.cpu;

import keratin.memory.Raw;
import org.jspecify.annotations.Nullable;

/** 3 × 3 convolutions with stride 1, forward and by the input, by {@link Winograd}'s transforms. */
final class WinogradConv {
  /*
   * The kernel is transformed once, into a panel for each value and some filters. A piece is a block
   * of tiles (and of filters, where there are few tiles): it transforms its tiles, and for a group
   * of filters after the other makes the products of all 36 values, then the outputs. Transformed
   * tiles and sums are small enough to stay in the caches.
   *
   * Where all tiles are one block, they are transformed first, by all threads. A piece then transforms
   * the kernel for some filters by itself: nobody else needs it, and what another core has written
   * last is slow to read.
   */

  private static final int LANES = SgemmKernel.LANES;
  // Tiles at once: a multiple of the rows of the micro-kernel.
  private static final int TILE_MULTIPLE = 24;
  private static final int BLOCK = 112 * 1024;
  private static final int GROUP = 64;
  private static final int ENOUGH_PIECES = 8;
  private static final int FEW_TILES = 64;
  private static final int FEW_GRAIN = 4;
  // The values of a tile lie in lines of the first cache that do not exclude each other.
  private static final long SHIFT = 64;

  private final MicroKernel kernel = MicroKernel.chosen();
  private final Tiles inputs;
  private final Tiles outputs;
  private final int channels;
  private final int filters;
  private final long tiles;
  private final int high;
  private final int blocks;
  private final int parts;
  private final long tileValue;
  private final long sumValue;
  private final int panelCount;
  private final int together;
  private final boolean few;

  /**
   * For images of these lengths.
   *
   * @param before elements of padding above and to the left
   * @param down lengths of the output
   */
  WinogradConv(
      int batch, int[] lengths, int channels, int[] before, int down, int across, int filters) {
    this.channels = channels;
    this.filters = filters;
    this.inputs = Tiles.ofInput(batch, lengths, channels, before, down, across);
    this.outputs = Tiles.ofOutput(batch, down, across, filters);
    this.tiles = inputs.count(batch);
    // As many as fit beside their sums; more where there are many channels, as every block reads
    // the whole transformed kernel.
    int fitting = BLOCK / (Winograd.VALUES * channels * TILE_MULTIPLE);
    int worth = Math.ceilDiv(channels, 8 * TILE_MULTIPLE);
    int most = Math.clamp(Math.max(fitting, worth), 1, 4) * TILE_MULTIPLE;
    this.few = tiles <= FEW_TILES;
    this.blocks = few ? 1 : (int) Math.ceilDiv(tiles, most);
    this.high = (int) Math.ceilDiv(tiles, blocks);
    this.panelCount = Math.ceilDiv(filters, kernel.columns());
    this.parts = Math.clamp(Math.ceilDiv(ENOUGH_PIECES, blocks), 1, panelCount);
    this.tileValue = 4L * high * channels + SHIFT;
    this.together = few ? 1 : Math.max(1, GROUP / kernel.columns());
    this.sumValue = 4L * high * Math.min(together * kernel.columns(), filters) + SHIFT;
  }

  /** Whether there are whole vectors of channels and filters, and enough of them to pay. */
  static boolean suits(int channels, int filters, long places) {
    return channels % LANES == 0
        && filters % LANES == 0
        && channels >= 32
        && filters >= 32
        && places >= 128;
  }

  private int width(int panel) {
    return Math.min(kernel.columns(), filters - panel * kernel.columns());
  }

  private long panelBytes() {
    return 4L * Winograd.VALUES * channels * kernel.columns();
  }

  /** Convolves x with {@code kernel (3, 3, channels, filters)}. */
  void forward(long x, long weights, long y, Gemm.@Nullable Epilogue epilogue) {
    long tap = 4L * channels * filters;
    run(
        x,
        y,
        epilogue,
        0,
        (panel, room, to) ->
            transformKernel(
                weights + 4L * panel * kernel.columns(),
                tap,
                3 * tap,
                4L * filters,
                panel,
                room,
                to));
  }

  /** Convolves dy with {@code kernel (3, 3, filters, channels)} turned around. */
  void byInput(long dy, long weights, long dx) {
    long tap = 4L * channels * filters;
    long turned = 4L * channels * kernel.columns();
    run(
        dy,
        dx,
        null,
        9 * turned,
        (panel, room, to) -> {
          long taps = room + Winograd.WORK;
          int width = width(panel);
          long columns = 4L * kernel.padded(width);
          long from = weights + 4L * panel * kernel.columns() * channels;
          for (int t = 0; t < 9; t++) {
            kernel.pack(true, from + t * tap, 4L * channels, channels, width, taps + t * turned);
          }
          transformKernel(taps + 8 * turned, -turned, -3 * turned, columns, panel, room, to);
        });
  }

  /** Makes the transformed panel of some filters. */
  private interface Panel {
    void make(int panel, long room, long to);
  }

  private void transformKernel(
      long from, long tap, long line, long channelBytes, int panel, long room, long to) {
    int width = width(panel);
    long row = 4L * kernel.padded(width);
    for (int c = 0; c < channels; c++) {
      Winograd.apply(
          Winograd.Transform.KERNEL,
          from + c * channelBytes,
          tap,
          line,
          room,
          to + c * row,
          channels * row,
          Winograd.INPUTS * (channels * row),
          width / LANES);
    }
  }

  private void run(
      long source, long target, Gemm.@Nullable Epilogue epilogue, long kernelRoom, Panel panel) {
    long tileBytes = Workspace.round(Winograd.VALUES * tileValue);
    long sumBytes = Workspace.round(Winograd.VALUES * sumValue);
    long room = Winograd.WORK + Math.max(inputs.bytes(), outputs.bytes());
    if (few) {
      runFew(source, target, epilogue, tileBytes, sumBytes, room, kernelRoom, panel);
      return;
    }
    long own = Math.max(tileBytes + sumBytes + room, Winograd.WORK + kernelRoom);
    try (Workspace space = new Workspace("a convolution", panelCount * panelBytes(), own)) {
      long panels = space.shared();
      Pool.parallel(
          panelCount,
          1,
          (from, to) -> {
            long mine = space.take();
            for (long p = from; p < to; p++) {
              panel.make((int) p, mine, panels + p * panelBytes());
            }
            space.back(mine);
          });
      Pool.parallel(
          (long) blocks * parts,
          1,
          (from, to) -> {
            long mine = space.take();
            for (long piece = from; piece < to; piece++) {
              long first = piece / parts * high;
              int part = (int) (piece % parts);
              int count = (int) Math.min(high, tiles - first);
              transform(source, first, count, mine + tileBytes + sumBytes, mine);
              int begin = part * panelCount / parts;
              int end = (part + 1) * panelCount / parts;
              for (int p = begin; p < end; p += together) {
                int last = Math.min(end, p + together);
                multiply(mine, mine + tileBytes, panels, count, p, last);
                write(mine + tileBytes, first, count, p, last, target, epilogue);
              }
            }
            space.back(mine);
          });
    }
  }

  private void runFew(
      long source,
      long target,
      Gemm.@Nullable Epilogue epilogue,
      long tileBytes,
      long sumBytes,
      long room,
      long kernelRoom,
      Panel panel) {
    int count = (int) tiles;
    long work = Math.max(sumBytes + room, Winograd.WORK + kernelRoom);
    try (Workspace space = new Workspace("a convolution", tileBytes, panelBytes() + work)) {
      long values = space.shared();
      Pool.parallel(
          count,
          FEW_GRAIN,
          (from, to) -> {
            long mine = space.take();
            transform(source, from, (int) (to - from), mine, values + 4 * from * channels);
            space.back(mine);
          });
      Pool.parallel(
          panelCount,
          1,
          (from, to) -> {
            long mine = space.take();
            long sums = mine + panelBytes();
            for (int p = (int) from; p < to; p++) {
              panel.make(p, sums, mine);
              multiply(values, sums, mine - p * panelBytes(), count, p, p + 1);
              write(sums, 0, count, p, p + 1, target, epilogue);
            }
            space.back(mine);
          });
    }
  }

  private void transform(long source, long first, int count, long room, long values) {
    inputs.transform(
        Winograd.Transform.INPUT,
        source,
        first,
        count,
        0,
        channels,
        room,
        values,
        4L * channels,
        tileValue);
  }

  /** The products of all values of the tiles with a group of panels. */
  private void multiply(long values, long sums, long panels, int count, int begin, int end) {
    long row = 4L * groupWidth(begin, end);
    for (int f = 0; f < Winograd.VALUES; f++) {
      for (int p = begin; p < end; p++) {
        int width = width(p);
        kernel.multiply(
            values + f * tileValue,
            4L * channels,
            4,
            count,
            panels + p * panelBytes() + 4L * f * channels * kernel.padded(width),
            channels,
            width,
            sums + f * sumValue + 4L * (p - begin) * kernel.columns(),
            row,
            0);
      }
    }
  }

  private int groupWidth(int begin, int end) {
    return Math.min(end * kernel.columns(), filters) - begin * kernel.columns();
  }

  private void write(
      long sums,
      long first,
      int count,
      int begin,
      int end,
      long target,
      Gemm.@Nullable Epilogue epilogue) {
    int from = begin * kernel.columns();
    int width = groupWidth(begin, end);
    long work = sums + Workspace.round(Winograd.VALUES * sumValue);
    long edge = work + Winograd.WORK;
    long pixel = 4L * filters;
    for (int t = 0; t < count; t++) {
      long tile = first + t;
      long start = outputs.pixel(tile);
      boolean inside = outputs.isInside(tile);
      long to = inside ? target + start * pixel + 4L * from : edge;
      long toPixel = inside ? pixel : 4L * width;
      int wide = inside ? outputs.width() : Winograd.OUTPUTS;
      Winograd.apply(
          Winograd.Transform.OUTPUT,
          sums + 4L * t * width,
          sumValue,
          Winograd.INPUTS * sumValue,
          work,
          to,
          toPixel,
          wide * toPixel,
          width / LANES);
      int columns = outputs.columns(tile);
      for (int line = 0; line < outputs.lines(tile); line++) {
        long at = start + (long) line * outputs.width();
        for (int x = 0; x < columns && !inside; x++) {
          Raw.copy(
              edge + (line * Winograd.OUTPUTS + x) * toPixel,
              target + (at + x) * pixel + 4L * from,
              toPixel);
        }
        if (epilogue != null) {
          epilogue.block(at, at + columns, from, from + width);
        }
      }
    }
  }
}
