package keratin.cpu;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorSpecies;

/** The loop of functions of one number. */
final class LaneUnaryLoop implements UnaryLoop {
  private static final Lanes<LaneUnary> LANES = Lanes.of(MethodHandles.lookup());
  private static final VectorSpecies<Number> SPECIES = LANES.species();
  private static final LaneUnary F = LANES.function();
  private static final int COUNT = SPECIES.length();
  private static final long WIDTH = SPECIES.elementSize() / 8;

  @Override
  public void run(long x, long y, int n) {
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      Lanes.store(F.apply(Lanes.load(SPECIES, x + WIDTH * i)), y + WIDTH * i);
    }
    if (i < n) {
      rest(x + WIDTH * i, y + WIDTH * i, n - i);
    }
  }

  // Apart: C2 would not inline a long function twice into one method.
  private static void rest(long x, long y, int n) {
    Lanes.store(F.apply(Lanes.load(SPECIES, x, n)), y, n);
  }
}
