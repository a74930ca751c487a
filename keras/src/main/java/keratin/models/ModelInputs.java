package keratin.models;

import java.util.ArrayList;
import java.util.List;
import keratin.layers.Layer;
import keratin.layers.Mask;
import keratin.layers.core.Input;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/** Brings what a model is called on to the form of its inputs, as Keras does. */
final class ModelInputs {
  private ModelInputs() {}

  /**
   * Tensors of the inputs' dtypes and ranks: a last axis of length 1 is added or taken away.
   *
   * @throws ShapeException if they are more or fewer, or their shapes do not fit
   */
  static List<Tensor> fit(Layer model, Structure inputs, List<Tensor> xs) {
    List<String> names = inputs.names();
    if (xs.size() != names.size()) {
      throw new ShapeException(
          "%s \"%s\" takes %d tensors, %s, but %d came."
              .formatted(model.className(), model.name(), names.size(), names, xs.size()));
    }
    List<Tensor> fitting = new ArrayList<>(xs.size());
    for (int i = 0; i < xs.size(); i++) {
      Tensor expected = inputs.tensors().get(i);
      Tensor x = xs.get(i);
      Tensor fitted = formed(x, expected);
      if (!fits(fitted.shape(), expected.shape())) {
        throw mismatch(model, names.get(i), expected.shape(), x.shape());
      }
      fitting.add(fitted);
    }
    return fitting;
  }

  /**
   * A tensor of the input's dtype and rank, for a model whose layers look at the lengths.
   *
   * @throws ShapeException if the rank does not fit
   */
  static Tensor fitRank(Layer model, Input input, Tensor x) {
    Tensor fitted = formed(x, input.tensor());
    if (fitted.rank() != input.batchShape().rank()) {
      throw mismatch(model, input.name(), input.batchShape(), x.shape());
    }
    return fitted;
  }

  private static Tensor formed(Tensor x, Tensor expected) {
    Tensor fitted = withRank(x, expected.shape()).cast(expected.dtype());
    Tensor mask = Mask.of(x);
    return mask == null || fitted == x ? fitted : Mask.attach(fitted, mask);
  }

  private static ShapeException mismatch(Layer model, String input, Shape expected, Shape came) {
    return new ShapeException(
        "The input \"%s\" of %s \"%s\" takes tensors %s, but %s came."
            .formatted(input, model.className(), model.name(), expected, came));
  }

  private static Tensor withRank(Tensor x, Shape expected) {
    if (x.rank() == expected.rank() + 1 && x.shape().dim(-1) == 1) {
      return x.squeeze(-1);
    }
    return x.rank() == expected.rank() - 1 && expected.dim(-1) == 1 ? x.expandDims(-1) : x;
  }

  private static boolean fits(Shape shape, Shape expected) {
    boolean fits = shape.rank() == expected.rank();
    for (int axis = 0; fits && axis < expected.rank(); axis++) {
      int wanted = axis == 0 ? Shape.UNKNOWN : expected.dim(axis);
      int length = shape.dim(axis);
      fits = wanted == Shape.UNKNOWN || length == Shape.UNKNOWN || wanted == length;
    }
    return fits;
  }
}
