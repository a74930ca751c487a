package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** Comparisons of two tensors of one dtype; the result is {@code bool}. Shapes broadcast. */
public enum Compare implements Primitive {
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_EQUAL,
  GREATER,
  GREATER_EQUAL;

  /** The comparison of two reals. */
  public boolean test(double a, double b) {
    return switch (this) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
    };
  }

  /** The comparison of two integers. */
  public boolean test(long a, long b) {
    return switch (this) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
    };
  }

  @Override
  public Spec[] infer(Spec[] in) {
    if (in[0].dtype() != in[1].dtype()) {
      throw new DTypeException(
          "%s: a is %s but b is %s. Cast one of them."
              .formatted(label(), in[0].dtype(), in[1].dtype()));
    }
    if (in[0].dtype() == DType.STRING && this != EQUAL && this != NOT_EQUAL) {
      throw new DTypeException(label() + " is not defined for strings; equal and notEqual are.");
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
