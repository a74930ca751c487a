package keratin.losses;

import keratin.tensor.Tensor;

/**
 * Two tensors whose ranks differ by a last axis of length 1, brought to one rank: {@code (batch,)}
 * and {@code (batch, 1)} become {@code (batch, 1)}; {@code (batch, steps)} and {@code (batch,
 * steps, 1)} become {@code (batch, steps)}. Others stay as they are.
 */
public record SameRank(Tensor first, Tensor second) {
  /** The two brought to one rank, where that needs no more than an axis of length 1. */
  public static SameRank of(Tensor first, Tensor second) {
    return of(first, second, true);
  }

  /**
   * As {@link #of(Tensor, Tensor)}.
   *
   * @param expand whether a vector gets an axis; otherwise the other one loses its last
   */
  public static SameRank of(Tensor first, Tensor second, boolean expand) {
    if (first.rank() == second.rank() + 1 && first.shape().dim(-1) == 1) {
      return second.rank() == 1 && expand
          ? new SameRank(first, second.expandDims(-1))
          : new SameRank(first.squeeze(-1), second);
    }
    if (second.rank() == first.rank() + 1 && second.shape().dim(-1) == 1) {
      return first.rank() == 1 && expand
          ? new SameRank(first.expandDims(-1), second)
          : new SameRank(first, second.squeeze(-1));
    }
    return new SameRank(first, second);
  }
}
