package keratin.layers.normalization;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.constraints.Constraint;
import keratin.initializers.Initializer;
import keratin.layers.Layer;
import keratin.layers.WeightOptions;
import keratin.regularizers.Regularizer;
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
    permits BatchNormalization, GroupNormalization, LayerNormalization {
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-3);
  private final Option<Boolean> center = option("center", Kind.BOOL, true);
  private final Option<Boolean> scale = option("scale", Kind.BOOL, true);
  private final WeightOptions betaOptions = weightOptions("beta", "zeros");
  private final WeightOptions gammaOptions = weightOptions("gamma", "ones");
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
    betaOptions.initializer(initializer);
    return self();
  }

  /** How gamma begins: a name or an {@link Initializer}. */
  public L gammaInitializer(Object initializer) {
    gammaOptions.initializer(initializer);
    return self();
  }

  /** A penalty on beta: a name or a {@link Regularizer}. */
  public L betaRegularizer(Object regularizer) {
    betaOptions.regularizer(regularizer);
    return self();
  }

  /** A penalty on gamma: a name or a {@link Regularizer}. */
  public L gammaRegularizer(Object regularizer) {
    gammaOptions.regularizer(regularizer);
    return self();
  }

  /** What holds of beta after every step: a name or a {@link Constraint}. */
  public L betaConstraint(Object constraint) {
    betaOptions.constraint(constraint);
    return self();
  }

  /** What holds of gamma after every step: a name or a {@link Constraint}. */
  public L gammaConstraint(Object constraint) {
    gammaOptions.constraint(constraint);
    return self();
  }

  @Override
  public L dtype(String policy) {
    super.dtype(policy);
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
    // Normalizing is wide() arithmetic, also where the layer computes in halves.
    gamma = scaled ? gammaOptions.add("gamma", shape).autocast(false) : null;
    beta = centered ? betaOptions.add("beta", shape).autocast(false) : null;
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
