package keratin.utils;

import java.util.concurrent.ThreadLocalRandom;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.ops.Ops;
import keratin.random.NumpyRandom;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Series of measurements as sequences to learn from.
 *
 * @see <a
 *     href="https://keras.io/api/data_loading/timeseries/">keras.utils.timeseries_dataset_from_array</a>
 */
public final class Timeseries {
  private static final int LARGEST_SEED = 1_000_000;
  private static final int SINGLE_BUFFER = 1024;
  private static final int BATCHES_IN_BUFFER = 8;

  private Timeseries() {}

  /** Sequences of consecutive steps with a target each, in batches of 128. */
  public static Dataset timeseriesDatasetFromArray(
      Tensor data, @Nullable Tensor targets, int sequenceLength) {
    return timeseriesDatasetFromArray(data, targets, sequenceLength, new TimeseriesOptions());
  }

  /**
   * Sequences of {@code sequenceLength} steps of a series.
   *
   * {@snippet :
   * Tensor series = Ops.arange(10);
   * Tensor next = series.get("3:");      // what follows on the first three
   * Dataset forecast =
   *     Timeseries.timeseriesDatasetFromArray(
   *         series, next, 3, new TimeseriesOptions().batchSize(32).shuffle(true).seed(1));
   * }
   *
   * @param data {@code (steps, …)}
   * @param targets {@code (sequences, …)}: target {@code i} is that of the sequence that begins at
   *     step {@code i}; null for sequences alone
   * @throws IllegalArgumentException if strides or bounds do not fit into the series
   */
  public static Dataset timeseriesDatasetFromArray(
      Tensor data, @Nullable Tensor targets, int sequenceLength, TimeseriesOptions how) {
    int steps = data.shape().dim(0);
    check(how, steps, sequenceLength);
    int start = how.startIndex == null ? 0 : how.startIndex;
    int end = how.endIndex == null ? steps : how.endIndex;
    int count = end - start - (sequenceLength - 1) * how.samplingRate;
    if (targets != null) {
      count = Math.min(count, targets.shape().dim(0));
    }
    int sequences = Math.max(0, Math.ceilDiv(count, how.sequenceStride));
    long seed = how.seed == null ? ThreadLocalRandom.current().nextInt(LARGEST_SEED) : how.seed;
    int[] order = how.shuffle ? new NumpyRandom(seed).permutation(sequences) : null;
    Dataset dataset =
        Dataset.range(sequences)
            .map(
                e -> {
                  int place = e.x().intValue();
                  int first = start + (order == null ? place : order[place]) * how.sequenceStride;
                  return element(data, targets, first, sequenceLength, how.samplingRate);
                });
    return batched(how, dataset, seed);
  }

  private static Element element(
      Tensor data, @Nullable Tensor targets, int first, int length, int rate) {
    Tensor sequence = data.gather(Ops.arange(first, first + length * rate, rate), 0);
    return targets == null
        ? Element.of(sequence)
        : Element.of(sequence, targets.slice(0, first, 1).squeeze(0));
  }

  private static Dataset batched(TimeseriesOptions how, Dataset dataset, long seed) {
    Integer size = how.batchSize;
    Dataset mixed = dataset;
    if (how.shuffle) {
      mixed = dataset.shuffle(size == null ? SINGLE_BUFFER : size * BATCHES_IN_BUFFER, seed);
    }
    return size == null ? mixed : mixed.batch(size);
  }

  private static void check(TimeseriesOptions how, int steps, int length) {
    requireInside("sequenceLength", length, 1, steps + 1);
    requireInside("samplingRate", how.samplingRate, 1, steps);
    requireInside("sequenceStride", how.sequenceStride, 1, steps);
    int start = how.startIndex == null ? 0 : how.startIndex;
    requireInside("startIndex", start, 0, steps);
    if (how.endIndex != null) {
      requireInside("endIndex", how.endIndex, start + 1, steps);
    }
  }

  private static void requireInside(String what, int value, int least, int end) {
    if (value < least || value >= end) {
      throw new IllegalArgumentException(
          "timeseriesDatasetFromArray: %s must be from %d to %d, but %d came."
              .formatted(what, least, end - 1, value));
    }
  }
}
