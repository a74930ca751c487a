package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.memory.Memory;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The best of one rate over all thresholds at which another rate is at least a given value. */
abstract class ConstrainedRate extends Metric {
  final Option<Double> bound;
  final Option<Integer> numThresholds = option("num_thresholds", Kind.POSITIVE, 200);
  final Option<@Nullable Integer> classId = option("class_id", Kind.INT.orNull(), null);
  private @Nullable Cells cells;

  ConstrainedRate(String boundName) {
    bound = required(boundName, Kind.RATE);
  }

  /** The four counts at every threshold. */
  record Cells(State tp, State fp, State tn, State fn, ConfusionCounts counts) {
    double recall(int i) {
      return Ratios.of(tp.get(i), tp.get(i) + fn.get(i));
    }

    double precision(int i) {
      return Ratios.of(tp.get(i), tp.get(i) + fp.get(i));
    }

    double specificity(int i) {
      return Ratios.of(tn.get(i), tn.get(i) + fp.get(i));
    }
  }

  /** The rate that must reach the bound. */
  abstract double constrained(Cells cells, int threshold);

  /** The rate whose best is the result. */
  abstract double wanted(Cells cells, int threshold);

  private Cells cells() {
    Cells made = cells;
    if (made == null) {
      Thresholds bounds = Thresholds.spread(numThresholds.get());
      State tp = addState("true_positives", bounds.count());
      State fp = addState("false_positives", bounds.count());
      State tn = addState("true_negatives", bounds.count());
      State fn = addState("false_negatives", bounds.count());
      made = new Cells(tp, fp, tn, fn, new ConfusionCounts(bounds, tp, fp, tn, fn));
      cells = made;
    }
    return made;
  }

  @Override
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    ConfusionCounts counts = cells().counts;
    Memory.tidy(
        () ->
            counts.add(
                ConfusionCounts.Batch.of(yTrue, yPred, sampleWeight, null, classId.get()), false));
  }

  @Override
  public double value() {
    Cells made = cells();
    double best = 0;
    for (int i = 0; i < made.tp.size(); i++) {
      // As float32: a rate of 0.7 must reach a bound of 0.7.
      if ((float) constrained(made, i) >= bound.get().floatValue()) {
        best = Math.max(best, wanted(made, i));
      }
    }
    return best;
  }

  @Override
  public Tensor result() {
    return Tensor.full(dtype(), value());
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
