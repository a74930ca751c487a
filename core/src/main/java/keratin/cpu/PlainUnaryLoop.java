package keratin.cpu;

import java.lang.invoke.MethodHandles;

/** The loop of conversions and functions that have no vectors, one element at a time. */
final class PlainUnaryLoop implements UnaryLoop {
  /** What is done with one element, and the distances between elements. */
  record Step(Move move, int fromBytes, int toBytes) {}

  /** Reads one element and writes another. */
  @FunctionalInterface
  interface Move {
    void run(long from, long to);
  }

  private static final Step STEP = LoopCopy.function(MethodHandles.lookup(), Step.class);
  private static final Move MOVE = STEP.move();
  private static final int FROM = STEP.fromBytes();
  private static final int TO = STEP.toBytes();

  @Override
  public void run(long x, long y, int n) {
    for (int i = 0; i < n; i++) {
      MOVE.run(x + (long) i * FROM, y + (long) i * TO);
    }
  }
}
