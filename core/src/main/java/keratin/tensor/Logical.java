package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** Logical connectives of two {@code bool} tensors. Shapes broadcast. */
public enum Logical implements Primitive {
  LOGICAL_AND,
  LOGICAL_OR,
  LOGICAL_XOR;

  /** The connective. */
  public boolean test(boolean a, boolean b) {
    return switch (this) {
      case LOGICAL_AND -> a && b;
      case LOGICAL_OR -> a || b;
      case LOGICAL_XOR -> a ^ b;
    };
  }

  @Override
  public Spec[] infer(Spec[] in) {
    for (Spec spec : in) {
      if (spec.dtype() != DType.BOOL) {
        throw new DTypeException(
            "%s needs bool tensors but got %s. Cast it: x.cast(DType.BOOL)"
                .formatted(label(), spec.dtype()));
      }
    }
    return new Spec[] {
      new Spec(DType.BOOL, Shape.broadcast(label(), in[0].shape(), in[1].shape()))
    };
  }

  @Override
  public boolean isDifferentiable() {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[2];
  }
}
