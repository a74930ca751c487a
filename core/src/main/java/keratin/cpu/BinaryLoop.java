package keratin.cpu;

/** Applies a function of two numbers to neighbours in memory; n is below 2³⁰. */
interface BinaryLoop {
  /** {@code y[i] = f(a[i], b[i])}. */
  void both(long a, long b, long y, int n);

  /** {@code y[i] = f(a[i], b[0])}. */
  void right(long a, long b, long y, int n);

  /** {@code y[i] = f(a[0], b[i])}. */
  void left(long a, long b, long y, int n);
}
