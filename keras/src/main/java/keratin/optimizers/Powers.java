package keratin.optimizers;

import keratin.tensor.DType;

/** Powers as Keras computes them: in the dtype of the variable, which early steps show. */
final class Powers {
  private Powers() {}

  static double of(double base, long exponent, DType type) {
    return type == DType.FLOAT64
        ? Math.pow(base, exponent)
        : (float) Math.pow((float) base, exponent);
  }
}
