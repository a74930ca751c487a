package keratin.cpu;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The loop that finishes rows of a matrix product: bias and activation, in place. */
final class FloatBiasLoop implements BiasLoop {
  private static final FloatUnary F = LoopCopy.function(MethodHandles.lookup(), FloatUnary.class);
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();

  @Override
  public void run(long y, long bias, long rows, int n, long stride) {
    int whole = n - n % LANES;
    for (long row = 0; row < rows; row++) {
      long to = y + row * stride;
      for (int i = 0; i < whole; i += LANES) {
        FloatVector v = FloatRows.load(to + 4L * i).add(FloatRows.load(bias + 4L * i));
        FloatRows.store(F.apply(v), to + 4L * i);
      }
      if (whole < n) {
        rest(to + 4L * whole, bias + 4L * whole, n - whole);
      }
    }
  }

  private static void rest(long y, long bias, int n) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, n);
    FloatVector v = FloatRows.load(y, mask).add(FloatRows.load(bias, mask));
    FloatRows.store(F.apply(v), y, mask);
  }
}
