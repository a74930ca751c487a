package keratin.cpu;

/** Applies a function of two numbers to neighbours in memory; n is below 2³⁰. */
interface BinaryLoop {
  /** {@code y[i] = f(a[i], b[i])}. */
  void both(long a, long b, long y, int n);

  /** {@code y[i] = f(a[i], b[0])}. */
  void right(long a, long b, long y, int n);

  /** {@code y[i] = f(a[0], b[i])}. */
  void left(long a, long b, long y, int n);

  /**
   * {@link #both} for rows whose beginnings lie {@code stepA}, {@code stepB} and {@code stepY}
   * bytes apart; a step of 0 is one row for all.
   */
  default void rows(long a, long stepA, long b, long stepB, long y, long stepY, long rows, int n) {
    for (long row = 0; row < rows; row++) {
      both(a + row * stepA, b + row * stepB, y + row * stepY, n);
    }
  }

  /** {@link #right} for rows, as {@link #rows}. */
  default void columns(
      long a, long stepA, long b, long stepB, long y, long stepY, long rows, int n) {
    for (long row = 0; row < rows; row++) {
      right(a + row * stepA, b + row * stepB, y + row * stepY, n);
    }
  }
}
