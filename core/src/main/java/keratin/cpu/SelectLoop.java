package keratin.cpu;

/** Picks from one of two tensors. */
interface SelectLoop {
  /** {@code y[i] = condition[i] ? a[i] : b[i]}, where a or b may be one element for all. */
  void run(long condition, long a, long b, long y, int n);
}
