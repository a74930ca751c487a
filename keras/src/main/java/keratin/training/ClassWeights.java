package keratin.training;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import keratin.data.Element;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/** Turns weights per class into weights per row. */
final class ClassWeights {
  private ClassWeights() {}

  /** Batches whose rows count by their class. */
  static Batches weighted(Batches batches, Map<Integer, Double> weights) {
    return new Batches() {
      @Override
      public long steps() {
        return batches.steps();
      }

      @Override
      public Iterator<Element> pass() {
        Iterator<Element> elements = batches.pass();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return elements.hasNext();
          }

          @Override
          public Element next() {
            Element batch = elements.next();
            Tensor rows = of("fit", batch.ys(), batch.sampleWeights(), weights);
            return Element.of(batch.xs(), batch.ys(), List.of(rows));
          }
        };
      }
    };
  }

  /**
   * One weight per row of the only target.
   *
   * @param caller what errors call it
   * @throws IllegalArgumentException if there are weights already, or several targets
   */
  static Tensor of(
      String caller, List<Tensor> y, List<Tensor> sampleWeights, Map<Integer, Double> weights) {
    if (!sampleWeights.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: sampleWeight and classWeight cannot be combined. Multiply them into sampleWeight."
              .formatted(caller));
    }
    if (y.size() != 1) {
      throw new IllegalArgumentException(
          "%s: classWeight is for models with one output, but y holds %d tensors. Give sampleWeight."
              .formatted(caller, y.size()));
    }
    return perRow(y.getFirst(), weights);
  }

  /** One weight per row of {@code y}: integer labels, or one-hot rows. Unnamed classes count 1. */
  private static Tensor perRow(Tensor y, Map<Integer, Double> weights) {
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
