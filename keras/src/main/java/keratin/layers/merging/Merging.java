package keratin.layers.merging;

import keratin.tensor.Tensor;

/** The merging layers as functions: {@code Merging.add(a, b)} is {@code new Add().of(a, b)}. */
public final class Merging {
  private Merging() {}

  /** The sum, element by element. */
  public static Tensor add(Tensor... tensors) {
    return new Add().ofAll(tensors).getFirst();
  }

  /** The difference {@code a − b}. */
  public static Tensor subtract(Tensor a, Tensor b) {
    return new Subtract().of(a, b);
  }

  /** The product, element by element. */
  public static Tensor multiply(Tensor... tensors) {
    return new Multiply().ofAll(tensors).getFirst();
  }

  /** The mean, element by element. */
  public static Tensor average(Tensor... tensors) {
    return new Average().ofAll(tensors).getFirst();
  }

  /** The larger, element by element. */
  public static Tensor maximum(Tensor... tensors) {
    return new Maximum().ofAll(tensors).getFirst();
  }

  /** The smaller, element by element. */
  public static Tensor minimum(Tensor... tensors) {
    return new Minimum().ofAll(tensors).getFirst();
  }

  /** One behind the other along an axis. */
  public static Tensor concatenate(int axis, Tensor... tensors) {
    return new Concatenate().axis(axis).ofAll(tensors).getFirst();
  }

  /** The dot products along the same axis of both. */
  public static Tensor dot(int axis, Tensor a, Tensor b) {
    return new Dot(axis).of(a, b);
  }
}
