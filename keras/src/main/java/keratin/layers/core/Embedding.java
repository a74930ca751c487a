package keratin.layers.core;

import java.util.List;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Turns indices, of words for example, into vectors that are learned: row {@code i} of a matrix for
 * index {@code i}.
 *
 * <p>Input {@code (batch, …)} of whole numbers in {@code [0, inputDim)}, output {@code (batch, …,
 * outputDim)}.
 *
 * {@snippet :
 * Tensor y = new Embedding(1000, 64).of(indices);   // (batch, steps) -> (batch, steps, 64)
 * }
 *
 * @see <a href="https://keras.io/api/layers/core_layers/embedding/">keras.layers.Embedding</a>
 */
public final class Embedding extends BaseEmbedding<Embedding> {
  private Embedding() {}

  /**
   * Vectors of {@code outputDim} numbers.
   *
   * @param inputDim how many indices there are: the largest and 1
   */
  public Embedding(int inputDim, int outputDim) {
    dims(inputDim, outputDim);
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return rows(x);
  }

  @Override
  protected @Nullable Tensor computeMask(List<Tensor> xs) {
    return mask(xs.getFirst());
  }
}
