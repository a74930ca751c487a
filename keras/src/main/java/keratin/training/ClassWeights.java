package keratin.training;

import java.util.Map;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/** Turns weights per class into weights per row. */
final class ClassWeights {
  private ClassWeights() {}

  /** One weight per row of {@code y}: integer labels, or one-hot rows. Unnamed classes count 1. */
  static Tensor perRow(Tensor y, Map<Integer, Double> weights) {
    Tensor labels = y;
    if (y.rank() > 2) {
      throw new ShapeException(
          "classWeight needs y of shape (rows,), (rows, 1) or (rows, classes), but got %s."
              .formatted(y.shape()));
    }
    if (y.rank() == 2 && y.shape().dim(1) > 1) {
      labels = y.argmax(1);
    }
    int[] classes = labels.toIntArray();
    float[] rows = new float[classes.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = weights.getOrDefault(classes[i], 1.0).floatValue();
    }
    return Tensor.of(rows, Shape.of(rows.length));
  }
}
