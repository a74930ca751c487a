package keratin.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The slices along an axis, without it: {@code (…, n, …)} becomes n tensors.
 *
 * <p>One op, although it is n slices: each slice's gradient is as large as the whole input, that of
 * all together is one stack.
 */
public record Unstack(int axis) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "x");
    Shape shape = in[0].shape();
    Expect.axis(label(), axis, shape);
    int count = shape.dim(axis);
    if (count == Shape.UNKNOWN) {
      throw new ShapeException(
          "unstack: axis %d of the shape %s has no known length.".formatted(axis, shape));
    }
    Spec[] out = new Spec[count];
    Arrays.fill(out, in[0].as(without(shape)));
    return out;
  }

  private Shape without(Shape shape) {
    Shape after = shape.slice(axis + 1, shape.rank());
    return Shape.of(concat(shape.slice(0, axis).dims(), after.dims()));
  }

  private static int[] concat(int[] a, int[] b) {
    int[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor[] parts = new Tensor[in[0].shape().dim(axis)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = in[0].slice(axis, i, 1).squeeze(axis);
    }
    return parts;
  }

  /** The gradient is one op, not the sum of the slices' gradients. */
  @Override
  public boolean definesGradient() {
    return true;
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
    Tensor[] wide = new Tensor[dy.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = dy[i].expandDims(axis);
    }
    return new @Nullable Tensor[] {Engine.run(new Concat(axis), wide)};
  }
}
