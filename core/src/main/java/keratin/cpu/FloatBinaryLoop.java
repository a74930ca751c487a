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

  // A call per row would cost as much as 64 elements.

  @Override
  public void rows(long a, long stepA, long b, long stepB, long y, long stepY, long rows, int n) {
    int i = 0;
    if (stepB == 0) {
      // Four vectors of the one row stay in registers on the way down.
      for (; i <= n - 4 * LANES; i += 4 * LANES) {
        fourDown(a + 4L * i, stepA, b + 4L * i, y + 4L * i, stepY, rows);
      }
    }
    if (i < n) {
      for (long row = 0; row < rows; row++) {
        long at = 4L * i;
        both(a + row * stepA + at, b + row * stepB + at, y + row * stepY + at, n - i);
      }
    }
  }

  private static void fourDown(long a, long stepA, long b, long y, long stepY, long rows) {
    FloatVector b0 = load(b);
    FloatVector b1 = load(b + 4L * LANES);
    FloatVector b2 = load(b + 8L * LANES);
    FloatVector b3 = load(b + 12L * LANES);
    for (int row = 0; row < (int) rows; row++) {
      long p = a + row * stepA;
      long r = y + row * stepY;
      store(F.apply(load(p), b0), r);
      store(F.apply(load(p + 4L * LANES), b1), r + 4L * LANES);
      store(F.apply(load(p + 8L * LANES), b2), r + 8L * LANES);
      store(F.apply(load(p + 12L * LANES), b3), r + 12L * LANES);
    }
  }

  @Override
  public void columns(
      long a, long stepA, long b, long stepB, long y, long stepY, long rows, int n) {
    int whole = n - n % LANES;
    for (long row = 0; row < rows; row++) {
      long p = a + row * stepA;
      long q = b + row * stepB;
      long r = y + row * stepY;
      FloatVector w = FloatVector.broadcast(SPECIES, Raw.getFloat(q));
      for (int i = 0; i < whole; i += LANES) {
        store(F.apply(load(p + 4L * i), w), r + 4L * i);
      }
      if (whole < n) {
        restOfRight(p + 4L * whole, q, r + 4L * whole, n - whole);
      }
    }
  }
}
