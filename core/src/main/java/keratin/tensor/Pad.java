package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** A tensor with {@code before} and {@code after} more elements of {@code value} on every axis. */
public record Pad(Ints before, Ints after, double value) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    Shape shape = in[0].shape();
    if (before.length() != shape.rank() || after.length() != shape.rank()) {
      throw new ShapeException(
          "pad: paddings for %d axes, but the shape is %s.".formatted(before.length(), shape));
    }
    if (in[0].dtype() == DType.STRING && value != 0) {
      throw new DTypeException("pad: strings are padded with empty ones, not with " + value + ".");
    }
    int[] dims = shape.dims();
    for (int i = 0; i < dims.length; i++) {
      if (before.get(i) < 0 || after.get(i) < 0) {
        throw new ShapeException(
            "pad: axis %d has a negative padding, (%d, %d). Use a slice to cut."
                .formatted(i, before.get(i), after.get(i)));
      }
      if (dims[i] != Shape.UNKNOWN) {
        long length = dims[i] + (long) before.get(i) + after.get(i);
        if (length > Integer.MAX_VALUE) {
          throw new ShapeException(
              "pad: axis %d of the shape %s would have %d elements, more than an axis can."
                  .formatted(i, shape, length));
        }
        dims[i] = (int) length;
      }
    }
    return new Spec[] {in[0].as(Shape.of(dims))};
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
    int[] ones = new int[before.length()];
    java.util.Arrays.fill(ones, 1);
    Slice inner = new Slice(before, Ints.of(in[0].shape().dims()), Ints.of(ones));
    return new @Nullable Tensor[] {Engine.run(inner, dy[0])};
  }
}
