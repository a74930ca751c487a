package keratin.optimizers;

import keratin.tensor.DType;

/**
 * Powers as Keras on TensorFlow computes them: of a float32 base, in the dtype of the variable,
 * which early steps show.
 */
final class Powers {
  private Powers() {}

  static double of(double base, long exponent, DType type) {
    double exact = Math.pow((float) base, exponent);
    return type == DType.FLOAT64 ? exact : (float) exact;
  }
}
