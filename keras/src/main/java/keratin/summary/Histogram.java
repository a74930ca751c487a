package keratin.summary;

import java.util.Arrays;

/**
 * Values counted in buckets of one width, from the least to the greatest: a row of left edge, right
 * edge and count for each. The last bucket has its right edge in it, the others do not.
 */
final class Histogram {
  private static final int COLUMNS = 3;

  private Histogram() {}

  /** The rows, one after the other. */
  static double[] rows(double[] values, int buckets) {
    double[] rows = new double[COLUMNS * buckets];
    if (values.length == 0 || buckets == 0) {
      return rows;
    }
    double least = Arrays.stream(values).min().getAsDouble();
    double greatest = Arrays.stream(values).max().getAsDouble();
    double width = (greatest - least) / buckets;
    for (int i = 0; i < buckets; i++) {
      rows[COLUMNS * i] = greatest == least ? least : least + i * width;
      rows[COLUMNS * i + 1] =
          greatest == least || i == buckets - 1 ? greatest : least + (i + 1) * width;
    }
    for (double value : values) {
      double bucket = greatest == least ? buckets : Math.floor((value - least) / width);
      // not a number where values are none, or infinite: such are in no bucket
      if (bucket >= 0) {
        rows[COLUMNS * (int) Math.min(bucket, buckets - 1) + 2]++;
      }
    }
    return rows;
  }
}
