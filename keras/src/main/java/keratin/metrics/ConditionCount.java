package keratin.metrics;

import java.util.List;
import keratin.config.Option;
import keratin.memory.Memory;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Counts one cell of the confusion matrix at one or several thresholds. */
abstract class ConditionCount extends Metric {
  private final Option<@Nullable List<Double>> thresholds =
      option("thresholds", Thresholds.KIND.orNull(), null);
  private @Nullable State accumulator;
  private @Nullable ConfusionCounts counts;

  /** Sets the thresholds, from 0 to 1; without them 0.5 is the only one. */
  final void setThresholds(double... values) {
    thresholds.set(values);
  }

  /** The counts that go into {@code cell} alone. */
  abstract ConfusionCounts counts(Thresholds bounds, State cell);

  private State cell() {
    State cell = accumulator;
    if (cell == null) {
      Thresholds bounds = Thresholds.of(thresholds.get(), 0.5);
      cell = addState("accumulator", bounds.count());
      accumulator = cell;
      counts = counts(bounds, cell);
    }
    return cell;
  }

  @Override
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    cell();
    ConfusionCounts into = counts;
    if (into != null) {
      Memory.tidy(
          () -> into.add(ConfusionCounts.Batch.of(yTrue, yPred, sampleWeight, null, null), false));
    }
  }

  @Override
  public Tensor result() {
    State cell = cell();
    return cell.size() == 1 ? Tensor.full(dtype(), cell.get()) : cell.tensor();
  }
}
