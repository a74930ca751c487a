package keratin.constraints;

import java.util.List;
import keratin.config.Kind;
import keratin.tensor.Tensor;

/** Lengths of the slices of a weight. */
final class Norms {
  /** Keeps a slice of zeros from being divided by 0. */
  static final double EPSILON = 1e-7;

  /** One axis, or several: what a config holds either way. */
  static final Kind<List<Integer>> AXES =
      new Kind<>(Kind.INTS.name(), Kind.INTS.parse(), v -> v.size() == 1 ? v.getFirst() : v);

  private Norms() {}

  /** {@code √Σ w²} over the axes, which stay with length 1. */
  static Tensor of(Tensor weight, List<Integer> axes) {
    int[] at = axes.stream().mapToInt(weight.shape()::axis).toArray();
    int[] kept = weight.shape().dims();
    for (int axis : at) {
      kept[axis] = 1;
    }
    return weight.square().sum(at).sqrt().reshape(kept);
  }

  /** The weight with its slices' lengths changed to those wanted. */
  static Tensor resize(Tensor weight, Tensor norms, Tensor wanted) {
    return weight.mul(wanted.div(norms.add(EPSILON)));
  }
}
