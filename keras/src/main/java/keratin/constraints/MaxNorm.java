package keratin.constraints;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;

/**
 * Shortens slices whose length is above {@code maxValue}. A slice runs along {@code axis}: with
 * axis 0 the weights into one unit of a {@code Dense} layer.
 */
public final class MaxNorm extends Constraint {
  private final Option<Double> maxValue = option("max_value", Kind.FLOAT, 2.0);
  private final Option<List<Integer>> axis = option("axis", Norms.AXES, 0);

  /** At most 2. */
  public MaxNorm() {}

  /** At most this length. */
  public MaxNorm(double maxValue) {
    this.maxValue.set(maxValue);
  }

  /** The axes along which a slice runs: 0, 1 and 2 for the filters of a {@code Conv2D}. */
  public MaxNorm axis(int... axes) {
    axis.set(axes);
    return this;
  }

  @Override
  public Tensor call(Tensor weight) {
    Tensor norms = Norms.of(weight, axis.get());
    return Norms.resize(weight, norms, norms.maximum(0).minimum(maxValue.get()));
  }
}
