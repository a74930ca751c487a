package keratin.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Tensor#get(Index...)} of a symbol: bounds are found when the lengths are known. */
public record GetItem(List<Index> indices) implements CustomOp {
  @Override
  public boolean isTransparent() {
    return true;
  }

  @Override
  public Tensor[] forward(Tensor[] in) {
    return new Tensor[] {resolved(in[0].shape()).of(in[0])};
  }

  @Override
  public Spec[] infer(Spec[] in) {
    return new Spec[] {in[0].as(resolved(in[0].shape()).shape())};
  }

  private Indexing resolved(Shape shape) {
    return new Indexing(shape, indices.toArray(new Index[0]));
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    throw new IllegalStateException("tapes hear the slice");
  }
}
