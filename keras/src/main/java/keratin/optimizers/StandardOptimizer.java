package keratin.optimizers;

/**
 * What Keras' own optimizers have in common: options can be chained in any order.
 *
 * @param <S> the optimizer itself
 */
abstract class StandardOptimizer<S extends StandardOptimizer<S>> extends Optimizer {
  StandardOptimizer(double learningRate) {
    super(learningRate);
  }

  StandardOptimizer(double learningRate, double weightDecay) {
    super(learningRate, weightDecay);
  }

  @SuppressWarnings("unchecked") // S is this class, as every subclass declares.
  final S self() {
    return (S) this;
  }

  @Override
  public S weightDecay(double rate) {
    super.weightDecay(rate);
    return self();
  }

  @Override
  public S clipnorm(double norm) {
    super.clipnorm(norm);
    return self();
  }

  @Override
  public S globalClipnorm(double norm) {
    super.globalClipnorm(norm);
    return self();
  }

  @Override
  public S clipvalue(double bound) {
    super.clipvalue(bound);
    return self();
  }

  @Override
  public S useEma(boolean on) {
    super.useEma(on);
    return self();
  }

  @Override
  public S emaMomentum(double momentum) {
    super.emaMomentum(momentum);
    return self();
  }

  @Override
  public S emaOverwriteFrequency(int steps) {
    super.emaOverwriteFrequency(steps);
    return self();
  }

  @Override
  public S lossScaleFactor(double factor) {
    super.lossScaleFactor(factor);
    return self();
  }

  @Override
  public S gradientAccumulationSteps(int steps) {
    super.gradientAccumulationSteps(steps);
    return self();
  }

  @Override
  public S name(String text) {
    super.name(text);
    return self();
  }

  @Override
  public S learningRate(double value) {
    super.learningRate(value);
    return self();
  }
}
