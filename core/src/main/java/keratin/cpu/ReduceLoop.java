package keratin.cpu;

/** Combines many numbers into one, along rows or down columns. */
interface ReduceLoop {
  /** Bytes of a number. */
  int width();

  /** Combines each of {@code count} rows of n neighbours: {@code y[r] = f(x[r, 0], x[r, 1], …)}. */
  void rows(long x, long count, int n, long y);

  /**
   * Combines rows element by element: {@code y[i] = f(x[0, i], x[1, i], …)} for {@code 0 <= i < n},
   * where rows begin {@code stride} elements apart.
   */
  void columns(long x, int rows, long stride, long y, int n);
}
