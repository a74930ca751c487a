package keratin.cpu;

/** The kernel's gradient of 3 × 3 convolutions with stride 1, by {@link Winograd}'s transforms. */
final class WinogradKernelGrad {
  /*
   * The transpose of the forward pass: for each of the 36 values a product of the transformed tiles
   * of x, transposed, and those of dy, whose sum over all tiles is transformed to the kernel's
   * gradient. Blocks of tiles are transformed by all threads, then the threads share out the values:
   * so each sum is taken in the order of the tiles, and there is only one of it. Channels are taken
   * a part after the other where the sums would become large.
   */

  private static final int LANES = SgemmKernel.LANES;
  private static final long MAX_SUMS = 12L << 20;
  private static final long MAX_TILES = 3L << 20;
  private static final int TILE_GRAIN = 8;
  private static final long SHIFT = 64;

  private final MicroKernel kernel = MicroKernel.chosen();
  private final Tiles gradients;
  private final int channels;
  private final int filters;
  private final long tiles;
  private final int part;
  private final int high;
  private final Tiles inputs;
  private final long rowBytes;
  private final long panelBytes;

  /** Arguments as in {@link WinogradConv}. */
  WinogradKernelGrad(
      int batch, int[] lengths, int channels, int[] before, int down, int across, int filters) {
    this.channels = channels;
    this.filters = filters;
    this.inputs = Tiles.ofInput(batch, lengths, channels, before, down, across);
    this.gradients = Tiles.ofOutput(batch, down, across, filters);
    this.tiles = inputs.count(batch);
    long fitting = MAX_SUMS / (4L * Winograd.VALUES * filters);
    long parts = Math.ceilDiv(channels, Math.max(LANES, fitting));
    this.part = (int) Math.ceilDiv(Math.ceilDiv(channels, parts), (long) LANES) * LANES;
    long most = Math.max(TILE_GRAIN, MAX_TILES / (4L * Winograd.VALUES * (part + filters)));
    long blocks = Math.ceilDiv(tiles, most);
    this.high = (int) Math.ceilDiv(Math.ceilDiv(tiles, blocks), (long) TILE_GRAIN) * TILE_GRAIN;
    this.rowBytes = 4L * high * part + SHIFT;
    this.panelBytes = 4L * high * filters + SHIFT;
  }

  void run(long x, long dy, long w) {
    long sumValue = 4L * part * filters;
    long sums = Workspace.round(Winograd.VALUES * sumValue);
    long rows = Workspace.round(Winograd.VALUES * rowBytes);
    long panels = Workspace.round(Winograd.VALUES * panelBytes);
    long packed = Workspace.round(4L * high * kernel.columns());
    long own = Math.max(packed, Winograd.WORK + Math.max(inputs.bytes(), gradients.bytes()));
    try (Workspace space = new Workspace("a kernel gradient", sums + rows + panels, own)) {
      long sumsAt = space.shared();
      long rowsAt = sumsAt + sums;
      long panelsAt = rowsAt + rows;
      for (int channel = 0; channel < channels; channel += part) {
        int from = channel;
        int count = Math.min(part, channels - channel);
        for (long tile = 0; tile < tiles; tile += high) {
          long first = tile;
          int number = (int) Math.min(high, tiles - tile);
          Pool.parallel(
              number,
              TILE_GRAIN,
              (begin, end) -> {
                long mine = space.take();
                int some = (int) (end - begin);
                inputs.transform(
                    Winograd.Transform.INPUT,
                    x,
                    first + begin,
                    some,
                    from,
                    count,
                    mine,
                    rowsAt + 4 * begin * count,
                    4L * count,
                    rowBytes);
                gradients.transform(
                    Winograd.Transform.OUTPUT_GRADIENT,
                    dy,
                    first + begin,
                    some,
                    0,
                    filters,
                    mine,
                    panelsAt + 4 * begin * filters,
                    4L * filters,
                    panelBytes);
                space.back(mine);
              });
          Pool.parallel(
              Winograd.VALUES,
              1,
              (begin, end) -> {
                long mine = space.take();
                for (long f = begin; f < end; f++) {
                  multiply(
                      rowsAt + f * rowBytes,
                      count,
                      panelsAt + f * panelBytes,
                      number,
                      mine,
                      sumsAt + f * sumValue,
                      first == 0 ? 0 : 1);
                }
                space.back(mine);
              });
        }
        Pool.parallel(
            count,
            1,
            (begin, end) -> {
              long mine = space.take();
              for (long c = begin; c < end; c++) {
                write(sumsAt + 4 * c * filters, sumValue, mine, w + 4 * (from + c) * filters);
              }
              space.back(mine);
            });
      }
    }
  }

  private void multiply(
      long rows, int count, long gradients, int depth, long packed, long sums, float beta) {
    for (int k = 0; k < filters; k += kernel.columns()) {
      int width = Math.min(kernel.columns(), filters - k);
      kernel.pack(false, gradients + 4L * k, 4L * filters, depth, width, packed);
      kernel.multiply(
          rows, 4, 4L * count, count, packed, depth, width, sums + 4L * k, 4L * filters, beta);
    }
  }

  private void write(long sums, long sumValue, long work, long w) {
    long tap = 4L * channels * filters;
    Winograd.apply(
        Winograd.Transform.KERNEL_GRADIENT,
        sums,
        sumValue,
        Winograd.INPUTS * sumValue,
        work,
        w,
        tap,
        3 * tap,
        filters / LANES);
  }
}
