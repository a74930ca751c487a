package keratin.cpu;

import static keratin.cpu.Lanes.load;
import static keratin.cpu.Lanes.store;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of functions of two numbers. */
final class LaneBinaryLoop implements BinaryLoop {
  // The last, partial vector has a method of its own: C2 would not inline a long function twice.

  private static final Lanes<LaneBinary> LANES = Lanes.of(MethodHandles.lookup());
  private static final VectorSpecies<Number> SPECIES = LANES.species();
  private static final LaneBinary F = LANES.function();
  private static final int COUNT = SPECIES.length();
  private static final long WIDTH = SPECIES.elementSize() / 8;

  @Override
  public void both(long a, long b, long y, int n) {
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      long at = WIDTH * i;
      store(F.apply(load(SPECIES, a + at), load(SPECIES, b + at)), y + at);
    }
    if (i < n) {
      long at = WIDTH * i;
      rest(a + at, false, b + at, false, y + at, n - i);
    }
  }

  @Override
  public void right(long a, long b, long y, int n) {
    Vector<Number> w = Lanes.all(SPECIES, b);
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      store(F.apply(load(SPECIES, a + WIDTH * i), w), y + WIDTH * i);
    }
    if (i < n) {
      rest(a + WIDTH * i, false, b, true, y + WIDTH * i, n - i);
    }
  }

  @Override
  public void left(long a, long b, long y, int n) {
    Vector<Number> v = Lanes.all(SPECIES, a);
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      store(F.apply(v, load(SPECIES, b + WIDTH * i)), y + WIDTH * i);
    }
    if (i < n) {
      rest(a, true, b + WIDTH * i, false, y + WIDTH * i, n - i);
    }
  }

  private static void rest(long a, boolean oneA, long b, boolean oneB, long y, int n) {
    Vector<Number> v = oneA ? Lanes.all(SPECIES, a) : load(SPECIES, a, n);
    Vector<Number> w = oneB ? Lanes.all(SPECIES, b) : load(SPECIES, b, n);
    store(F.apply(v, w), y, n);
  }
}
