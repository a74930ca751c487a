package keratin.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import keratin.data.Element;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Data to train on, or to predict from, as tensors with a row for every sample.
 *
 * @param x for every input of the model
 * @param y for every output
 * @param weights what samples count: none, one for all outputs, or one for each
 */
record Rows(List<Tensor> x, List<Tensor> y, List<Tensor> weights) {
  /** What a user gave: for each role a tensor, or lists and maps of them as the model has them. */
  static Rows of(Trainer model, Object x, @Nullable Object y, @Nullable Object weights) {
    return new Rows(
        columns("x", x, model.inputForm()),
        columns("y", y, model.outputForm()),
        columns("sampleWeight", weights, model.outputForm()));
  }

  private static List<Tensor> columns(String role, @Nullable Object source, @Nullable Object form) {
    if (source == null) {
      return List.of();
    }
    boolean single = !(source instanceof List || source instanceof Map);
    List<@Nullable Object> all =
        form == null || single ? Nested.flat(source) : Nested.along(role, form, source);
    return all.stream().map(item -> tensor(role, item)).toList();
  }

  private static Tensor tensor(String role, @Nullable Object item) {
    if (item instanceof Tensor tensor) {
      return tensor;
    }
    throw new IllegalArgumentException(
        "%s must be a tensor, a list of tensors, or a map of them by name, but %s came. Arrays become tensors by Tensor.of(…)."
            .formatted(role, item));
  }

  /**
   * The common number of rows.
   *
   * @throws ShapeException if it is not common, or 0
   */
  int count() {
    Tensor first = x.getFirst();
    check("x", x, first);
    check("y", y, first);
    check("sampleWeight", weights, first);
    int rows = first.shape().dim(0);
    if (rows == 0) {
      throw new ShapeException("The data are empty: x has the shape %s.".formatted(first.shape()));
    }
    return rows;
  }

  private static void check(String role, List<Tensor> tensors, Tensor x) {
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      String name = tensors.size() == 1 ? role : "%s[%d]".formatted(role, i);
      if (tensor.rank() == 0) {
        throw new ShapeException(
            "%s is a single number; its first axis must count the rows.".formatted(name));
      }
      if (tensor.shape().dim(0) != x.shape().dim(0)) {
        throw new ShapeException(
            ("x has %d rows, but %s has %d: the shapes are %s and %s.\n"
                    + "  Every row of x needs one of %s.")
                .formatted(
                    x.shape().dim(0),
                    name,
                    tensor.shape().dim(0),
                    x.shape(),
                    tensor.shape(),
                    name));
      }
    }
  }

  /** The same rows with these weights. */
  Rows weighted(Tensor by) {
    return new Rows(x, y, List.of(by));
  }

  /** Some of the rows. */
  Rows slice(int start, int count) {
    UnaryOperator<Tensor> part = t -> t.slice(0, start, count);
    return new Rows(
        x.stream().map(part).toList(),
        y.stream().map(part).toList(),
        weights.stream().map(part).toList());
  }

  /** As a batch, each tensor changed. */
  Element batch(UnaryOperator<Tensor> part) {
    List<Tensor> all = new ArrayList<>(x);
    all.addAll(y);
    all.addAll(weights);
    all.replaceAll(part);
    return Element.of(all.toArray(new Tensor[0])).withRoles(x.size(), y.size());
  }
}
