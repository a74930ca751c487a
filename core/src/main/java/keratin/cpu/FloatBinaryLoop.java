package keratin.cpu;

import static keratin.memory.Raw.ALL;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;

/** The loops of binary functions on float32. */
final class FloatBinaryLoop implements BinaryLoop {
  private static final FloatBinary F = LoopCopy.function(MethodHandles.lookup(), FloatBinary.class);
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  @Override
  public void both(long a, long b, long y, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, ALL, a + 4L * i, ORDER);
      FloatVector w = FloatVector.fromMemorySegment(SPECIES, ALL, b + 4L * i, ORDER);
      F.apply(v, w).intoMemorySegment(ALL, y + 4L * i, ORDER);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, ALL, a + 4L * i, ORDER, rest);
      FloatVector w = FloatVector.fromMemorySegment(SPECIES, ALL, b + 4L * i, ORDER, rest);
      F.apply(v, w).intoMemorySegment(ALL, y + 4L * i, ORDER, rest);
    }
  }

  @Override
  public void right(long a, long b, long y, int n) {
    FloatVector w = FloatVector.broadcast(SPECIES, Raw.getFloat(b));
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, ALL, a + 4L * i, ORDER);
      F.apply(v, w).intoMemorySegment(ALL, y + 4L * i, ORDER);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, ALL, a + 4L * i, ORDER, rest);
      F.apply(v, w).intoMemorySegment(ALL, y + 4L * i, ORDER, rest);
    }
  }

  @Override
  public void left(long a, long b, long y, int n) {
    FloatVector v = FloatVector.broadcast(SPECIES, Raw.getFloat(a));
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector w = FloatVector.fromMemorySegment(SPECIES, ALL, b + 4L * i, ORDER);
      F.apply(v, w).intoMemorySegment(ALL, y + 4L * i, ORDER);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector w = FloatVector.fromMemorySegment(SPECIES, ALL, b + 4L * i, ORDER, rest);
      F.apply(v, w).intoMemorySegment(ALL, y + 4L * i, ORDER, rest);
    }
  }
}
