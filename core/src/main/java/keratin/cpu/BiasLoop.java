package keratin.cpu;

/** Adds a bias to rows and applies a function. */
interface BiasLoop {
  /** {@code y[r, i] = f(y[r, i] + bias[i])} for rows of n elements, {@code stride} bytes apart. */
  void run(long y, long bias, long rows, int n, long stride);
}
