package keratin.metrics;

import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The sum of values, {@code Σ w·v}.
 *
 * @see <a href="https://keras.io/api/metrics/reduction_metrics/">keras.metrics.Sum</a>
 */
public final class Sum extends Metric {
  private final State total = addState("total");

  /** A sum named {@code "sum"}. */
  public Sum() {}

  /** A sum with a name. */
  public Sum(String name) {
    name(name);
  }

  @Override
  protected String defaultName() {
    return "sum";
  }

  /** Takes in values, {@code (batch, …)} or a scalar. */
  public void updateState(Tensor values) {
    take(values, null);
  }

  /**
   * Takes in weighted values.
   *
   * @param sampleWeight of the values' shape, or without some of their last axes
   */
  @Override
  public void updateState(Tensor values, Tensor sampleWeight) {
    take(values, sampleWeight);
  }

  private void take(Tensor values, @Nullable Tensor sampleWeight) {
    if (values.isSymbolic()) {
      // A layer that is only being built.
      return;
    }
    Tensor weighted =
        sampleWeight == null
            ? values.cast(dtype())
            : Samplewise.of(values, sampleWeight, dtype(), (x, axes) -> x.sum(axes)).values();
    total.add(weighted.sum().doubleValue());
  }

  @Override
  public Tensor result() {
    return Tensor.full(dtype(), total.get());
  }
}
