package keratin.callbacks;

import keratin.config.Kind;

/** When a callback saves: after every epoch, or after a number of steps. */
final class SaveFrequency {
  /** {@code "epoch"}, or a number of steps. */
  static final Kind<Object> KIND =
      new Kind<>("\"epoch\" or a number of steps", SaveFrequency::parse, v -> v);

  private int steps;
  private int last = -1;
  private long total;

  private static Object parse(Object value) {
    return value.equals("epoch") ? value : Kind.POSITIVE.parse().apply(value);
  }

  /** Counts a step; true if one of so many has come, also where steps are taken several at once. */
  boolean isDue(Object frequency, int batch) {
    if (!(frequency instanceof Integer every)) {
      return false;
    }
    // A smaller number than the last begins an epoch.
    int more = batch <= last ? batch + 1 : batch - last;
    steps += more;
    total += more;
    last = batch;
    if (steps < every) {
      return false;
    }
    steps = 0;
    return true;
  }

  /** The next step is the first of an epoch. */
  void beginEpoch() {
    last = -1;
  }

  /** The last step of the epoch, from 0; 0 before the first. */
  int lastStep() {
    return Math.max(last, 0);
  }

  /** All steps so far. */
  long total() {
    return total;
  }

  /** So many steps were taken before. */
  void beginAt(long before) {
    total = before;
  }
}
