package keratin.conformance;

import java.util.List;
import keratin.layers.core.Dense;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Layers: weights set, called, compared with outputs, masks, weights after, gradients. */
final class LayerCases {
  private LayerCases() {}

  /** The kernels of two Dense layers built one after the other. */
  static List<Tensor> kernels() {
    Dense first = new Dense(3);
    first.buildFor(Shape.of(Shape.UNKNOWN, 4));
    Dense second = new Dense(2);
    second.buildFor(Shape.of(Shape.UNKNOWN, 3));
    return List.of(first.kernel().value(), second.kernel().value());
  }
}
