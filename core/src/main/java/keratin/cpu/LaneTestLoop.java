package keratin.cpu;

import static keratin.cpu.Lanes.load;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of comparisons; y holds a byte per element. */
final class LaneTestLoop implements BinaryLoop {
  private static final Lanes<LaneTest> LANES = Lanes.of(MethodHandles.lookup());
  private static final VectorSpecies<Number> SPECIES = LANES.species();
  private static final LaneTest F = LANES.function();
  private static final int COUNT = SPECIES.length();
  private static final long WIDTH = SPECIES.elementSize() / 8;

  @Override
  public void both(long a, long b, long y, int n) {
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      long at = WIDTH * i;
      MaskBytes.store(F.test(load(SPECIES, a + at), load(SPECIES, b + at)).toLong(), y + i, COUNT);
    }
    if (i < n) {
      long at = WIDTH * i;
      rest(load(SPECIES, a + at, n - i), load(SPECIES, b + at, n - i), y + i, n - i);
    }
  }

  @Override
  public void right(long a, long b, long y, int n) {
    Vector<Number> w = Lanes.all(SPECIES, b);
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      MaskBytes.store(F.test(load(SPECIES, a + WIDTH * i), w).toLong(), y + i, COUNT);
    }
    if (i < n) {
      rest(load(SPECIES, a + WIDTH * i, n - i), w, y + i, n - i);
    }
  }

  @Override
  public void left(long a, long b, long y, int n) {
    Vector<Number> v = Lanes.all(SPECIES, a);
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      MaskBytes.store(F.test(v, load(SPECIES, b + WIDTH * i)).toLong(), y + i, COUNT);
    }
    if (i < n) {
      rest(v, load(SPECIES, b + WIDTH * i, n - i), y + i, n - i);
    }
  }

  private static void rest(Vector<Number> a, Vector<Number> b, long y, int n) {
    MaskBytes.storeRest(F.test(a, b).toLong(), y, n);
  }
}
