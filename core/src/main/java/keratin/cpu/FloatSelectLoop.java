package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;

/** The loop of selections among elements of four bytes, whatever they mean. */
final class FloatSelectLoop implements SelectLoop {
  /** Whether a and b have an element of their own for every element of y. */
  record Runs(boolean a, boolean b) {}

  private static final Runs RUNS = LoopCopy.function(MethodHandles.lookup(), Runs.class);
  private static final boolean A_RUNS = RUNS.a();
  private static final boolean B_RUNS = RUNS.b();
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();

  @Override
  public void run(long condition, long a, long b, long y, int n) {
    FloatVector oneA = FloatVector.broadcast(SPECIES, Raw.getFloat(a));
    FloatVector oneB = FloatVector.broadcast(SPECIES, Raw.getFloat(b));
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = A_RUNS ? load(a + 4L * i) : oneA;
      FloatVector w = B_RUNS ? load(b + 4L * i) : oneB;
      store(w.blend(v, MaskBytes.load(condition + i)), y + 4L * i);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector v = A_RUNS ? load(a + 4L * i, rest) : oneA;
      FloatVector w = B_RUNS ? load(b + 4L * i, rest) : oneB;
      store(w.blend(v, MaskBytes.loadRest(condition + i, n - i)), y + 4L * i, rest);
    }
  }
}
