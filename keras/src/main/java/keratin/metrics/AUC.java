package keratin.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.memory.Memory;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The area under a curve through all thresholds: how well predictions order samples, whatever the
 * threshold.
 *
 * <p>{@code yTrue} holds 0 and 1, {@code yPred} numbers from 0 to 1, of one shape. The curve is
 * {@code "ROC"}, true against false positive rate: 0.5 is chance, 1 perfect; or {@code "PR"},
 * precision against recall; or {@code "PRGAIN"}. It is cut into a finite number of thresholds, so
 * the area is an approximation.
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.AUC</a>
 * @see <a href="https://dl.acm.org/doi/10.1145/1143844.1143874">Davis and Goadrich, The
 *     relationship between precision-recall and ROC curves</a>
 */
public final class AUC extends Metric {
  private static final double EDGE = 1e-7;
  private static final Kind<Integer> AT_LEAST_TWO =
      new Kind<>("an integer of at least 2", AUC::atLeastTwo, v -> v);

  private final Option<Integer> numThresholds = option("num_thresholds", AT_LEAST_TWO, 200);
  private final Option<String> curve =
      option("curve", Kind.oneOf("ROC", "PR", "PRGAIN", "roc", "pr", "prgain"), "ROC");
  private final Option<String> summationMethod =
      option(
          "summation_method",
          Kind.oneOf(
              "interpolation", "majoring", "minoring", "Interpolation", "Majoring", "Minoring"),
          "interpolation");
  private final Option<@Nullable List<Double>> thresholds =
      option("thresholds", Thresholds.KIND.orNull(), null);
  private final Option<Boolean> multiLabel = option("multi_label", Kind.BOOL, false);
  private final Option<@Nullable Integer> numLabels =
      option("num_labels", Kind.POSITIVE.orNull(), null);
  private final Option<@Nullable List<Double>> labelWeights =
      option("label_weights", Thresholds.NUMBERS.orNull(), null);
  private final Option<Boolean> fromLogits = option("from_logits", Kind.BOOL, false);
  private @Nullable Curve counted;

  /** The area under the ROC curve. */
  public AUC() {}

  private static Integer atLeastTwo(Object value) {
    int count = Kind.INT.parse().apply(value);
    if (count < 2) {
      throw new IllegalArgumentException();
    }
    return count;
  }

  /** How many thresholds cut the curve, spread evenly; 200 unless said otherwise. */
  public AUC numThresholds(int count) {
    numThresholds.set(count);
    return this;
  }

  /** {@code "ROC"}, {@code "PR"} or {@code "PRGAIN"}. */
  public AUC curve(String which) {
    curve.set(which);
    return this;
  }

  /**
   * The area of a strip: {@code "interpolation"}, between both; {@code "majoring"}, of the higher;
   * {@code "minoring"}, of the lower side.
   */
  public AUC summationMethod(String how) {
    summationMethod.set(how);
    return this;
  }

  /** The thresholds between 0 and 1, instead of evenly spread ones. */
  public AUC thresholds(double... values) {
    thresholds.set(values);
    return this;
  }

  /** Whether every column is a label with a curve of its own; the result is their mean. */
  public AUC multiLabel(boolean on) {
    multiLabel.set(on);
    return this;
  }

  /** The number of labels, if multi-label; found from the first batch otherwise. */
  public AUC numLabels(int count) {
    numLabels.set(count);
    return this;
  }

  /** How much every label counts. */
  public AUC labelWeights(double... weights) {
    labelWeights.set(weights);
    return this;
  }

  /** Whether predictions are logits, which a sigmoid then makes probabilities. */
  public AUC fromLogits(boolean on) {
    fromLogits.set(on);
    return this;
  }

  private Thresholds bounds() {
    List<Double> given = thresholds.get();
    List<Double> inner = new ArrayList<>();
    if (given == null) {
      inner.addAll(Thresholds.evenly(numThresholds.get()));
    } else {
      inner.add(0.0);
      given.stream().sorted().forEach(inner::add);
      inner.add(1.0);
    }
    boolean even = given == null || Thresholds.isEven(inner);
    // The ends lie outside, so that predictions of exactly 0 and 1 are on the right side.
    inner.set(0, -EDGE);
    inner.set(inner.size() - 1, 1 + EDGE);
    return new Thresholds(Thresholds.floats(inner), even);
  }

  private Curve counted(int labels) {
    Curve made = counted;
    if (made == null) {
      Thresholds bounds = bounds();
      int t = bounds.count();
      int[] dims = multiLabel.get() ? new int[] {t, labels} : new int[] {t};
      State tp = addState("true_positives", dims);
      State fp = addState("false_positives", dims);
      State tn = addState("true_negatives", dims);
      State fn = addState("false_negatives", dims);
      ConfusionCounts counts = new ConfusionCounts(bounds, tp, fp, tn, fn);
      made = new Curve(tp, fp, tn, fn, counts, multiLabel.get() ? labels : 1);
      counted = made;
    }
    return made;
  }

  @Override
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    if (multiLabel.get() && yPred.rank() != 2) {
      throw new ShapeException(
          "AUC with multi_label needs yPred (batch, labels), but its shape is %s."
              .formatted(yPred.shape()));
    }
    Memory.tidy(
        () -> {
          Tensor score = fromLogits.get() ? yPred.sigmoid() : yPred;
          var batch = ConfusionCounts.Batch.of(yTrue, score, sampleWeight, null, null);
          List<Double> weights = labelWeights.get();
          if (weights != null && !multiLabel.get()) {
            for (int i = 0; i < batch.weight().length; i++) {
              batch.weight()[i] *= weights.get(i % batch.labels());
            }
          }
          counted(batch.labels()).counts().add(batch, multiLabel.get());
        });
  }

  @Override
  public double value() {
    Integer labels = numLabels.get();
    Curve made = counted(labels == null ? 1 : labels);
    String kind = curve.get().toUpperCase(java.util.Locale.ROOT);
    String how = summationMethod.get().toLowerCase(java.util.Locale.ROOT);
    List<Double> weights = labelWeights.get();
    double sum = 0;
    double total = 0;
    for (int label = 0; label < made.labels(); label++) {
      double weight = weights == null || !multiLabel.get() ? 1 : weights.get(label);
      sum += weight * made.area(kind, how, label);
      total += weight;
    }
    return Ratios.of(sum, total);
  }

  @Override
  public Tensor result() {
    return Tensor.full(dtype(), value());
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(super.getConfig());
    if (thresholds.get() == null) {
      config.remove("thresholds");
    } else {
      config.put("num_thresholds", thresholds.get().size() + 2);
    }
    return config;
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
