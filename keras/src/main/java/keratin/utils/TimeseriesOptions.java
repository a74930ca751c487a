package keratin.utils;

import org.jspecify.annotations.Nullable;

/** How {@link Timeseries#timeseriesDatasetFromArray} cuts a series. Immutable. */
public final class TimeseriesOptions implements Cloneable {
  int sequenceStride = 1;
  int samplingRate = 1;
  @Nullable Integer batchSize = 128;
  boolean shuffle;
  @Nullable Long seed;
  @Nullable Integer startIndex;
  @Nullable Integer endIndex;

  private TimeseriesOptions copy() {
    try {
      return (TimeseriesOptions) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many steps the next sequence begins behind this one; 1 by default. */
  public TimeseriesOptions sequenceStride(int steps) {
    TimeseriesOptions next = copy();
    next.sequenceStride = steps;
    return next;
  }

  /** How many steps apart the steps of a sequence are taken; 1 by default. */
  public TimeseriesOptions samplingRate(int steps) {
    TimeseriesOptions next = copy();
    next.samplingRate = steps;
    return next;
  }

  /** How many sequences are a batch, 128 by default; null for single sequences. */
  public TimeseriesOptions batchSize(@Nullable Integer sequences) {
    TimeseriesOptions next = copy();
    next.batchSize = sequences;
    return next;
  }

  /** Whether sequences come in random order. */
  public TimeseriesOptions shuffle(boolean on) {
    TimeseriesOptions next = copy();
    next.shuffle = on;
    return next;
  }

  /** The seed of that order. */
  public TimeseriesOptions seed(long number) {
    TimeseriesOptions next = copy();
    next.seed = number;
    return next;
  }

  /** The first step that is used. */
  public TimeseriesOptions startIndex(int step) {
    TimeseriesOptions next = copy();
    next.startIndex = step;
    return next;
  }

  /** The step before which use ends. */
  public TimeseriesOptions endIndex(int step) {
    TimeseriesOptions next = copy();
    next.endIndex = step;
    return next;
  }
}
