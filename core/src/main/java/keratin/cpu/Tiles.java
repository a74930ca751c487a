package keratin.cpu;

import java.util.Arrays;

/**
 * Images cut into square tiles at even distances, which may overlap and reach beyond the edges.
 * Tiles that do are put together with zeros before they are read.
 */
final class Tiles {
  private final int length;
  private final int width;
  private final int channels;
  private final int size;
  private final int step;
  private final int top;
  private final int left;
  private final int down;
  private final int across;
  private final Patches.Columns whole;

  /**
   * Tiles of {@code size · size}, {@code down · across} of them in each image.
   *
   * @param step from a tile to the next
   * @param top line of the image in which the first tile begins
   */
  private Tiles(
      int batch,
      int length,
      int width,
      int channels,
      int size,
      int step,
      int top,
      int left,
      int down,
      int across) {
    this.length = length;
    this.width = width;
    this.channels = channels;
    this.size = size;
    this.step = step;
    this.top = top;
    this.left = left;
    this.down = down;
    this.across = across;
    int[][] starts = {{0}, starts(top, size), starts(left, size)};
    int[] lengths = {1, length, width};
    int[] places = {1, down, across};
    Patches patches =
        new Patches(batch, channels, channels, lengths, places, new int[] {1, step, step}, starts);
    this.whole = patches.blocks(patches.columns())[0];
  }

  /**
   * What Winograd's transforms read of images for outputs of {@code down · across}: a tile for
   * every tile of the output, overlapping its neighbours.
   *
   * @param before elements of padding above and to the left
   */
  static Tiles ofInput(int batch, int[] lengths, int channels, int[] before, int down, int across) {
    return new Tiles(
        batch,
        lengths[0],
        lengths[1],
        channels,
        Winograd.INPUTS,
        Winograd.OUTPUTS,
        -before[0],
        -before[1],
        tilesOf(down),
        tilesOf(across));
  }

  /** What they write: images of {@code down · across}, cut without overlap. */
  static Tiles ofOutput(int batch, int down, int across, int filters) {
    return new Tiles(
        batch,
        down,
        across,
        filters,
        Winograd.OUTPUTS,
        Winograd.OUTPUTS,
        0,
        0,
        tilesOf(down),
        tilesOf(across));
  }

  private static int tilesOf(int outputs) {
    return Math.ceilDiv(outputs, Winograd.OUTPUTS);
  }

  /** How many there are in so many images. */
  long count(int batch) {
    return (long) batch * down * across;
  }

  private static int[] starts(int first, int size) {
    int[] starts = new int[size];
    Arrays.setAll(starts, i -> first + i);
    return starts;
  }

  /** A tile's place: image, line and column in the image, all counted from 0. */
  int image(long tile) {
    return (int) (tile / ((long) down * across));
  }

  int line(long tile) {
    return top + (int) (tile / across % down) * step;
  }

  int column(long tile) {
    return left + (int) (tile % across) * step;
  }

  int lines(long tile) {
    return Math.min(size, length - line(tile));
  }

  int columns(long tile) {
    return Math.min(size, width - column(tile));
  }

  /** Whether all of a tile lies inside its image. */
  boolean isInside(long tile) {
    int line = line(tile);
    int column = column(tile);
    return line >= 0 && column >= 0 && line + size <= length && column + size <= width;
  }

  /** The pixel at which a tile begins, counted over all images. */
  long pixel(long tile) {
    return ((long) image(tile) * length + line(tile)) * width + column(tile);
  }

  int channels() {
    return channels;
  }

  int width() {
    return width;
  }

  int size() {
    return size;
  }

  /** Bytes of a tile. */
  long bytes() {
    return 4L * size * size * channels;
  }

  /**
   * Transforms some channels of tiles.
   *
   * @param room for {@link #bytes} and {@link Winograd#WORK}
   * @param out where value 0 of the first tile goes; a value's tiles lie {@code tileBytes} apart,
   *     and {@code valueBytes} those of the next value
   */
  void transform(
      Winograd.Transform transform,
      long source,
      long first,
      int count,
      int channel,
      int channelCount,
      long room,
      long out,
      long tileBytes,
      long valueBytes) {
    long work = room + bytes();
    for (int t = 0; t < count; t++) {
      long from = room;
      int wide = size;
      if (isInside(first + t)) {
        from = source + 4 * pixel(first + t) * channels;
        wide = width;
      } else {
        whole.gather(source, first + t, 1, room);
      }
      long pixel = 4L * channels;
      Winograd.apply(
          transform,
          from + 4L * channel,
          pixel,
          wide * pixel,
          work,
          out + t * tileBytes,
          valueBytes,
          Winograd.INPUTS * valueBytes,
          channelCount / SgemmKernel.LANES);
    }
  }
}
