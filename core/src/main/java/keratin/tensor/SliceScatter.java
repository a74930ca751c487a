package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** Zeros of {@code shape} with the input written where {@link Slice} would have read it. */
public record SliceScatter(Ints begin, Ints stride, Shape shape) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    Spec whole = in[0].as(shape);
    Shape part = in[0].shape();
    if (part.rank() != shape.rank()) {
      throw new ShapeException(
          "slice_scatter: a part of %d axes does not fit into the shape %s."
              .formatted(part.rank(), shape));
    }
    // An axis of unknown length says nothing that could be wrong: check the others.
    for (int i = 0; i < part.rank(); i++) {
      part = part.dim(i) == Shape.UNKNOWN ? part.with(i, 0) : part;
    }
    reader(part).infer(new Spec[] {whole});
    return new Spec[] {whole};
  }

  private Slice reader(Shape part) {
    return new Slice(begin, Ints.of(part.dims()), stride);
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {Engine.run(reader(in[0].shape()), dy[0])};
  }
}
