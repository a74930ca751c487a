package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** The same elements in another shape; one length may be −1. Shares the memory. */
public record ReshapeOp(Ints shape) implements Primitive {
  @Override
  public String label() {
    return "reshape";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    return new Spec[] {in[0].as(resolve(in[0].shape()))};
  }

  private Shape resolve(Shape from) {
    int[] dims = shape.toArray();
    int free = -1;
    long known = 1;
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] == -1 && (free < 0 || !from.isKnown())) {
        free = i;
      } else if (dims[i] < 0) {
        throw new ShapeException(
            "reshape: %s may hold lengths and one -1, to be found from the rest.".formatted(shape));
      } else {
        known *= dims[i];
      }
    }
    if (!from.isKnown()) {
      return Shape.of(dims);
    }
    if (free >= 0 && known > 0 && from.size() % known == 0) {
      dims[free] = (int) (from.size() / known);
      known = from.size();
    } else if (free >= 0 && known == 0 && from.size() == 0) {
      dims[free] = 0;
    }
    if (known != from.size() || free >= 0 && dims[free] < 0) {
      throw new ShapeException(
          "reshape: the shape %s has %d elements, which %s cannot hold."
              .formatted(from, from.size(), shape));
    }
    return Shape.of(dims);
  }

  @Override
  public boolean keepsInput(int index) {
    return false;
  }

  @Override
  public boolean keepsOutput(int index) {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {dy[0].reshape(in[0].shape())};
  }
}
