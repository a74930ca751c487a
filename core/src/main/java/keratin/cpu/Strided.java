package keratin.cpu;

import java.nio.ByteOrder;
import keratin.memory.Raw;
import keratin.tensor.Shape;

/**
 * Copies between a contiguous tensor and places in another one that lie at fixed distances: the one
 * loop behind transposes, slices, paddings and broadcasts.
 */
final class Strided {
  /*
   * Axes that follow each other in both tensors are merged, so most copies are a few long rows. Where
   * neighbours in one tensor are far apart in the other, as in a transposed matrix, tiles of 16 by
   * 16 are copied: both sides then use every cache line they touch.
   */

  private static final long GRAIN_BYTES = 65536;
  private static final int TILE = 16;
  private static final int BLOCK = 256;
  private static final long LOW = 0xFFFFFFFFL;
  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private final int rank;
  private final long[] dims;
  private final long[] strides;
  private final int width;

  /**
   * @param shape the shape that is copied
   * @param strides distances in the other tensor, in elements; 0 where one element serves the axis
   */
  Strided(Shape shape, long[] strides, int width) {
    this.dims = new long[Math.max(1, shape.rank())];
    this.strides = new long[dims.length];
    this.width = width;
    int count = 0;
    for (int i = 0; i < shape.rank(); i++) {
      int dim = shape.dim(i);
      if (dim == 1) {
        continue;
      }
      boolean joins = count > 0 && this.strides[count - 1] == strides[i] * dim;
      if (!joins) {
        count++;
      }
      dims[count - 1] = joins ? dims[count - 1] * dim : dim;
      this.strides[count - 1] = strides[i];
    }
    if (count == 0) {
      count = 1;
      dims[0] = shape.size();
      this.strides[0] = 1;
    }
    this.rank = count;
  }

  /** Fills the contiguous tensor at {@code to} from places around {@code from}. */
  void read(long from, long to) {
    int last = rank - 1;
    int near = -1;
    for (int i = 0; i < last; i++) {
      near = strides[i] == 1 && strides[last] > 1 ? i : near;
    }
    if (near >= 0) {
      readTiles(from, to, near);
    } else {
      rows(true, to, from);
    }
  }

  /** Writes the contiguous tensor at {@code from} to places around {@code to}. */
  void write(long from, long to) {
    rows(false, from, to);
  }

  /** Every row of the last axis, into the contiguous tensor or out of it. */
  private void rows(boolean reads, long contiguous, long other) {
    long inner = dims[rank - 1];
    long stride = strides[rank - 1];
    long count = size(0, rank - 1);
    if (inner == 0) {
      return;
    }
    Pool.parallel(
        count,
        Math.max(1, GRAIN_BYTES / (inner * width)),
        (from, to) -> {
          for (long i = from; i < to; i++) {
            long here = contiguous + i * inner * width;
            long there = other + offset(i, rank - 2, -1) * width;
            if (reads) {
              row(there, stride, here, 1);
            } else {
              row(here, 1, there, stride);
            }
          }
        });
  }

  private long size(int from, int to) {
    long size = 1;
    for (int i = from; i < to; i++) {
      size *= dims[i];
    }
    return size;
  }

  /** Where row {@code index} begins in the other tensor; axis {@code skipped} is not counted. */
  private long offset(long index, int axis, int skipped) {
    long offset = 0;
    long rest = index;
    for (int i = axis; i >= 0; i--) {
      if (i != skipped) {
        offset += rest % dims[i] * strides[i];
        rest /= dims[i];
      }
    }
    return offset;
  }

  /** Copies {@code dims[rank - 1]} elements with these distances. */
  private void row(long from, long fromStride, long to, long toStride) {
    long n = dims[rank - 1];
    if (fromStride == 1 && toStride == 1) {
      Raw.copy(from, to, n * width);
    } else if (fromStride == 0) {
      repeat(from, to, n, width);
    } else {
      line(from, fromStride * width, to, toStride * width, Math.toIntExact(n));
    }
  }

  private void line(long from, long fromStep, long to, long toStep, int n) {
    switch (width) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          Raw.setByte(to + i * toStep, Raw.getByte(from + i * fromStep));
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          Raw.setShort(to + i * toStep, Raw.getShort(from + i * fromStep));
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          Raw.setInt(to + i * toStep, Raw.getInt(from + i * fromStep));
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          Raw.setLong(to + i * toStep, Raw.getLong(from + i * fromStep));
        }
      }
    }
  }

  /** {@code n} times the element at {@code from}, one after the other. */
  static void repeat(long from, long to, long n, int width) {
    if (n == 0) {
      return;
    }
    if (width == 4 && n <= 64) {
      int value = Raw.getInt(from);
      for (int i = 0; i < (int) n; i++) {
        Raw.setInt(to + 4L * i, value);
      }
      return;
    }
    Raw.copy(from, to, width);
    // Doubling up to 4 KB, then copies of that.
    long done = 1;
    long block = Math.max(1, 4096 / width);
    while (done < n) {
      long step = Math.min(Math.min(done, block), n - done);
      Raw.copy(to, to + done * width, step * width);
      done += step;
    }
  }

  /** Where axis {@code near} has its neighbours side by side in the other tensor. */
  private void readTiles(long from, long to, int near) {
    int last = rank - 1;
    long columns = dims[last];
    long rows = dims[near];
    long toStride = size(near + 1, rank);
    long rowBytes = toStride * width;
    long fromBytes = strides[last] * width;
    long down = (rows + BLOCK - 1) / BLOCK;
    long across = (columns + BLOCK - 1) / BLOCK;
    long blocks = down * across;
    long outer = size(0, near) * size(near + 1, last);
    Pool.parallel(
        outer * blocks,
        Math.max(1, GRAIN_BYTES / width / (BLOCK * BLOCK)),
        (first, end) -> {
          for (long i = first; i < end; i++) {
            long row = i % blocks / across * BLOCK;
            long column = i % across * BLOCK;
            int height = (int) Math.min(BLOCK, rows - row);
            int length = (int) Math.min(BLOCK, columns - column);
            long source = from + (offset(i / blocks, last - 1, near) + row) * width;
            long target = to + (place(i / blocks, near) + row * toStride) * width;
            block(
                source + column * fromBytes,
                fromBytes,
                target + column * width,
                rowBytes,
                height,
                length);
          }
        });
  }

  private void block(long from, long fromStep, long to, long toStep, int rows, int columns) {
    for (int column = 0; column < columns; column += TILE) {
      int length = Math.min(TILE, columns - column);
      for (int row = 0; row < rows; row += TILE) {
        long corner = from + (long) row * width + column * fromStep;
        long target = to + row * toStep + (long) column * width;
        tile(corner, fromStep, target, toStep, Math.min(TILE, rows - row), length);
      }
    }
  }

  /** Where the outer index begins in the contiguous tensor, in elements. */
  private long place(long index, int near) {
    long place = 0;
    long rest = index;
    long stride = dims[rank - 1];
    for (int i = rank - 2; i >= 0; i--) {
      if (i != near) {
        place += rest % dims[i] * stride;
        rest /= dims[i];
      }
      stride *= dims[i];
    }
    return place;
  }

  private void tile(long from, long fromStep, long to, long toStep, int rows, int columns) {
    boolean pairs = width == 4 && columns == TILE && LITTLE_ENDIAN;
    int row = 0;
    for (; pairs && row <= rows - 2; row += 2) {
      long above = to + row * toStep;
      pairOfRows(from + row * 4L, fromStep, above, above + toStep);
    }
    for (; row < rows; row++) {
      line(from + (long) row * width, fromStep, to + row * toStep, width, columns);
    }
  }

  /** Sixteen columns of two rows, without a loop: one so short would cost more than its work. */
  private static void pairOfRows(long from, long step, long above, long below) {
    square(from, step, above, below);
    square(from + 2 * step, step, above + 8, below + 8);
    square(from + 4 * step, step, above + 16, below + 16);
    square(from + 6 * step, step, above + 24, below + 24);
    square(from + 8 * step, step, above + 32, below + 32);
    square(from + 10 * step, step, above + 40, below + 40);
    square(from + 12 * step, step, above + 48, below + 48);
    square(from + 14 * step, step, above + 56, below + 56);
  }

  /** Two by two elements, with half as many reads and writes as there are elements. */
  private static void square(long from, long step, long above, long below) {
    long a = Raw.getLong(from);
    long b = Raw.getLong(from + step);
    Raw.setLong(above, a & LOW | b << 32);
    Raw.setLong(below, a >>> 32 | b & ~LOW);
  }
}
