package keratin.cpu;

import static keratin.cpu.FloatRows.load;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;

/** The loops of comparisons on float32; y holds a byte per element. */
final class FloatTestLoop implements BinaryLoop {
  private static final FloatTest F = LoopCopy.function(MethodHandles.lookup(), FloatTest.class);
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();

  @Override
  public void both(long a, long b, long y, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      MaskBytes.store(F.test(load(a + 4L * i), load(b + 4L * i)), y + i);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      long bits = F.test(load(a + 4L * i, rest), load(b + 4L * i, rest)).toLong();
      MaskBytes.storeRest(bits, y + i, n - i);
    }
  }

  @Override
  public void right(long a, long b, long y, int n) {
    FloatVector w = FloatVector.broadcast(SPECIES, Raw.getFloat(b));
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      MaskBytes.store(F.test(load(a + 4L * i), w), y + i);
    }
    if (i < n) {
      long bits = F.test(load(a + 4L * i, SPECIES.indexInRange(i, n)), w).toLong();
      MaskBytes.storeRest(bits, y + i, n - i);
    }
  }

  @Override
  public void left(long a, long b, long y, int n) {
    FloatVector v = FloatVector.broadcast(SPECIES, Raw.getFloat(a));
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      MaskBytes.store(F.test(v, load(b + 4L * i)), y + i);
    }
    if (i < n) {
      long bits = F.test(v, load(b + 4L * i, SPECIES.indexInRange(i, n))).toLong();
      MaskBytes.storeRest(bits, y + i, n - i);
    }
  }
}
