package keratin.constraints;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;

/**
 * Moves the lengths of slices towards the range from {@code minValue} to {@code maxValue}, by the
 * part {@code rate} of the way: 1 reaches it at once.
 */
public final class MinMaxNorm extends Constraint {
  private final Option<Double> minValue = option("min_value", Kind.FLOAT, 0.0);
  private final Option<Double> maxValue = option("max_value", Kind.FLOAT, 1.0);
  private final Option<Double> rate = option("rate", Kind.FLOAT, 1.0);
  private final Option<List<Integer>> axis = option("axis", Norms.AXES, 0);

  /** From 0 to 1. */
  public MinMaxNorm() {}

  /** Within these lengths. */
  public MinMaxNorm(double minValue, double maxValue) {
    this.minValue.set(minValue);
    this.maxValue.set(maxValue);
  }

  /** How much of the way is gone in one step, 0 to 1. */
  public MinMaxNorm rate(double part) {
    rate.set(part);
    return this;
  }

  /** The axes along which a slice runs: 0, 1 and 2 for the filters of a {@code Conv2D}. */
  public MinMaxNorm axis(int... axes) {
    axis.set(axes);
    return this;
  }

  @Override
  public Tensor call(Tensor weight) {
    Tensor norms = Norms.of(weight, axis.get());
    Tensor inside = norms.maximum(minValue.get()).minimum(maxValue.get());
    return Norms.resize(weight, norms, inside.mul(rate.get()).add(norms.mul(1 - rate.get())));
  }
}
