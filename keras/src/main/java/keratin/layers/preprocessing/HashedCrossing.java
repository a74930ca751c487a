package keratin.layers.preprocessing;

import java.util.List;
import keratin.ops.Strings;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * Combinations of strings or whole numbers, one of each input, spread over a fixed number of bins
 * by a hash.
 *
 * {@snippet :
 * Tensor letters = Tensor.of(new String[] {"A", "B", "A", "B", "A"});
 * Tensor numbers = Tensor.of(new int[] {101, 101, 101, 102, 102});
 * new HashedCrossing(5).of(letters, numbers);     // [1, 4, 1, 1, 3]
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/categorical/hashed_crossing/">keras.layers.HashedCrossing</a>
 */
public final class HashedCrossing extends BaseHashing<HashedCrossing> {
  private HashedCrossing() {
    super(Encoding.INT, Encoding.ONE_HOT);
  }

  /** So many bins. */
  public HashedCrossing(int numBins) {
    this();
    setBins(numBins);
  }

  @Override
  protected boolean takesList() {
    return true;
  }

  /** There are no weights, for any shapes. */
  @Override
  protected void build(List<Shape> inputs) {}

  @Override
  protected List<Tensor> call(List<Tensor> xs, boolean training) {
    check(xs);
    Tensor first = xs.getFirst();
    boolean symbolic = xs.stream().anyMatch(Tensor::isSymbolic);
    return List.of(
        encode(
            symbolic
                ? Tensor.symbol(first.spec().as(DType.INT64))
                : Engine.beside(first, () -> Strings.crossHashed(xs, bins()))));
  }

  private static void check(List<Tensor> xs) {
    if (xs.size() < 2) {
      throw new TensorException("HashedCrossing crosses two tensors or more, but one came.");
    }
    Shape shape = xs.getFirst().shape();
    for (Tensor x : xs) {
      if (!x.dtype().isInteger() && x.dtype() != DType.STRING) {
        throw new TensorException(
            "HashedCrossing crosses whole numbers and strings, but %s came.".formatted(x.dtype()));
      }
      if (x.rank() != shape.rank() || x.rank() > 2 || x.rank() == 2 && x.shape().dim(1) != 1) {
        throw new ShapeException(
            "HashedCrossing crosses tensors of one shape, (), (batch,) or (batch, 1), but %s came."
                .formatted(xs.stream().map(Tensor::shape).toList()));
      }
    }
  }
}
