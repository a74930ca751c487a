package keratin.tensor;

import keratin.memory.Storage;

/**
 * What is known of a tensor without its numbers.
 *
 * @param dtype the element type
 * @param shape the shape; dimensions may be unknown while a model is being described
 */
public record Spec(DType dtype, Shape shape) implements Storage.Describable {
  /** The same shape with another element type. */
  public Spec as(DType other) {
    return other == dtype ? this : new Spec(other, shape);
  }

  /** The same element type with another shape. */
  public Spec as(Shape other) {
    return other == shape ? this : new Spec(dtype, other);
  }

  /** Bytes of the elements. */
  public long bytes() {
    return shape.size() * dtype.bytes();
  }

  /** For the memory's errors; a lambda in its place would be one more object per tensor. */
  @Override
  public String describe() {
    return toString();
  }

  /** {@code (32, 784) float32}. */
  @Override
  public String toString() {
    return shape + " " + dtype;
  }
}
