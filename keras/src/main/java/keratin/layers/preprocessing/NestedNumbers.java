package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.config.Kind;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * A number, or numbers in lists, that an option holds: what a tensor has, without its memory.
 *
 * @param values in row-major order
 */
record NestedNumbers(Shape shape, List<Double> values) {
  static final Kind<NestedNumbers> KIND =
      new Kind<>("a number or numbers in lists", NestedNumbers::parse, NestedNumbers::write);

  private static NestedNumbers parse(Object source) {
    if (source instanceof NestedNumbers numbers) {
      return numbers;
    }
    Tensor tensor = Tensor.of(source, DType.FLOAT64);
    List<Double> values = Arrays.stream(tensor.toDoubleArray()).boxed().toList();
    tensor.release("reading an option");
    return new NestedNumbers(tensor.shape(), values);
  }

  private Object write() {
    return nested(0, 0, values.size());
  }

  private Object nested(int axis, int from, int count) {
    if (axis == shape.rank()) {
      return values.get(from);
    }
    int length = shape.dim(axis);
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      rows.add(nested(axis + 1, from + i * (count / length), count / length));
    }
    return rows;
  }

  /** As a tensor where {@code like} is, with its dtype. */
  Tensor beside(Tensor like) {
    double[] data = values.stream().mapToDouble(v -> v).toArray();
    return Engine.beside(like, () -> Tensor.of(data, shape).cast(like.dtype()));
  }
}
