package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** Axes in another order: axis {@code i} of the result is axis {@code permutation[i]}. */
public record Transpose(Ints permutation) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    Shape from = in[0].shape();
    int rank = from.rank();
    boolean[] seen = new boolean[rank];
    boolean valid = permutation.length() == rank;
    for (int i = 0; valid && i < rank; i++) {
      int axis = permutation.get(i);
      valid = axis >= 0 && axis < rank && !seen[axis];
      if (valid) {
        seen[axis] = true;
      }
    }
    if (!valid) {
      throw new ShapeException(
          "transpose: %s must name every axis of %s once.".formatted(permutation, from));
    }
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = from.dim(permutation.get(i));
    }
    return new Spec[] {in[0].as(Shape.of(dims))};
  }

  /** The permutation that undoes this one. */
  public Transpose inverse() {
    int[] back = new int[permutation.length()];
    for (int i = 0; i < back.length; i++) {
      back[permutation.get(i)] = i;
    }
    return new Transpose(Ints.of(back));
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
    return new @Nullable Tensor[] {Engine.run(inverse(), dy[0])};
  }
}
