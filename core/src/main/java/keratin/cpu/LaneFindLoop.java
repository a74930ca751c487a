package keratin.cpu;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loop that looks for a number. */
final class LaneFindLoop implements FindLoop {
  private static final VectorSpecies<Number> SPECIES = Lanes.of(MethodHandles.lookup()).species();
  private static final int COUNT = SPECIES.length();
  private static final long WIDTH = SPECIES.elementSize() / 8;
  private static final long BYTES = COUNT * WIDTH;

  @Override
  public int first(long x, int n, long wanted) {
    Vector<Number> one = Lanes.all(SPECIES, wanted);
    int i = 0;
    for (; i <= n - 4 * COUNT; i += 4 * COUNT) {
      long at = x + WIDTH * i;
      VectorMask<Number> a = same(at, one).or(same(at + BYTES, one));
      VectorMask<Number> b = same(at + 2 * BYTES, one).or(same(at + 3 * BYTES, one));
      if (a.or(b).anyTrue()) {
        break;
      }
    }
    for (; i <= n - COUNT; i += COUNT) {
      VectorMask<Number> same = same(x + WIDTH * i, one);
      if (same.anyTrue()) {
        return i + same.firstTrue();
      }
    }
    if (i < n) {
      VectorMask<Number> same =
          Lanes.load(SPECIES, x + WIDTH * i, n - i).compare(VectorOperators.EQ, one);
      int place = same.firstTrue();
      return place < n - i ? i + place : -1;
    }
    return -1;
  }

  private static VectorMask<Number> same(long x, Vector<Number> one) {
    return Lanes.load(SPECIES, x).compare(VectorOperators.EQ, one);
  }
}
