package keratin.regularizers;

import keratin.config.Kind;

/** The factors of penalties. */
public final class Penalty {
  /** What Keras accepts: finite numbers from 0 on. */
  public static final Kind<Double> FACTOR =
      new Kind<>("a finite number from 0 on", Penalty::factor, v -> v);

  /** As {@link #FACTOR}, kept in single precision, as Keras keeps some of them. */
  static final Kind<Double> SINGLE =
      new Kind<>(FACTOR.name(), v -> (double) (float) factor(v), v -> v);

  private Penalty() {}

  private static double factor(Object source) {
    double value = Kind.FLOAT.parse().apply(source);
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException();
    }
    return value;
  }
}
