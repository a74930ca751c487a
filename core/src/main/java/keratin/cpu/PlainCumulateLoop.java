package keratin.cpu;

import java.lang.invoke.MethodHandles;

/** The loop of running sums and products. */
final class PlainCumulateLoop implements CumulateLoop {
  /**
   * What a line begins with, and what becomes of it: a real, or the bits of an integer. That way
   * round, since a real then stays in its register, and every element waits for the last.
   */
  record Lines(double start, Step step) {}

  /** Takes an element into what is summed up so far, writes a result, and returns the new sum. */
  @FunctionalInterface
  interface Step {
    double run(double sum, long x, long y);
  }

  private static final Lines LINES = LoopCopy.function(MethodHandles.lookup(), Lines.class);
  private static final double START = LINES.start();
  private static final Step STEP = LINES.step();

  @Override
  public void run(long x, long y, long count, long apart, int n, long step) {
    // Four lines at a time, since an addition has to wait for the one before it, but not for other
    // lines'. They lie apart, for memory is fetched ahead only where each goes on in the next.
    long quarter = count / 4;
    for (long line = 0; line < quarter; line++) {
      four(x + line * apart, y + line * apart, quarter * apart, n, step);
    }
    for (long line = 4 * quarter; line < count; line++) {
      double sum = START;
      for (int i = 0; i < n; i++) {
        sum = STEP.run(sum, x + line * apart + i * step, y + line * apart + i * step);
      }
    }
  }

  private static void four(long x, long y, long apart, int n, long step) {
    double a = START;
    double b = START;
    double c = START;
    double d = START;
    for (int i = 0; i < n; i++) {
      long from = x + i * step;
      long to = y + i * step;
      a = STEP.run(a, from, to);
      b = STEP.run(b, from + apart, to + apart);
      c = STEP.run(c, from + 2 * apart, to + 2 * apart);
      d = STEP.run(d, from + 3 * apart, to + 3 * apart);
    }
  }
}
