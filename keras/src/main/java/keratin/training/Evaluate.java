package keratin.training;

import java.util.List;
import keratin.callbacks.Callback;
import org.jspecify.annotations.Nullable;

/**
 * How to evaluate or predict: the keyword arguments of Keras' {@code evaluate} and {@code predict}.
 *
 * @param batchSize rows per step, for tensors
 * @param verbose 0 silent, 1 a progress bar, 2 a line
 * @param steps how many steps, or null for all data
 * @param sampleWeight what each row counts in the loss and in weighted metrics
 * @param callbacks who hears of the steps
 */
public record Evaluate(
    int batchSize,
    int verbose,
    @Nullable Integer steps,
    @Nullable Object sampleWeight,
    List<Callback> callbacks) {
  /** Batches of 32 with a progress bar, over all data. */
  public Evaluate() {
    this(32, 1, null, null, List.of());
  }

  /** Checks the numbers. */
  public Evaluate {
    Fit.positive("batchSize", batchSize);
    if (steps != null) {
      Fit.positive("steps", steps);
    }
  }

  /** Rows per step. */
  public Evaluate batchSize(int rows) {
    return new Evaluate(rows, verbose, steps, sampleWeight, callbacks);
  }

  /** 0 silent, 1 a progress bar, 2 a line. */
  public Evaluate verbose(int level) {
    return new Evaluate(batchSize, level, steps, sampleWeight, callbacks);
  }

  /** Only the first steps. */
  public Evaluate steps(int count) {
    return new Evaluate(batchSize, verbose, count, sampleWeight, callbacks);
  }

  /** What each row counts. */
  public Evaluate sampleWeight(Object weights) {
    return new Evaluate(batchSize, verbose, steps, weights, callbacks);
  }

  /** Who hears of the steps. */
  public Evaluate callbacks(Callback... all) {
    return new Evaluate(batchSize, verbose, steps, sampleWeight, List.of(all));
  }
}
