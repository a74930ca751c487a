package keratin.cpu;

import static keratin.memory.Raw.ALL;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The loop of unary functions on float32. */
final class FloatUnaryLoop implements UnaryLoop {
  private static final FloatUnary F = LoopCopy.function(MethodHandles.lookup(), FloatUnary.class);
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  @Override
  public void run(long x, long y, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, ALL, x + 4L * i, ORDER);
      F.apply(v).intoMemorySegment(ALL, y + 4L * i, ORDER);
    }
    if (i < n) {
      rest(x + 4L * i, y + 4L * i, n - i);
    }
  }

  // Apart: C2 would not inline a long function twice into one method.
  private static void rest(long x, long y, int n) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, n);
    FloatVector v = FloatVector.fromMemorySegment(SPECIES, ALL, x, ORDER, mask);
    F.apply(v).intoMemorySegment(ALL, y, ORDER, mask);
  }
}
