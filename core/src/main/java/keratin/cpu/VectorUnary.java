package keratin.cpu;

import jdk.incubator.vector.VectorSpecies;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.jspecify.annotations.Nullable;

/** Ops from one number to one. */
final class VectorUnary {
  // Elements worth a piece of their own: 2 to 4 us of arithmetic, what handing one over costs.
  private static final long GRAIN = 16384;
  private static final long COSTLY_GRAIN = 4096;

  private static final int TYPES = DType.values().length;
  private static final @Nullable UnaryLoop[] LOOPS =
      new @Nullable UnaryLoop[Unary.values().length * TYPES];

  private VectorUnary() {}

  static void run(Unary op, Tensor x, Tensor y) {
    DType type = x.dtype();
    UnaryLoop loop = loop(op, type, y.dtype());
    long n = x.size();
    long from = x.address();
    long to = y.address();
    long grain = op.ordinal() < Unary.CBRT.ordinal() ? GRAIN : COSTLY_GRAIN;
    if (n <= grain) {
      loop.run(from, to, (int) n);
    } else {
      parallel(loop, from, to, n, grain, type.bytes(), y.dtype().bytes());
    }
  }

  // Apart, so that small tensors do not pay for the lambda.
  private static void parallel(
      UnaryLoop loop, long x, long y, long n, long grain, long width, long outWidth) {
    Pool.parallel(n, grain, (i, end) -> loop.run(x + i * width, y + i * outWidth, (int) (end - i)));
  }

  private static UnaryLoop loop(Unary op, DType type, DType result) {
    int place = op.ordinal() * TYPES + type.ordinal();
    UnaryLoop loop = LOOPS[place];
    if (loop == null) {
      // Two threads may both make one: they are alike.
      VectorSpecies<Number> species = type == result ? Lanes.species(type) : null;
      LaneUnary function = species == null ? null : LaneFunctions.of(op, type);
      loop =
          species == null || function == null
              ? PlainFunctions.loop(op, type, result)
              : LoopCopy.of(LaneUnaryLoop.class, new Lanes<>(species, function));
      LOOPS[place] = loop;
    }
    return loop;
  }

  /** The op on vectors of float32, or null if only the scalar kernels have it. */
  static @Nullable FloatUnary function(Unary op) {
    LaneUnary function = LaneFunctions.of(op, DType.FLOAT32);
    return function == null ? null : Lanes.floats(function);
  }
}
