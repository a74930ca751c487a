package keratin.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Registry;
import keratin.losses.LabelForm;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The metrics by name, and as functions that give a value per sample.
 *
 * {@snippet :
 * Tensor labels = Tensor.of(new int[] {1, 0});
 * Metric metric = Metrics.get("accuracy", labels.shape(), yPred.shape());
 * Tensor right = Metrics.sparseCategoricalAccuracy(labels, yPred);         // (batch,)
 * }
 *
 * @see <a href="https://keras.io/api/metrics/">keras.metrics</a>
 */
public final class Metrics {
  private static final Registry<Metric> REGISTRY =
      new Registry<>(
              "metric",
              "keras.metrics",
              Metric.class,
              Accuracy.class,
              AUC.class,
              BinaryAccuracy.class,
              BinaryCrossentropy.class,
              BinaryIoU.class,
              CategoricalAccuracy.class,
              CategoricalCrossentropy.class,
              CategoricalHinge.class,
              ConcordanceCorrelation.class,
              CosineSimilarity.class,
              F1Score.class,
              FBetaScore.class,
              FalseNegatives.class,
              FalsePositives.class,
              Hinge.class,
              IoU.class,
              KLDivergence.class,
              LogCoshError.class,
              Mean.class,
              MeanAbsoluteError.class,
              MeanAbsolutePercentageError.class,
              MeanIoU.class,
              MeanSquaredError.class,
              MeanSquaredLogarithmicError.class,
              OneHotIoU.class,
              OneHotMeanIoU.class,
              PearsonCorrelation.class,
              Poisson.class,
              Precision.class,
              PrecisionAtRecall.class,
              R2Score.class,
              Recall.class,
              RecallAtPrecision.class,
              RootMeanSquaredError.class,
              SensitivityAtSpecificity.class,
              SparseCategoricalAccuracy.class,
              SparseCategoricalCrossentropy.class,
              SparseTopKCategoricalAccuracy.class,
              SpecificityAtSensitivity.class,
              SquaredHinge.class,
              Sum.class,
              TopKCategoricalAccuracy.class,
              TrueNegatives.class,
              TruePositives.class)
          .alias("mse", MeanSquaredError.class)
          .alias("mae", MeanAbsoluteError.class)
          .alias("mape", MeanAbsolutePercentageError.class)
          .alias("msle", MeanSquaredLogarithmicError.class)
          .alias("bce", BinaryCrossentropy.class)
          .alias("rmse", RootMeanSquaredError.class)
          .alias("kld", KLDivergence.class)
          .alias("log_cosh", LogCoshError.class);

  /** Options that hold a metric. */
  public static final Kind<Metric> KIND = REGISTRY.kind();

  private Metrics() {}

  /**
   * A metric from its name ({@code "mae"}, {@code "mean_absolute_error"}, {@code "AUC"}), a config,
   * or itself.
   *
   * @throws IllegalArgumentException listing near names
   */
  public static Metric get(Object source) {
    return REGISTRY.get(source);
  }

  /**
   * As {@link #get(Object)}, where {@code "accuracy"}, {@code "acc"}, {@code "crossentropy"} and
   * {@code "ce"} choose by the shapes: see {@link LabelForm#of}. A metric made from a name has that
   * name.
   */
  public static Metric get(Object source, Shape yTrue, Shape yPred) {
    if (!(source instanceof String name)) {
      return get(source);
    }
    LabelForm form = LabelForm.of(yTrue, yPred);
    String known =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "accuracy", "acc" -> form.accuracy();
          case "crossentropy", "ce" -> form.crossentropy();
          default -> name;
        };
    return get(known).name(name);
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends Metric> type) {
    REGISTRY.register(type);
  }

  /** The config of a metric, as JSON values: {@code {"class_name", "config", …}}. */
  public static Map<String, @Nullable Object> serialize(Metric metric) {
    return REGISTRY.config(metric);
  }

  /**
   * The metric of a config that {@link #serialize} or Keras has written.
   *
   * @throws IllegalArgumentException if no class is named, or none that is known
   */
  public static Metric deserialize(Map<String, ?> config) {
    return REGISTRY.deserialize(config);
  }

  /** The class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }

  /** What {@link Accuracy} says of every sample. */
  public static Tensor accuracy(Tensor yTrue, Tensor yPred) {
    return new Accuracy().values(yTrue, yPred);
  }

  /** What {@link BinaryAccuracy} says of every sample. */
  public static Tensor binaryAccuracy(Tensor yTrue, Tensor yPred) {
    return new BinaryAccuracy().values(yTrue, yPred);
  }

  /** What {@link BinaryAccuracy} says of every sample, {@code threshold} being its option. */
  public static Tensor binaryAccuracy(Tensor yTrue, Tensor yPred, double threshold) {
    return new BinaryAccuracy().threshold(threshold).values(yTrue, yPred);
  }

  /** What {@link CategoricalAccuracy} says of every sample. */
  public static Tensor categoricalAccuracy(Tensor yTrue, Tensor yPred) {
    return new CategoricalAccuracy().values(yTrue, yPred);
  }

  /** What {@link SparseCategoricalAccuracy} says of every sample. */
  public static Tensor sparseCategoricalAccuracy(Tensor yTrue, Tensor yPred) {
    return new SparseCategoricalAccuracy().values(yTrue, yPred);
  }

  /** What {@link TopKCategoricalAccuracy} says of every sample. */
  public static Tensor topKCategoricalAccuracy(Tensor yTrue, Tensor yPred) {
    return new TopKCategoricalAccuracy().values(yTrue, yPred);
  }

  /** What {@link TopKCategoricalAccuracy} says of every sample, {@code k} being its option. */
  public static Tensor topKCategoricalAccuracy(Tensor yTrue, Tensor yPred, int k) {
    return new TopKCategoricalAccuracy(k).values(yTrue, yPred);
  }

  /** What {@link SparseTopKCategoricalAccuracy} says of every sample. */
  public static Tensor sparseTopKCategoricalAccuracy(Tensor yTrue, Tensor yPred) {
    return new SparseTopKCategoricalAccuracy().values(yTrue, yPred);
  }

  /**
   * What {@link SparseTopKCategoricalAccuracy} says of every sample, {@code k} being its option.
   */
  public static Tensor sparseTopKCategoricalAccuracy(Tensor yTrue, Tensor yPred, int k) {
    return new SparseTopKCategoricalAccuracy(k).values(yTrue, yPred);
  }

  /** What {@link PearsonCorrelation} says of every sample. */
  public static Tensor pearsonCorrelation(Tensor yTrue, Tensor yPred) {
    return new PearsonCorrelation().values(yTrue, yPred);
  }

  /** What {@link PearsonCorrelation} says of every sample, {@code axis} being its option. */
  public static Tensor pearsonCorrelation(Tensor yTrue, Tensor yPred, int axis) {
    return new PearsonCorrelation().axis(axis).values(yTrue, yPred);
  }

  /** What {@link ConcordanceCorrelation} says of every sample. */
  public static Tensor concordanceCorrelation(Tensor yTrue, Tensor yPred) {
    return new ConcordanceCorrelation().values(yTrue, yPred);
  }

  /** What {@link ConcordanceCorrelation} says of every sample, {@code axis} being its option. */
  public static Tensor concordanceCorrelation(Tensor yTrue, Tensor yPred, int axis) {
    return new ConcordanceCorrelation().axis(axis).values(yTrue, yPred);
  }

  /** What {@link CosineSimilarity} says of every sample. */
  public static Tensor cosineSimilarity(Tensor yTrue, Tensor yPred) {
    return new CosineSimilarity().values(yTrue, yPred);
  }

  /** What {@link CosineSimilarity} says of every sample, {@code axis} being its option. */
  public static Tensor cosineSimilarity(Tensor yTrue, Tensor yPred, int axis) {
    return new CosineSimilarity().axis(axis).values(yTrue, yPred);
  }
}
