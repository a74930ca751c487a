package keratin.cpu;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import keratin.tensor.Cumulate;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Running sums and products, in double precision or 64-bit integers as the scalar kernels'. */
final class VectorCumulate {
  // Lines that one thread takes at once: 16 columns of float32 are a cache line.
  private static final int ROWS = 64;
  private static final int COLUMNS = 16;
  private static final long GRAIN = 16384;
  private static final int TYPES = DType.values().length;
  private static final @Nullable CumulateLoop[] LOOPS =
      new @Nullable CumulateLoop[Cumulate.Kind.values().length * TYPES * 2];

  private VectorCumulate() {}

  static void run(Cumulate op, Tensor x, Tensor y) {
    if (x.size() == 0) {
      return;
    }
    DType type = x.dtype();
    CumulateLoop loop = loop(op, type);
    int length = x.shape().dim(op.axis());
    long inner = x.shape().sizeOf(op.axis() + 1, x.rank());
    long outer = x.size() / length / inner;
    // Along the last axis all lines are one block; else lines stand side by side in blocks.
    long blocks = inner == 1 ? 1 : outer;
    long lines = inner == 1 ? outer : inner;
    long width = type.bytes();
    long apart = inner == 1 ? length * width : width;
    long block = length * inner * width;
    long step = op.reverse() ? -inner * width : inner * width;
    long start = op.reverse() ? (length - 1) * inner * width : 0;
    long from = x.address() + start;
    long to = y.address() + start;
    int together = inner == 1 ? ROWS : COLUMNS;
    long groups = (lines + together - 1) / together;
    Pool.parallel(
        blocks * groups,
        Math.max(1, GRAIN / together / length),
        (i, end) -> {
          for (long group = i; group < end; group++) {
            long line = group % groups * together;
            long at = group / groups * block + line * apart;
            long count = Math.min(together, lines - line);
            loop.run(from + at, to + at, count, apart, length, step);
          }
        });
  }

  private static CumulateLoop loop(Cumulate op, DType type) {
    int place = (op.kind().ordinal() * TYPES + type.ordinal()) * 2 + (op.exclusive() ? 1 : 0);
    CumulateLoop loop = LOOPS[place];
    if (loop == null) {
      loop = LoopCopy.of(PlainCumulateLoop.class, lines(op, type));
      LOOPS[place] = loop;
    }
    return loop;
  }

  private static PlainCumulateLoop.Lines lines(Cumulate op, DType type) {
    boolean sum = op.kind() == Cumulate.Kind.SUM;
    boolean exclusive = op.exclusive();
    if (type.isFloating()) {
      DoubleBinaryOperator combine = sum ? Double::sum : (a, b) -> a * b;
      Element.RealReader in = Element.realReader(type);
      Element.RealWriter out = Element.realWriter(type);
      return new PlainCumulateLoop.Lines(
          sum ? 0 : 1,
          (before, x, y) -> {
            double after = combine.applyAsDouble(before, in.get(x));
            out.set(y, exclusive ? before : after);
            return after;
          });
    }
    LongBinaryOperator combine = sum ? Long::sum : (a, b) -> a * b;
    Element.IntegerReader in = Element.integerReader(type);
    Element.IntegerWriter out = Element.integerWriter(type);
    return new PlainCumulateLoop.Lines(
        Double.longBitsToDouble(sum ? 0 : 1),
        (bits, x, y) -> {
          long before = Double.doubleToRawLongBits(bits);
          long after = combine.applyAsLong(before, in.get(x));
          out.set(y, exclusive ? before : after);
          return Double.longBitsToDouble(after);
        });
  }
}
