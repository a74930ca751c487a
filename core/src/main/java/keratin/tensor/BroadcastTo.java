package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** A tensor stretched to a larger shape by NumPy's rule. */
public record BroadcastTo(Shape shape) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    Shape both = Shape.broadcast("broadcast_to", in[0].shape(), shape);
    if (!both.equals(shape)) {
      throw new ShapeException(
          "broadcast_to: %s does not stretch to %s.".formatted(in[0].shape(), shape));
    }
    return new Spec[] {in[0].as(shape)};
  }

  /** With lengths that were unknown as this input has them. */
  public BroadcastTo on(Shape input) {
    Shape known = shape;
    for (int i = 1; i <= Math.min(shape.rank(), input.rank()); i++) {
      known = known.dim(-i) == Shape.UNKNOWN ? known.with(-i, input.dim(-i)) : known;
    }
    return new BroadcastTo(known);
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
    // The tape sums stretched axes away.
    return new @Nullable Tensor[] {dy[0]};
  }
}
