package keratin.layers.preprocessing.image;

/**
 * One plane of an image, numbers from 0 to 255, equalized tile by tile.
 *
 * <p>Tiles that go over the borders see the plane mirrored. What a tile does to a number is a table
 * of 256; a pixel takes those of the four tiles whose middles are around it.
 *
 * @param pixels of all planes
 * @param start where this plane begins
 */
record TileHistograms(float[] pixels, int start, int height, int width) {
  private static final int LEVELS = 256;

  /** Replaces the plane's numbers. */
  void equalize(int down, int across, double clipLimit) {
    int rows = (height + down - 1) / down;
    int columns = (width + across - 1) / across;
    float[][][] tables = new float[down][across][];
    for (int i = 0; i < down; i++) {
      for (int j = 0; j < across; j++) {
        tables[i][j] =
            table(counts(i * rows, j * columns, rows, columns), rows * columns, clipLimit);
      }
    }
    float[] made = new float[height * width];
    for (int y = 0; y < height; y++) {
      Between vertical = Between.of(y, rows, down);
      for (int x = 0; x < width; x++) {
        Between horizontal = Between.of(x, columns, across);
        int level = level(y, x);
        float top = horizontal.mix(tables[vertical.low()], level);
        float bottom = horizontal.mix(tables[vertical.high()], level);
        made[y * width + x] = top * (1 - vertical.part()) + bottom * vertical.part();
      }
    }
    System.arraycopy(made, 0, pixels, start, made.length);
  }

  private int level(int y, int x) {
    float value = pixels[start + mirrored(y, height) * width + mirrored(x, width)];
    return (int) Math.clamp(value, 0f, LEVELS - 1f);
  }

  /** Beyond the end it goes back, the last one twice. */
  private static int mirrored(int index, int length) {
    int place = index % (2 * length);
    return place < length ? place : 2 * length - 1 - place;
  }

  private float[] counts(int top, int left, int rows, int columns) {
    float[] counts = new float[LEVELS];
    for (int y = top; y < top + rows; y++) {
      for (int x = left; x < left + columns; x++) {
        counts[level(y, x)]++;
      }
    }
    return counts;
  }

  private static float[] table(float[] counts, int size, double clipLimit) {
    if (clipLimit > 0) {
      float limit = (float) (clipLimit * size / LEVELS);
      float excess = 0;
      for (int i = 0; i < LEVELS; i++) {
        float kept = Math.min(counts[i], limit);
        excess += counts[i] - kept;
        counts[i] = kept;
      }
      for (int i = 0; i < LEVELS; i++) {
        counts[i] += excess / LEVELS;
      }
    }
    float[] table = new float[LEVELS];
    float upTo = 0;
    for (int i = 0; i < LEVELS; i++) {
      upTo += counts[i];
      table[i] = upTo;
    }
    float first = table[0];
    float rest = size - first == 0 ? 1 : size - first;
    for (int i = 0; i < LEVELS; i++) {
      table[i] = Math.clamp((table[i] - first) * 255 / rest, 0f, 255f);
    }
    return table;
  }

  /**
   * The two tiles around a place, and how much the second counts.
   *
   * @param low the tile before
   * @param high the tile after; the same at the borders
   */
  private record Between(int low, int high, float part) {
    static Between of(int place, int length, int tiles) {
      float middle = (place - length / 2f) / length + 1;
      int before = (int) Math.floor(middle);
      return new Between(
          Math.clamp(before - 1, 0, tiles - 1), Math.clamp(before, 0, tiles - 1), middle - before);
    }

    float mix(float[][] tables, int level) {
      return tables[low][level] * (1 - part) + tables[high][level] * part;
    }
  }
}
