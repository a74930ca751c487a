package keratin.cpu;

/** Applies a function to neighbours in memory. */
interface UnaryLoop {
  /** {@code y[i] = f(x[i])} for {@code 0 <= i < n}; n is below 2³⁰. */
  void run(long x, long y, int n);
}
