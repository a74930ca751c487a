package keratin.layers.normalization;

import java.util.List;
import keratin.config.Kind;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * The axes over which a layer normalizes: one, or a list.
 *
 * @param axes as they were given, negative ones counted from the end
 * @param isList whether configs hold a list
 */
record NormAxes(List<Integer> axes, boolean isList) {
  static final Kind<NormAxes> KIND =
      new Kind<>("an axis or a list of axes", NormAxes::parse, NormAxes::write);

  private static NormAxes parse(Object source) {
    return source instanceof NormAxes given
        ? given
        : new NormAxes(Kind.INTS.parse().apply(source), !(source instanceof Number));
  }

  private Object write() {
    return isList ? axes : axes.getFirst();
  }

  /** As a built layer's config holds them. */
  List<Integer> sorted() {
    return axes.stream().sorted().toList();
  }

  int[] toArray() {
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The shape of a weight with an element for every element that is normalized together. */
  Shape weightShape(String layer, Shape input) {
    Shape shape = Shape.of(sorted().stream().mapToInt(input::dim).toArray());
    if (!shape.isKnown()) {
      throw new ShapeException(
          "%s needs to know the lengths of the axes %s, but the input is %s."
              .formatted(layer, axes, input));
    }
    return shape;
  }

  /** True if these are the last axes of a shape. */
  boolean areLast(Shape shape) {
    boolean[] named = new boolean[shape.rank()];
    for (int axis : axes) {
      named[shape.axis(axis)] = true;
    }
    for (int i = 0; i < axes.size(); i++) {
      if (!named[named.length - 1 - i]) {
        return false;
      }
    }
    return true;
  }

  /** A weight of {@link #weightShape} as it stretches over inputs of this rank. */
  Tensor spread(Tensor weight, Shape input) {
    int[] dims = new int[input.rank()];
    java.util.Arrays.fill(dims, 1);
    for (int axis : axes) {
      dims[input.axis(axis)] = input.dim(axis);
    }
    return weight.reshape(dims);
  }
}
