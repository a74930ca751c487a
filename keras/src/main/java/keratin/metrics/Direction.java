package keratin.metrics;

/** Which way a metric gets better: what callbacks that watch one go by. */
public enum Direction {
  /** The higher the better: accuracies, scores. */
  UP,
  /** The lower the better: losses, errors. */
  DOWN
}
