package keratin.losses;

import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Registry;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The losses by name, and as functions that give a loss per entry, not reduced.
 *
 * {@snippet :
 * Loss loss = Losses.get("mse");
 * Tensor perSample = Losses.meanSquaredError(yTrue, yPred);   // (batch,)
 * }
 *
 * @see <a href="https://keras.io/api/losses/">keras.losses</a>
 */
public final class Losses {
  private static final Registry<Loss> REGISTRY =
      new Registry<>(
              "loss",
              "keras.losses",
              Loss.class,
              BinaryCrossentropy.class,
              BinaryFocalCrossentropy.class,
              CTC.class,
              CategoricalCrossentropy.class,
              CategoricalFocalCrossentropy.class,
              CategoricalGeneralizedCrossEntropy.class,
              CategoricalHinge.class,
              Circle.class,
              CosineSimilarity.class,
              Dice.class,
              Hinge.class,
              Huber.class,
              KLDivergence.class,
              LogCosh.class,
              MeanAbsoluteError.class,
              MeanAbsolutePercentageError.class,
              MeanSquaredError.class,
              MeanSquaredLogarithmicError.class,
              Poisson.class,
              SparseCategoricalCrossentropy.class,
              SquaredHinge.class,
              Tversky.class)
          .alias("mse", MeanSquaredError.class)
          .alias("mae", MeanAbsoluteError.class)
          .alias("mape", MeanAbsolutePercentageError.class)
          .alias("msle", MeanSquaredLogarithmicError.class)
          .alias("bce", BinaryCrossentropy.class)
          .alias("kld", KLDivergence.class);

  /** Options that hold a loss. */
  public static final Kind<Loss> KIND = REGISTRY.kind();

  private Losses() {}

  /**
   * A loss from its name ({@code "mse"}, {@code "mean_squared_error"}, {@code "MeanSquaredError"}),
   * a config, or itself.
   *
   * @throws IllegalArgumentException listing near names
   */
  public static Loss get(Object source) {
    return REGISTRY.get(source);
  }

  /**
   * As {@link #get(Object)}, where {@code "crossentropy"} and {@code "ce"} choose by the shapes:
   * one output is binary, labels without the axis of the classes or with length 1 there are class
   * numbers, all others are one-hot.
   */
  public static Loss get(Object source, Shape yTrue, Shape yPred) {
    return source.equals("crossentropy") || source.equals("ce")
        ? get(LabelForm.of(yTrue, yPred).crossentropy())
        : get(source);
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends Loss> type) {
    REGISTRY.register(type);
  }

  /** The config of a loss, as JSON values: {@code {"class_name", "config", …}}. */
  public static Map<String, @Nullable Object> serialize(Loss loss) {
    return REGISTRY.config(loss);
  }

  /**
   * The loss of a config that {@link #serialize} or Keras has written.
   *
   * @throws IllegalArgumentException if no class is named, or none that is known
   */
  public static Loss deserialize(Map<String, ?> config) {
    return REGISTRY.deserialize(config);
  }

  /** The class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }

  /** As {@link MeanSquaredError}, not reduced. */
  public static Tensor meanSquaredError(Tensor yTrue, Tensor yPred) {
    return new MeanSquaredError().call(yTrue, yPred);
  }

  /** As {@link MeanAbsoluteError}, not reduced. */
  public static Tensor meanAbsoluteError(Tensor yTrue, Tensor yPred) {
    return new MeanAbsoluteError().call(yTrue, yPred);
  }

  /** As {@link MeanAbsolutePercentageError}, not reduced. */
  public static Tensor meanAbsolutePercentageError(Tensor yTrue, Tensor yPred) {
    return new MeanAbsolutePercentageError().call(yTrue, yPred);
  }

  /** As {@link MeanSquaredLogarithmicError}, not reduced. */
  public static Tensor meanSquaredLogarithmicError(Tensor yTrue, Tensor yPred) {
    return new MeanSquaredLogarithmicError().call(yTrue, yPred);
  }

  /** As {@link Huber}, not reduced. */
  public static Tensor huber(Tensor yTrue, Tensor yPred) {
    return new Huber().call(yTrue, yPred);
  }

  /** As {@link Huber} with these options, not reduced. */
  public static Tensor huber(Tensor yTrue, Tensor yPred, double delta) {
    return new Huber(delta).call(yTrue, yPred);
  }

  /** As {@link LogCosh}, not reduced. */
  public static Tensor logCosh(Tensor yTrue, Tensor yPred) {
    return new LogCosh().call(yTrue, yPred);
  }

  /** As {@link CosineSimilarity}, not reduced. */
  public static Tensor cosineSimilarity(Tensor yTrue, Tensor yPred) {
    return new CosineSimilarity().call(yTrue, yPred);
  }

  /** As {@link CosineSimilarity} with these options, not reduced. */
  public static Tensor cosineSimilarity(Tensor yTrue, Tensor yPred, int axis) {
    return new CosineSimilarity(axis).call(yTrue, yPred);
  }

  /** As {@link KLDivergence}, not reduced. */
  public static Tensor klDivergence(Tensor yTrue, Tensor yPred) {
    return new KLDivergence().call(yTrue, yPred);
  }

  /** As {@link Poisson}, not reduced. */
  public static Tensor poisson(Tensor yTrue, Tensor yPred) {
    return new Poisson().call(yTrue, yPred);
  }

  /** As {@link BinaryCrossentropy}, not reduced. */
  public static Tensor binaryCrossentropy(Tensor yTrue, Tensor yPred) {
    return new BinaryCrossentropy().call(yTrue, yPred);
  }

  /** As {@link BinaryCrossentropy} with these options, not reduced. */
  public static Tensor binaryCrossentropy(
      Tensor yTrue, Tensor yPred, boolean fromLogits, double labelSmoothing, int axis) {
    return new BinaryCrossentropy()
        .fromLogits(fromLogits)
        .labelSmoothing(labelSmoothing)
        .axis(axis)
        .call(yTrue, yPred);
  }

  /** As {@link BinaryFocalCrossentropy}, not reduced. */
  public static Tensor binaryFocalCrossentropy(Tensor yTrue, Tensor yPred) {
    return new BinaryFocalCrossentropy().call(yTrue, yPred);
  }

  /** As {@link BinaryFocalCrossentropy} with these options, not reduced. */
  public static Tensor binaryFocalCrossentropy(
      Tensor yTrue,
      Tensor yPred,
      boolean applyClassBalancing,
      double alpha,
      double gamma,
      boolean fromLogits,
      double labelSmoothing,
      int axis) {
    return new BinaryFocalCrossentropy()
        .applyClassBalancing(applyClassBalancing)
        .alpha(alpha)
        .gamma(gamma)
        .fromLogits(fromLogits)
        .labelSmoothing(labelSmoothing)
        .axis(axis)
        .call(yTrue, yPred);
  }

  /** As {@link CategoricalCrossentropy}, not reduced. */
  public static Tensor categoricalCrossentropy(Tensor yTrue, Tensor yPred) {
    return new CategoricalCrossentropy().call(yTrue, yPred);
  }

  /** As {@link CategoricalCrossentropy} with these options, not reduced. */
  public static Tensor categoricalCrossentropy(
      Tensor yTrue, Tensor yPred, boolean fromLogits, double labelSmoothing, int axis) {
    return new CategoricalCrossentropy()
        .fromLogits(fromLogits)
        .labelSmoothing(labelSmoothing)
        .axis(axis)
        .call(yTrue, yPred);
  }

  /** As {@link CategoricalFocalCrossentropy}, not reduced. */
  public static Tensor categoricalFocalCrossentropy(Tensor yTrue, Tensor yPred) {
    return new CategoricalFocalCrossentropy().call(yTrue, yPred);
  }

  /** As {@link CategoricalFocalCrossentropy} with these options, not reduced. */
  public static Tensor categoricalFocalCrossentropy(
      Tensor yTrue,
      Tensor yPred,
      double alpha,
      double gamma,
      boolean fromLogits,
      double labelSmoothing,
      int axis) {
    return new CategoricalFocalCrossentropy()
        .alpha(alpha)
        .gamma(gamma)
        .fromLogits(fromLogits)
        .labelSmoothing(labelSmoothing)
        .axis(axis)
        .call(yTrue, yPred);
  }

  /** As {@link CategoricalGeneralizedCrossEntropy}, not reduced. */
  public static Tensor categoricalGeneralizedCrossEntropy(Tensor yTrue, Tensor yPred) {
    return new CategoricalGeneralizedCrossEntropy().call(yTrue, yPred);
  }

  /** As {@link CategoricalGeneralizedCrossEntropy} with these options, not reduced. */
  public static Tensor categoricalGeneralizedCrossEntropy(Tensor yTrue, Tensor yPred, double q) {
    return new CategoricalGeneralizedCrossEntropy(q).call(yTrue, yPred);
  }

  /** As {@link SparseCategoricalCrossentropy}, not reduced. */
  public static Tensor sparseCategoricalCrossentropy(Tensor yTrue, Tensor yPred) {
    return new SparseCategoricalCrossentropy().call(yTrue, yPred);
  }

  /** As {@link SparseCategoricalCrossentropy} with these options, not reduced. */
  public static Tensor sparseCategoricalCrossentropy(
      Tensor yTrue, Tensor yPred, boolean fromLogits, @Nullable Integer ignoreClass, int axis) {
    return new SparseCategoricalCrossentropy()
        .fromLogits(fromLogits)
        .ignoreClass(ignoreClass)
        .axis(axis)
        .call(yTrue, yPred);
  }

  /** As {@link Hinge}, not reduced. */
  public static Tensor hinge(Tensor yTrue, Tensor yPred) {
    return new Hinge().call(yTrue, yPred);
  }

  /** As {@link SquaredHinge}, not reduced. */
  public static Tensor squaredHinge(Tensor yTrue, Tensor yPred) {
    return new SquaredHinge().call(yTrue, yPred);
  }

  /** As {@link CategoricalHinge}, not reduced. */
  public static Tensor categoricalHinge(Tensor yTrue, Tensor yPred) {
    return new CategoricalHinge().call(yTrue, yPred);
  }

  /** As {@link Dice}, not reduced. */
  public static Tensor dice(Tensor yTrue, Tensor yPred) {
    return new Dice().call(yTrue, yPred);
  }

  /** As {@link Dice} with these options, not reduced. */
  public static Tensor dice(Tensor yTrue, Tensor yPred, int @Nullable [] axis) {
    return new Dice().axis(axis).call(yTrue, yPred);
  }

  /** As {@link Tversky}, not reduced. */
  public static Tensor tversky(Tensor yTrue, Tensor yPred) {
    return new Tversky().call(yTrue, yPred);
  }

  /** As {@link Tversky} with these options, not reduced. */
  public static Tensor tversky(
      Tensor yTrue, Tensor yPred, double alpha, double beta, int @Nullable [] axis) {
    return new Tversky().alpha(alpha).beta(beta).axis(axis).call(yTrue, yPred);
  }

  /** As {@link Circle}, not reduced. */
  public static Tensor circle(Tensor yTrue, Tensor yPred) {
    return new Circle().call(yTrue, yPred);
  }

  /** As {@link Circle} with these options, against other embeddings, not reduced. */
  public static Tensor circle(
      Tensor yTrue,
      Tensor yPred,
      @Nullable Tensor refLabels,
      @Nullable Tensor refEmbeddings,
      boolean removeDiagonal,
      double gamma,
      double margin) {
    return new Circle()
        .removeDiagonal(removeDiagonal)
        .gamma(gamma)
        .margin(margin)
        .call(
            yTrue,
            yPred,
            refLabels == null ? yTrue : refLabels,
            refEmbeddings == null ? yPred : refEmbeddings);
  }

  /** As {@link CTC}, not reduced. */
  public static Tensor ctc(Tensor yTrue, Tensor yPred) {
    return new CTC().call(yTrue, yPred);
  }
}
