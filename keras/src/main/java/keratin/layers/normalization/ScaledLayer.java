package keratin.layers.normalization;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.constraints.Constraint;
import keratin.constraints.Constraints;
import keratin.initializers.Initializer;
import keratin.initializers.Initializers;
import keratin.layers.Layer;
import keratin.regularizers.Regularizer;
import keratin.regularizers.Regularizers;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What normalizations have in common that end with a learned factor gamma and a learned summand
 * beta.
 *
 * @param <L> the layer itself
 */
abstract sealed class ScaledLayer<L extends ScaledLayer<L>> extends Layer
    permits BatchNormalization {
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-3);
  private final Option<Boolean> center = option("center", Kind.BOOL, true);
  private final Option<Boolean> scale = option("scale", Kind.BOOL, true);
  private final Option<Initializer> betaInitializer =
      option("beta_initializer", Initializers.KIND, "zeros");
  private final Option<Initializer> gammaInitializer =
      option("gamma_initializer", Initializers.KIND, "ones");
  private final Option<@Nullable Regularizer> betaRegularizer =
      option("beta_regularizer", Regularizers.KIND.orNull(), null);
  private final Option<@Nullable Regularizer> gammaRegularizer =
      option("gamma_regularizer", Regularizers.KIND.orNull(), null);
  private final Option<@Nullable Constraint> betaConstraint =
      option("beta_constraint", Constraints.KIND.orNull(), null);
  private final Option<@Nullable Constraint> gammaConstraint =
      option("gamma_constraint", Constraints.KIND.orNull(), null);
  private @Nullable Variable gamma;
  private @Nullable Variable beta;

  abstract L self();

  /** What is added to the variance, so that nothing is divided by 0. */
  public L epsilon(double value) {
    epsilon.set(value);
    return self();
  }

  /** Whether beta is added. */
  public L center(boolean on) {
    center.set(on);
    return self();
  }

  /** Whether gamma is a factor; not needed where the next layer is linear. */
  public L scale(boolean on) {
    scale.set(on);
    return self();
  }

  /** How beta begins: a name or an {@link Initializer}. */
  public L betaInitializer(Object initializer) {
    betaInitializer.set(initializer);
    return self();
  }

  /** How gamma begins: a name or an {@link Initializer}. */
  public L gammaInitializer(Object initializer) {
    gammaInitializer.set(initializer);
    return self();
  }

  /** A penalty on beta: a name or a {@link Regularizer}. */
  public L betaRegularizer(Object regularizer) {
    betaRegularizer.set(regularizer);
    return self();
  }

  /** A penalty on gamma: a name or a {@link Regularizer}. */
  public L gammaRegularizer(Object regularizer) {
    gammaRegularizer.set(regularizer);
    return self();
  }

  /** What holds of beta after every step: a name or a {@link Constraint}. */
  public L betaConstraint(Object constraint) {
    betaConstraint.set(constraint);
    return self();
  }

  /** What holds of gamma after every step: a name or a {@link Constraint}. */
  public L gammaConstraint(Object constraint) {
    gammaConstraint.set(constraint);
    return self();
  }

  @Override
  public L dtype(DType type) {
    super.dtype(type);
    return self();
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  double epsilon() {
    return epsilon.get();
  }

  boolean isScaled() {
    return scale.get();
  }

  boolean isCentered() {
    return center.get();
  }

  /** Adds gamma and beta, where they are wanted. */
  void addScaleAndCenter(Shape shape, boolean scaled, boolean centered) {
    gamma =
        scaled
            ? addWeight(
                "gamma",
                shape,
                gammaInitializer.get(),
                gammaRegularizer.get(),
                gammaConstraint.get(),
                true)
            : null;
    beta =
        centered
            ? addWeight(
                "beta",
                shape,
                betaInitializer.get(),
                betaRegularizer.get(),
                betaConstraint.get(),
                true)
            : null;
  }

  /** The factor. */
  public Variable gamma() {
    return builtWeight(gamma, "gamma");
  }

  /** The summand. */
  public Variable beta() {
    return builtWeight(beta, "beta");
  }

  /** Gamma in this dtype, ones if there is none. */
  Tensor gammaOr1(DType type, Shape shape) {
    return gamma == null ? Tensor.full(type, 1.0, shape.dims()) : gamma.cast(type);
  }

  /** Beta in this dtype, zeros if there is none. */
  Tensor betaOr0(DType type, Shape shape) {
    return beta == null ? Tensor.full(type, 0.0, shape.dims()) : beta.cast(type);
  }

  /** The dtype of the arithmetic: halves are too short to sum squares. */
  static DType wide(DType type) {
    return type == DType.FLOAT64 ? type : DType.FLOAT32;
  }
}
