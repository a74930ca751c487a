package keratin.metrics;

/** Quotients that are 0 where there is nothing to divide by. */
final class Ratios {
  private Ratios() {}

  static double of(double a, double b) {
    return b == 0 ? 0 : a / b;
  }
}
