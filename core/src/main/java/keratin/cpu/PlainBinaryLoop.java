package keratin.cpu;

import java.lang.invoke.MethodHandles;

/** The loop of functions of two numbers that have no vectors, one element at a time. */
final class PlainBinaryLoop implements BinaryLoop {
  /** What is done with two elements, and the distances between elements. */
  record Step(Move move, int fromBytes, int toBytes) {}

  /** Reads two elements and writes another. */
  @FunctionalInterface
  interface Move {
    void run(long a, long b, long to);
  }

  private static final Step STEP = LoopCopy.function(MethodHandles.lookup(), Step.class);
  private static final Move MOVE = STEP.move();
  private static final int FROM = STEP.fromBytes();
  private static final int TO = STEP.toBytes();

  @Override
  public void both(long a, long b, long y, int n) {
    run(a, FROM, b, FROM, y, n);
  }

  @Override
  public void right(long a, long b, long y, int n) {
    run(a, FROM, b, 0, y, n);
  }

  @Override
  public void left(long a, long b, long y, int n) {
    run(a, 0, b, FROM, y, n);
  }

  private static void run(long a, int stepA, long b, int stepB, long y, int n) {
    for (int i = 0; i < n; i++) {
      MOVE.run(a + (long) i * stepA, b + (long) i * stepB, y + (long) i * TO);
    }
  }
}
