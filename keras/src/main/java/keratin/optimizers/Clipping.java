package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Keeps gradients from becoming too large, in one of three ways. */
final class Clipping {
  private Clipping() {}

  /** The gradients themselves if no bound is above 0. */
  static List<Tensor> clip(
      List<Tensor> gradients,
      @Nullable Double norm,
      @Nullable Double globalNorm,
      @Nullable Double value) {
    if (norm != null && norm > 0) {
      return each(gradients, g -> g.mul(norm).div(norm(g).maximum(norm)));
    }
    if (globalNorm != null && globalNorm > 0) {
      Tensor scale = globalScale(gradients, globalNorm);
      return each(gradients, g -> g.mul(scale.cast(g.dtype())));
    }
    if (value != null && value > 0) {
      return each(gradients, g -> g.maximum(-value).minimum(value));
    }
    return gradients;
  }

  private interface Change {
    Tensor of(Tensor gradient);
  }

  private static List<Tensor> each(List<Tensor> gradients, Change change) {
    List<Tensor> changed = new ArrayList<>(gradients.size());
    for (Tensor gradient : gradients) {
      changed.add(change.of(gradient));
    }
    return changed;
  }

  private static Tensor norm(Tensor gradient) {
    return gradient.square().sum().sqrt();
  }

  private static Tensor globalScale(List<Tensor> gradients, double bound) {
    Tensor sum = gradients.getFirst().square().sum();
    for (Tensor gradient : gradients.subList(1, gradients.size())) {
      sum = sum.add(gradient.square().sum());
    }
    Tensor norm = sum.sqrt();
    Tensor scale = norm.reciprocal().minimum(1 / bound).mul(bound);
    // norm − norm is 0, but nan for an infinite norm: then every gradient shall be nan.
    return scale.add(norm.sub(norm));
  }
}
