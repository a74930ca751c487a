package keratin.layers.merging;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.ops.Linalg;
import keratin.ops.Nn;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The dot products of two tensors, sample by sample, along an axis of each: {@code Σ_k a[…k…] ·
 * b[…k…]}.
 *
 * <p>The result has the other axes of the first input, then those of the second; {@code (batch, 1)}
 * if there are none.
 *
 * {@snippet :
 * Tensor y = new Dot(1, 2).of(a, b);   // (batch, 3, 5), (batch, 10, 3) -> (batch, 5, 10)
 * }
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/dot/">keras.layers.Dot</a>
 */
public final class Dot extends Layer {
  private static final Kind<List<Integer>> AXES =
      new Kind<>("an axis, or two", Dot::parse, axes -> axes.size() == 1 ? axes.getFirst() : axes);

  private final Option<List<Integer>> axes = required("axes", AXES);
  private final Option<Boolean> normalize = option("normalize", Kind.BOOL, false);

  private Dot() {}

  /** Along the same axis of both inputs; the batch, axis 0, is not among those that can be. */
  public Dot(int axis) {
    axes.set(axis);
  }

  /** Along an axis of the first and one of the second input. */
  public Dot(int first, int second) {
    axes.set(List.of(first, second));
  }

  private static List<Integer> parse(Object source) {
    List<Integer> axes = Kind.INTS.parse().apply(source);
    if (axes.isEmpty() || axes.size() > 2) {
      throw new IllegalArgumentException();
    }
    return axes;
  }

  /** Whether inputs are divided by their lengths along the axes: the result is the cosine. */
  public Dot normalize(boolean on) {
    normalize.set(on);
    return this;
  }

  @Override
  public Dot name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean takesList() {
    return true;
  }

  /** Products of whole axes have no mask. */
  @Override
  protected @Nullable Tensor computeMask(List<Tensor> xs) {
    return null;
  }

  @Override
  protected void build(List<Shape> inputs) {
    requireFitting(inputs);
  }

  private void requireFitting(List<Shape> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException("Dot takes two tensors, but %d came.".formatted(inputs.size()));
    }
    Shape a = inputs.get(0);
    Shape b = inputs.get(1);
    int i = axis(0, a);
    int j = axis(1, b);
    boolean equal = a.dim(i) == b.dim(j);
    if (!equal && a.dim(i) != Shape.UNKNOWN && b.dim(j) != Shape.UNKNOWN) {
      throw new ShapeException(
          "Dot along the axes %d and %d needs equal lengths, but %s has %d and %s has %d."
              .formatted(i, j, a, a.dim(i), b, b.dim(j)));
    }
  }

  private int axis(int which, Shape shape) {
    int axis = axes.get().get(Math.min(which, axes.get().size() - 1));
    int counted = axis < 0 ? axis + shape.rank() : axis;
    if (counted < 1 || counted >= shape.rank()) {
      throw new ShapeException(
          "Dot: the axis %d must be one of %s, and not that of the batch.".formatted(axis, shape));
    }
    return counted;
  }

  @Override
  protected List<Tensor> call(List<Tensor> xs, boolean training) {
    requireFitting(xs.stream().map(Tensor::shape).toList());
    List<Tensor> inputs = new ArrayList<>();
    char letter = 'c';
    StringBuilder equation = new StringBuilder();
    StringBuilder result = new StringBuilder("b");
    for (int i = 0; i < 2; i++) {
      Tensor x = xs.get(i);
      int along = axis(i, x.shape());
      inputs.add(normalize.get() ? Nn.normalize(x, 2, along) : x);
      equation.append(i == 0 ? "b" : ",b");
      for (int axis = 1; axis < x.rank(); axis++) {
        equation.append(axis == along ? 'a' : letter);
        if (axis != along) {
          result.append(letter++);
        }
      }
    }
    Tensor y = Linalg.einsum(equation + "->" + result, inputs.toArray(new Tensor[0]));
    return List.of(y.rank() == 1 ? y.expandDims(-1) : y);
  }
}
