package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;

/** The loops of binary functions on float32. */
final class FloatBinaryLoop implements BinaryLoop {
  // The last, partial vector has methods of its own: C2 would not inline a long function twice.

  private static final FloatBinary F = LoopCopy.function(MethodHandles.lookup(), FloatBinary.class);
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();

  @Override
  public void both(long a, long b, long y, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(F.apply(load(a + 4L * i), load(b + 4L * i)), y + 4L * i);
    }
    if (i < n) {
      restOfBoth(a + 4L * i, b + 4L * i, y + 4L * i, n - i);
    }
  }

  private static void restOfBoth(long a, long b, long y, int n) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, n);
    store(F.apply(load(a, mask), load(b, mask)), y, mask);
  }

  @Override
  public void right(long a, long b, long y, int n) {
    FloatVector w = FloatVector.broadcast(SPECIES, Raw.getFloat(b));
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(F.apply(load(a + 4L * i), w), y + 4L * i);
    }
    if (i < n) {
      restOfRight(a + 4L * i, b, y + 4L * i, n - i);
    }
  }

  private static void restOfRight(long a, long b, long y, int n) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, n);
    store(F.apply(load(a, mask), FloatVector.broadcast(SPECIES, Raw.getFloat(b))), y, mask);
  }

  @Override
  public void left(long a, long b, long y, int n) {
    FloatVector v = FloatVector.broadcast(SPECIES, Raw.getFloat(a));
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(F.apply(v, load(b + 4L * i)), y + 4L * i);
    }
    if (i < n) {
      restOfLeft(a, b + 4L * i, y + 4L * i, n - i);
    }
  }

  private static void restOfLeft(long a, long b, long y, int n) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, n);
    store(F.apply(FloatVector.broadcast(SPECIES, Raw.getFloat(a)), load(b, mask)), y, mask);
  }
}
