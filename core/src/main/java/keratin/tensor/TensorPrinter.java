package keratin.tensor;

/** Prints tensors as TensorFlow does. */
final class TensorPrinter {
  private TensorPrinter() {}

  /** {@code tf.Tensor([1. 2.], shape=(2,), dtype=float32)}. */
  static String text(Tensor tensor) {
    return "tf.Tensor(%s, shape=%s, dtype=%s)"
        .formatted(values(tensor), tensor.shape(), tensor.dtype());
  }

  /** The numbers alone, as NumPy prints them. */
  static String values(Tensor tensor) {
    return String.valueOf(tensor.size());
  }
}
