package keratin.cpu;

import java.lang.foreign.Arena;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.ArgReduce;
import keratin.tensor.DType;
import keratin.tensor.Reduce;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The places of extremes along the last axis: the extreme is found first, then where it lies. */
final class VectorArgReduce {
  private static final long GRAIN = 16384;
  private static final @Nullable FindLoop[] LOOPS = new @Nullable FindLoop[DType.values().length];

  private VectorArgReduce() {}

  static boolean run(ArgReduce op, Tensor x, Tensor y) {
    DType type = x.dtype();
    VectorSpecies<Number> species = Lanes.species(type);
    if (species == null || op.axis() != x.rank() - 1) {
      return false;
    }
    Reduce.Kind kind = op.largest() ? Reduce.Kind.MAX : Reduce.Kind.MIN;
    ReduceLoop extremes = VectorReductions.loop(kind, type);
    if (extremes == null) {
      return false;
    }
    FindLoop places = loop(type, species);
    int n = x.shape().dim(op.axis());
    long from = x.address();
    long to = y.address();
    long width = type.bytes();
    Pool.parallel(
        y.size(),
        Math.max(1, GRAIN / n),
        (first, end) -> {
          try (Arena arena = Arena.ofConfined()) {
            long best = arena.allocate(width * (end - first), 64).address();
            extremes.rows(from + width * first * n, end - first, n, best);
            for (long row = first; row < end; row++) {
              long at = from + width * row * n;
              int place = places.first(at, n, best + width * (row - first));
              Raw.setInt(to + 4 * row, place < 0 ? amongNan(type, at, n, op.largest()) : place);
            }
          }
        });
    return true;
  }

  /** The first of equals; nothing beats NaN in the first place, and NaN nothing elsewhere. */
  private static int amongNan(DType type, long x, int n, boolean largest) {
    Element.RealReader reader = Element.realReader(type);
    int best = 0;
    double held = reader.get(x);
    for (int i = 1; i < n; i++) {
      double candidate = reader.get(x + (long) type.bytes() * i);
      if (largest ? candidate > held : candidate < held) {
        held = candidate;
        best = i;
      }
    }
    return best;
  }

  private static FindLoop loop(DType type, VectorSpecies<Number> species) {
    FindLoop loop = LOOPS[type.ordinal()];
    if (loop == null) {
      loop = LoopCopy.of(LaneFindLoop.class, new Lanes<>(species, "equal"));
      LOOPS[type.ordinal()] = loop;
    }
    return loop;
  }
}
