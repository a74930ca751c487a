package keratin.constraints;

import java.util.List;
import keratin.config.Option;
import keratin.tensor.Tensor;

/** Gives every slice the length 1. */
public final class UnitNorm extends Constraint {
  private final Option<List<Integer>> axis = option("axis", Norms.AXES, 0);

  /** The axes along which a slice runs: 0, 1 and 2 for the filters of a {@code Conv2D}. */
  public UnitNorm axis(int... axes) {
    axis.set(axes);
    return this;
  }

  @Override
  public Tensor call(Tensor weight) {
    return weight.div(Norms.of(weight, axis.get()).add(Norms.EPSILON));
  }
}
