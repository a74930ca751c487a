package keratin.metrics;

import keratin.memory.Memory;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A running mean, {@code Σ w·v / Σ w}; samples with several values count by their mean. */
abstract class Average extends Metric {
  private final State total = addState("total");
  private final State count = addState("count");

  /** Takes in values, {@code (batch, …)} or a scalar. */
  final void take(Tensor values, @Nullable Tensor sampleWeight) {
    if (values.isSymbolic()) {
      // A layer that is only being built.
      return;
    }
    Memory.tidy(
        () -> {
          if (sampleWeight != null) {
            Samplewise reduced =
                Samplewise.of(values, sampleWeight, dtype(), (x, axes) -> x.mean(axes));
            add(reduced.values().sum().doubleValue(), reduced.weights().sum().doubleValue());
          } else if (values.rank() == 0) {
            add(values.cast(dtype()).doubleValue(), 1);
          } else if (values.size() > 0) {
            int samples = values.shape().dim(0);
            double perSample = (double) values.size() / samples;
            add(values.cast(dtype()).sum().doubleValue() / perSample, samples);
          }
        });
  }

  /** Takes in a sum of values and how much they count together. */
  final void add(double sum, double weight) {
    total.add(sum);
    count.add(weight);
  }

  @Override
  public double value() {
    return count.get() == 0 ? 0 : (float) (total.get() / count.get());
  }

  @Override
  public Tensor result() {
    return Tensor.full(dtype(), value());
  }
}
