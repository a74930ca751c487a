package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The same numbers in another dtype. Reals become integers by dropping the fraction; everything
 * that is not zero becomes {@code true}.
 */
public record Cast(DType dtype) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    if (dtype == DType.STRING || in[0].dtype() == DType.STRING) {
      throw new DTypeException(
          "cast: %s cannot become %s. Strings.toNumber reads strings, Strings.asString writes them."
              .formatted(in[0].dtype(), dtype));
    }
    return new Spec[] {in[0].as(dtype)};
  }

  @Override
  public boolean isDifferentiable() {
    return dtype.isFloating();
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
    DType from = in[0].dtype();
    return new @Nullable Tensor[] {from.isFloating() ? dy[0].cast(from) : null};
  }
}
