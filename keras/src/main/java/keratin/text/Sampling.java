package keratin.text;

import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Tensor;

/** Numbers drawn from what a model predicts, to write text with it. */
public final class Sampling {
  private Sampling() {}

  /**
   * A number drawn with the probabilities {@code softmax(logits / temperature)}.
   *
   * @param logits {@code (classes,)}
   * @param temperature near 0: the most probable; 1: as the model says; above: more surprising
   */
  public static int fromLogits(Tensor logits, double temperature, Seed seed) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException(
          "The temperature must be above 0, but is %s.".formatted(temperature));
    }
    Tensor scaled = logits.cast(DType.FLOAT32).div(temperature).expandDims(0);
    return RandomOps.categorical(scaled, 1, seed).reshape().intValue();
  }

  /**
   * A number drawn from probabilities {@code p^(1 / temperature)}, made to sum to 1.
   *
   * @param probabilities {@code (classes,)}
   */
  public static int fromProbabilities(Tensor probabilities, double temperature, Seed seed) {
    return fromLogits(Ops.log(probabilities.maximum(Float.MIN_NORMAL)), temperature, seed);
  }
}
