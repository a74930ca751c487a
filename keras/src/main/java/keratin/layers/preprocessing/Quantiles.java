package keratin.layers.preprocessing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A summary of numbers from which quantiles can be read: values in rising order, and how many
 * numbers each stands for. Summaries of parts of the data can be merged. As in Keras, single
 * precision.
 */
record Quantiles(float[] values, float[] weights) {
  static final Quantiles NONE = new Quantiles(new float[0], new float[0]);

  /** About {@code 1/epsilon} of the numbers, at equal distances in their order. */
  static Quantiles of(float[] numbers, double epsilon) {
    float[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double step = Math.max(sorted.length / (1 / epsilon), 1);
    int stride = (int) step;
    int start = (int) (step - 1);
    int count = Math.max(0, Math.ceilDiv(sorted.length - start, stride));
    float[] values = new float[count];
    float[] weights = new float[count];
    Arrays.fill(weights, (float) step);
    for (int i = 0; i < count; i++) {
      values[i] = sorted[start + i * stride];
    }
    return new Quantiles(values, weights);
  }

  /** The summary of both, with an error of at most {@code epsilon}. */
  Quantiles merge(Quantiles other, double epsilon) {
    int count = values.length + other.values.length;
    float[] allValues = Arrays.copyOf(values, count);
    float[] allWeights = Arrays.copyOf(weights, count);
    System.arraycopy(other.values, 0, allValues, values.length, other.values.length);
    System.arraycopy(other.weights, 0, allWeights, values.length, other.values.length);
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparing(i -> allValues[i]))
            .mapToInt(i -> i)
            .toArray();
    float[] sortedValues = new float[count];
    float[] sortedWeights = new float[count];
    for (int i = 0; i < count; i++) {
      sortedValues[i] = allValues[order[i]];
      sortedWeights[i] = allWeights[order[i]];
    }
    return new Quantiles(sortedValues, sortedWeights).compress(epsilon);
  }

  /** The bounds between this many bins of about equally many numbers. */
  float[] boundaries(int bins) {
    float[] all = compress(1.0 / bins).values;
    return Arrays.copyOf(all, Math.max(0, all.length - 1));
  }

  /** Values at every {@code epsilon} of the numbers, interpolated. */
  private Quantiles compress(double epsilon) {
    if (values.length * epsilon < 1) {
      return this;
    }
    float[] sums = weights.clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    float[] shares = new float[sums.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = sums[i] / sums[sums.length - 1];
    }
    int count = (int) Math.ceil(1 / epsilon);
    float[] newValues = new float[count];
    float[] newWeights = new float[count];
    double before = 0;
    for (int i = 0; i < count; i++) {
      double share = epsilon + i * epsilon;
      newValues[i] = (float) interpolate(share, shares, values);
      double sum = interpolate(share, shares, sums);
      newWeights[i] = (float) (sum - before);
      before = sum;
    }
    return new Quantiles(newValues, newWeights);
  }

  /** The height at x of the line through the points; beyond its ends that of the ends. */
  private static double interpolate(double x, float[] xs, float[] ys) {
    int last = xs.length - 1;
    if (x >= xs[last]) {
      return ys[last];
    }
    if (x <= xs[0]) {
      return ys[0];
    }
    int right = 1;
    while (xs[right] <= x) {
      right++;
    }
    double slope = ((double) ys[right] - ys[right - 1]) / ((double) xs[right] - xs[right - 1]);
    return slope * (x - xs[right - 1]) + ys[right - 1];
  }
}
