package keratin.cpu;

/** Running sums and products along lines of elements. */
interface CumulateLoop {
  /**
   * Goes along {@code count} lines of {@code n} elements.
   *
   * @param apart bytes from one line to the next
   * @param step bytes from one element of a line to the next; negative runs from the end
   */
  void run(long x, long y, long count, long apart, int n, long step);
}
