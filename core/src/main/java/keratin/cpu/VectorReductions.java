package keratin.cpu;

import java.lang.foreign.Arena;
import keratin.memory.Raw;
import keratin.tensor.DType;
import keratin.tensor.Elements;
import keratin.tensor.Reduce;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Sums, means, products and extremes over any axes. */
final class VectorReductions {
  /*
   * Neighbouring axes that are all reduced, or all kept, are one axis. What remains alternates:
   * a reduced axis at the end is rows to be summed, one in front of a kept axis columns. More than
   * one: pass by pass, over partial results. The cut into pieces depends on the shape alone, and
   * partial sums are added in order, so any number of threads gives the same bits. Long sums go
   * through partial sums, which keeps their error small.
   */

  private static final long GRAIN = 32768;
  // All of a tensor is cut into rows of so many: several are read at a time, which is faster.
  private static final int ROW = 256;
  // Rows that are added up before a new sum begins.
  private static final int DEPTH = 512;
  private static final int MAX_PARTS = 64;
  private static final long WIDE = 1024;

  private static final int TYPES = DType.values().length;
  private static final @Nullable ReduceLoop[] LOOPS =
      new @Nullable ReduceLoop[Reduce.Kind.values().length * TYPES];

  private VectorReductions() {}

  static boolean run(Reduce op, Tensor x, Tensor y) {
    ReduceLoop loop = x.size() > 0 ? loop(op.kind(), x.dtype()) : null;
    if (loop == null) {
      return false;
    }
    Shape shape = x.shape();
    int rank = shape.rank();
    // Lengths of the merged axes from the front: reduced, kept, reduced, kept, reduced.
    long[] dims = {1, 1, 1, 1, 1};
    int place = 0;
    for (int i = 0; i < rank; i++) {
      int dim = shape.dim(i);
      if (dim == 1) {
        continue;
      }
      boolean reduced = (op.axes() >> i & 1) == 1;
      if (reduced != (place % 2 == 0)) {
        place++;
      }
      if (place >= dims.length) {
        return false;
      }
      dims[place] *= dim;
    }
    lastToTheEnd(dims);
    reduce(loop, x.address(), y.address(), dims);
    if (op.kind() == Reduce.Kind.MEAN) {
      divide(y, (double) x.size() / y.size());
    }
    return true;
  }

  /** A reduced axis with nothing kept behind it is rows. */
  private static void lastToTheEnd(long[] dims) {
    if (dims[4] == 1 && dims[3] == 1) {
      int from = dims[2] == 1 && dims[1] == 1 ? 0 : 2;
      dims[4] = dims[from];
      dims[from] = 1;
    }
  }

  private static void reduce(ReduceLoop loop, long x, long y, long[] dims) {
    long front = dims[0];
    long a = dims[1];
    long middle = dims[2];
    long b = dims[3];
    long last = dims[4];
    if (last > 1 && front * middle > 1) {
      long count = front * a * middle * b;
      try (Arena arena = Arena.ofConfined()) {
        long sums = arena.allocate(loop.width() * count, 64).address();
        rows(loop, x, sums, count, last);
        long[] rest = {front, a, middle, b, 1};
        lastToTheEnd(rest);
        reduce(loop, sums, y, rest);
      }
    } else if (last > 1 && a * b > 1) {
      rows(loop, x, y, a * b, last);
    } else if (last > 1) {
      all(loop, x, last, y);
    } else if (front > 1 && middle > 1) {
      try (Arena arena = Arena.ofConfined()) {
        long sums = arena.allocate(loop.width() * front * a * b, 64).address();
        columns(loop, x, sums, front * a, middle, b);
        columns(loop, sums, y, 1, front, a * b);
      }
    } else if (front > 1) {
      columns(loop, x, y, 1, front, a * b);
    } else if (middle > 1) {
      columns(loop, x, y, a, middle, b);
    } else {
      Raw.copy(x, y, loop.width() * a * b);
    }
  }

  /** Every row of n elements to one. */
  private static void rows(ReduceLoop loop, long x, long y, long count, long n) {
    int length = Math.toIntExact(n);
    long width = loop.width();
    Pool.parallel(
        count,
        Math.max(1, GRAIN / n),
        (from, to) -> loop.rows(x + width * from * n, to - from, length, y + width * from));
  }

  private static void all(ReduceLoop loop, long x, long n, long y) {
    if (n <= GRAIN) {
      loop.rows(x, 1, (int) n, y);
      return;
    }
    long width = loop.width();
    int pieces = (int) ((n + ROW - 1) / ROW);
    try (Arena arena = Arena.ofConfined()) {
      long parts = arena.allocate(width * pieces, 64).address();
      Pool.parallel(
          n,
          GRAIN,
          (from, to) -> {
            long at = x + width * from;
            long part = parts + width * (from / ROW);
            long whole = (to - from) / ROW;
            int rest = (int) ((to - from) % ROW);
            loop.rows(at, whole, ROW, part);
            if (rest > 0) {
              loop.rows(at + width * whole * ROW, 1, rest, part + width * whole);
            }
          });
      loop.rows(parts, 1, pieces, y);
    }
  }

  /** For every outer element, rows of n elements to one row. */
  private static void columns(ReduceLoop loop, long x, long y, long outer, long rows, long n) {
    long width = loop.width();
    if (outer > 1) {
      long each = rows * n;
      Pool.parallel(
          outer,
          Math.max(1, GRAIN / each),
          (from, to) -> {
            for (long i = from; i < to; i++) {
              down(loop, x + width * i * each, rows, n, y + width * i * n, (int) n);
            }
          });
    } else if (n >= WIDE) {
      long grain = Math.max(256, (GRAIN / rows + 63) / 64 * 64);
      Pool.parallel(
          n,
          grain,
          (from, to) -> down(loop, x + width * from, rows, n, y + width * from, (int) (to - from)));
    } else {
      tall(loop, x, y, rows, n);
    }
  }

  /** Few long columns are cut into parts one above the other. */
  private static void tall(ReduceLoop loop, long x, long y, long rows, long n) {
    long parts = Math.min(MAX_PARTS, rows * n / GRAIN);
    if (parts < 2) {
      down(loop, x, rows, n, y, (int) n);
      return;
    }
    long width = loop.width();
    long depth = (rows + parts - 1) / parts;
    long count = (rows + depth - 1) / depth;
    try (Arena arena = Arena.ofConfined()) {
      long sums = arena.allocate(width * count * n, 64).address();
      Pool.parallel(
          count,
          1,
          (from, to) -> {
            for (long i = from; i < to; i++) {
              long height = Math.min(depth, rows - i * depth);
              down(loop, x + width * i * depth * n, height, n, sums + width * i * n, (int) n);
            }
          });
      loop.columns(sums, (int) count, n, y, (int) n);
    }
  }

  private static void down(ReduceLoop loop, long x, long rows, long stride, long y, int n) {
    if (rows <= DEPTH) {
      loop.columns(x, (int) rows, stride, y, n);
      return;
    }
    long width = loop.width();
    long count = (rows + DEPTH - 1) / DEPTH;
    try (Arena arena = Arena.ofConfined()) {
      long sums = arena.allocate(width * count * n, 64).address();
      for (long i = 0; i < count; i++) {
        int height = (int) Math.min(DEPTH, rows - i * DEPTH);
        loop.columns(x + width * i * DEPTH * stride, height, stride, sums + width * i * n, n);
      }
      down(loop, sums, count, n, y, n);
    }
  }

  private static void divide(Tensor y, double count) {
    DType type = y.dtype();
    for (long i = 0; i < y.size(); i++) {
      double sum = Elements.getDouble(type, y.address(), i);
      Elements.setDouble(type, y.address(), i, sum / count);
    }
  }

  static @Nullable ReduceLoop loop(Reduce.Kind kind, DType type) {
    int place = kind.ordinal() * TYPES + type.ordinal();
    ReduceLoop loop = LOOPS[place];
    if (loop == null) {
      loop = LaneReductions.loop(kind, type);
      LOOPS[place] = loop;
    }
    return loop;
  }
}
