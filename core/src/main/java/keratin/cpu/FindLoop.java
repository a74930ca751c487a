package keratin.cpu;

/** Looks for a number among neighbours in memory. */
interface FindLoop {
  /** The place of the first of n elements that equals the one at {@code wanted}, or -1. */
  int first(long x, int n, long wanted);
}
