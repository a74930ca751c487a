package keratin.cpu;

import java.lang.invoke.MethodHandles;

/** The loop of conversions, one element at a time. */
final class CastLoop implements UnaryLoop {
  /** How one element is converted, and the distances between elements. */
  record Conversion(Move move, int fromBytes, int toBytes) {}

  /** Reads one element and writes another. */
  @FunctionalInterface
  interface Move {
    void run(long from, long to);
  }

  private static final Conversion CONVERSION =
      LoopCopy.function(MethodHandles.lookup(), Conversion.class);
  private static final Move MOVE = CONVERSION.move();
  private static final int FROM = CONVERSION.fromBytes();
  private static final int TO = CONVERSION.toBytes();

  @Override
  public void run(long x, long y, int n) {
    for (int i = 0; i < n; i++) {
      MOVE.run(x + (long) i * FROM, y + (long) i * TO);
    }
  }
}
