package keratin.layers.activations;

import keratin.config.Kind;

/** Slopes and bounds that must not be negative. */
final class NotNegative {
  static final Kind<Double> KIND = new Kind<>("a number from 0 on", NotNegative::parse, v -> v);

  private NotNegative() {}

  private static double parse(Object source) {
    double value = Kind.FLOAT.parse().apply(source);
    if (!(value >= 0)) {
      throw new IllegalArgumentException();
    }
    return value;
  }
}
