package keratin.layers.normalization;

import keratin.ops.Ops;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;

/**
 * The mean and the biased variance of every channel, {@code (channels,)}.
 *
 * @param mean the means
 * @param variance the mean squared distances from them
 */
record Moments(Tensor mean, Tensor variance) {
  /** Those of all entries. */
  static Moments of(Tensor x, int axis) {
    int[] others = others(x, axis);
    Tensor mean = Ops.mean(x, true, others);
    Tensor variance = Ops.mean(x.sub(mean).square(), true, others);
    return new Moments(mean.reshape(-1), variance.reshape(-1));
  }

  /**
   * Those of the entries where {@code mask} is true.
   *
   * @param mask stretches to x
   * @param some added to the number of entries: nothing is divided by 0
   */
  static Moments of(Tensor x, int axis, Tensor mask, double some) {
    int[] others = others(x, axis);
    Tensor counts = mask.broadcastTo(x.shape());
    Tensor number = Ops.sum(counts.cast(x.dtype()), true, others).add(some);
    // What does not count may be anything, even nan: it is replaced, not multiplied by 0.
    Tensor zero = Engine.beside(x, () -> Tensor.full(x.dtype(), 0));
    Tensor mean = Ops.sum(Tensor.where(counts, x, zero), true, others).div(number);
    Tensor distance = Tensor.where(counts, x.sub(mean), zero);
    Tensor variance = Ops.sum(distance.square(), true, others).div(number);
    return new Moments(mean.reshape(-1), variance.reshape(-1));
  }

  private static int[] others(Tensor x, int axis) {
    int[] axes = new int[x.rank() - 1];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i < axis ? i : i + 1;
    }
    return axes;
  }
}
