package keratin.cpu;

import static keratin.cpu.Lanes.load;
import static keratin.cpu.Lanes.store;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The loop of selections among elements of some bytes, whatever they mean. */
final class LaneSelectLoop implements SelectLoop {
  /** Whether a and b have an element of their own for every element of y. */
  record Runs(boolean a, boolean b) {}

  private static final Lanes<Runs> LANES = Lanes.of(MethodHandles.lookup());
  private static final VectorSpecies<Number> SPECIES = LANES.species();
  private static final boolean A_RUNS = LANES.function().a();
  private static final boolean B_RUNS = LANES.function().b();
  private static final int COUNT = SPECIES.length();
  private static final long WIDTH = SPECIES.elementSize() / 8;

  @Override
  public void run(long condition, long a, long b, long y, int n) {
    Vector<Number> oneA = Lanes.all(SPECIES, a);
    Vector<Number> oneB = Lanes.all(SPECIES, b);
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      long at = WIDTH * i;
      Vector<Number> v = A_RUNS ? load(SPECIES, a + at) : oneA;
      Vector<Number> w = B_RUNS ? load(SPECIES, b + at) : oneB;
      store(w.blend(v, MaskBytes.load(SPECIES, condition + i)), y + at);
    }
    if (i < n) {
      long at = WIDTH * i;
      Vector<Number> v = A_RUNS ? load(SPECIES, a + at, n - i) : oneA;
      Vector<Number> w = B_RUNS ? load(SPECIES, b + at, n - i) : oneB;
      VectorMask<Number> mask = MaskBytes.loadRest(SPECIES, condition + i, n - i);
      store(w.blend(v, mask), y + at, n - i);
    }
  }
}
