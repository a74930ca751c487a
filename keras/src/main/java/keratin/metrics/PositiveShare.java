package keratin.metrics;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.memory.Memory;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The share of true positives among something: what {@link Precision} and {@link Recall} share. */
abstract class PositiveShare extends Metric {
  final Option<@Nullable List<Double>> thresholds =
      option("thresholds", Thresholds.KIND.orNull(), null);
  final Option<@Nullable Integer> topK = option("top_k", Kind.POSITIVE.orNull(), null);
  final Option<@Nullable Integer> classId = option("class_id", Kind.INT.orNull(), null);
  private @Nullable Counted counted;

  private record Counted(State right, State wrong, ConfusionCounts counts) {}

  /** The name of what is counted beside true positives. */
  abstract String wrongName();

  abstract ConfusionCounts counts(Thresholds bounds, State right, State wrong);

  private Counted counted() {
    Counted made = counted;
    if (made == null) {
      double preset = topK.get() == null ? 0.5 : ConfusionCounts.NEVER;
      Thresholds bounds = Thresholds.of(thresholds.get(), preset);
      State right = addState("true_positives", bounds.count());
      State wrong = addState(wrongName(), bounds.count());
      made = new Counted(right, wrong, counts(bounds, right, wrong));
      counted = made;
    }
    return made;
  }

  @Override
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    ConfusionCounts counts = counted().counts;
    Memory.tidy(
        () ->
            counts.add(
                ConfusionCounts.Batch.of(yTrue, yPred, sampleWeight, topK.get(), classId.get()),
                false));
  }

  @Override
  public Tensor result() {
    Counted made = counted();
    float[] shares = new float[made.right.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) Ratios.of(made.right.get(i), made.right.get(i) + made.wrong.get(i));
    }
    Tensor result = Tensor.of(shares);
    return (shares.length == 1 ? result.squeeze() : result).cast(dtype());
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
