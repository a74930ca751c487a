package keratin.layers.merging;

import java.util.ArrayList;
import java.util.List;
import keratin.layers.Layer;
import keratin.layers.Mask;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What elementwise merging layers have in common.
 *
 * <p>Inputs broadcast; those with fewer axes get new ones of length 1 right after the batch. The
 * result is masked where every input is: its mask is the masks' "or", and there is none if an input
 * has none.
 */
public abstract class Merge extends Layer {
  /** A merging layer. */
  protected Merge() {}

  /** The result, from inputs of one rank whose shapes broadcast. */
  protected abstract Tensor merge(List<Tensor> xs);

  @Override
  protected void build(List<Shape> inputs) {
    requireMergeable(inputs);
  }

  @Override
  protected final boolean takesList() {
    return true;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected List<Tensor> call(List<Tensor> xs, boolean training) {
    Shape first = xs.getFirst().shape();
    if (xs.stream().allMatch(x -> x.shape().equals(first))) {
      return List.of(merge(xs));
    }
    requireMergeable(xs.stream().map(Tensor::shape).toList());
    int rank = xs.stream().mapToInt(Tensor::rank).max().orElse(0);
    return List.of(merge(xs.stream().map(x -> withRank(x, rank)).toList()));
  }

  private static Tensor withRank(Tensor x, int rank) {
    Tensor y = x;
    while (y.rank() < rank) {
      y = y.expandDims(1);
    }
    return y;
  }

  /** Throws unless the batches agree and the other axes broadcast. */
  private void requireMergeable(List<Shape> shapes) {
    Shape merged = shapes.getFirst();
    for (Shape shape : shapes) {
      if (shape.rank() == 0
          || different(shape.dim(0), shapes.getFirst().dim(0))
          || !broadcasts(merged, shape)) {
        throw new ShapeException(
            "%s cannot merge %s: batches must agree, other axes be equal or 1."
                .formatted(className(), shapes));
      }
      merged = shape.rank() > merged.rank() ? shape : merged;
    }
  }

  private static boolean broadcasts(Shape a, Shape b) {
    for (int axis = -1; -axis < Math.min(a.rank(), b.rank()); axis--) {
      if (a.dim(axis) != 1 && b.dim(axis) != 1 && different(a.dim(axis), b.dim(axis))) {
        return false;
      }
    }
    return true;
  }

  private static boolean different(int a, int b) {
    return a != b && a != Shape.UNKNOWN && b != Shape.UNKNOWN;
  }

  /** The two inputs of a layer that takes just two. */
  final void requireTwo(List<?> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException(
          "%s takes two tensors, but %d came.".formatted(className(), inputs.size()));
    }
  }

  @Override
  protected @Nullable Tensor computeMask(List<Tensor> xs) {
    Tensor merged = null;
    for (Tensor x : xs) {
      Tensor mask = Mask.of(x);
      if (mask == null) {
        return null;
      }
      merged = merged == null ? mask : merged.logicalOr(mask);
    }
    return merged;
  }

  /** The masks of the inputs, each with the shape of its input; null where there is none. */
  static List<@Nullable Tensor> spreadMasks(List<Tensor> xs) {
    List<@Nullable Tensor> masks = new ArrayList<>();
    for (Tensor x : xs) {
      Tensor mask = Mask.of(x);
      masks.add(mask == null ? null : mask.expandDims(-1).logicalAnd(Mask.everywhere(x)));
    }
    return masks;
  }
}
