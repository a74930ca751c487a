package keratin.cpu;

import java.util.Arrays;
import keratin.memory.Raw;
import keratin.tensor.BroadcastTo;
import keratin.tensor.Concat;
import keratin.tensor.Elements;
import keratin.tensor.Fill;
import keratin.tensor.Gather;
import keratin.tensor.Op;
import keratin.tensor.Pad;
import keratin.tensor.Shape;
import keratin.tensor.Slice;
import keratin.tensor.SliceScatter;
import keratin.tensor.Tensor;
import keratin.tensor.Transpose;

/** Ops that only move elements, of any dtype: rows as long as possible, by plain copies. */
final class MoveKernels implements Kernels {
  private static final long GRAIN_BYTES = 65536;

  @Override
  public boolean run(Op op, Tensor[] in, Tensor[] out) {
    Tensor y = out[0];
    int width = y.dtype().bytes();
    switch (op) {
      case Fill fill -> fill(fill.value(), y);
      case BroadcastTo broadcast -> {
        long[] own = Broadcast.strides(in[0].shape());
        long[] strides = new long[y.rank()];
        int shift = strides.length - own.length;
        for (int i = 0; i < own.length; i++) {
          strides[i + shift] = in[0].shape().dim(i) == 1 ? 0 : own[i];
        }
        new Strided(y.shape(), strides, width).read(in[0].address(), y.address());
      }
      case Transpose transpose -> {
        long[] own = Broadcast.strides(in[0].shape());
        long[] strides = new long[own.length];
        for (int i = 0; i < own.length; i++) {
          strides[i] = own[transpose.permutation().get(i)];
        }
        new Strided(y.shape(), strides, width).read(in[0].address(), y.address());
      }
      case Slice slice -> {
        Places places = places(in[0].shape(), slice.begin().toArray(), slice.stride().toArray());
        new Strided(y.shape(), places.strides, width)
            .read(in[0].address() + places.start * width, y.address());
      }
      case SliceScatter scatter -> {
        fill(0, y);
        scatter(in[0], y, scatter.begin().toArray(), scatter.stride().toArray());
      }
      case Pad pad -> {
        fill(pad.value(), y);
        int[] ones = new int[y.rank()];
        Arrays.fill(ones, 1);
        scatter(in[0], y, pad.before().toArray(), ones);
      }
      case Concat concat -> concat(concat.axis(), in, y);
      case Gather gather -> gather(gather.axis(), in[0], in[1], y);
      default -> {
        return false;
      }
    }
    return true;
  }

  private record Places(long start, long[] strides) {}

  private static Places places(Shape whole, int[] begin, int[] stride) {
    long[] strides = Broadcast.strides(whole);
    long start = 0;
    for (int i = 0; i < strides.length; i++) {
      start += begin[i] * strides[i];
      strides[i] *= stride[i];
    }
    return new Places(start, strides);
  }

  private static void scatter(Tensor part, Tensor whole, int[] begin, int[] stride) {
    if (part.size() > 0) {
      int width = part.dtype().bytes();
      Places places = places(whole.shape(), begin, stride);
      new Strided(part.shape(), places.strides, width)
          .write(part.address(), whole.address() + places.start * width);
    }
  }

  static void fill(double value, Tensor y) {
    long to = y.address();
    long n = y.size();
    if (n == 0) {
      return;
    }
    int width = y.dtype().bytes();
    Elements.setDouble(y.dtype(), to, 0, value);
    Pool.parallel(
        n,
        GRAIN_BYTES / width,
        (from, end) -> {
          // The first piece begins with the element that is repeated.
          if (from > 0) {
            Elements.setDouble(y.dtype(), to, from, value);
          }
          Strided.repeat(to + from * width, to + from * width, end - from, width);
        });
  }

  private static void concat(int axis, Tensor[] in, Tensor y) {
    int width = y.dtype().bytes();
    long outer = y.shape().sizeOf(0, axis);
    long row = y.shape().sizeOf(axis, y.rank()) * width;
    long target = y.address();
    for (Tensor x : in) {
      long part = x.shape().sizeOf(axis, x.rank()) * width;
      long from = x.address();
      long to = target;
      if (outer == 1) {
        Pool.parallel(part, GRAIN_BYTES, (i, end) -> Raw.copy(from + i, to + i, end - i));
      } else {
        Pool.parallel(
            outer,
            Math.max(1, GRAIN_BYTES / Math.max(16, part)),
            (first, end) -> {
              for (long i = first; i < end; i++) {
                Raw.copy(from + i * part, to + i * row, part);
              }
            });
      }
      target += part;
    }
  }

  private static void gather(int axis, Tensor x, Tensor indices, Tensor y) {
    long outer = x.shape().sizeOf(0, axis);
    int length = x.shape().dim(axis);
    long inner = x.shape().sizeOf(axis + 1, x.rank()) * x.dtype().bytes();
    long count = indices.size();
    long from = x.address();
    long to = y.address();
    Shape shape = x.shape();
    Pool.parallel(
        outer * count,
        Math.max(1, GRAIN_BYTES / Math.max(16, inner)),
        (first, end) -> {
          for (long i = first; i < end; i++) {
            long at = ScalarKernels.index(indices, i % count, length, axis, shape);
            long source = from + (i / count * length + at) * inner;
            if (inner == 4) {
              Raw.setInt(to + i * 4, Raw.getInt(source));
            } else {
              Raw.copy(source, to + i * inner, inner);
            }
          }
        });
  }
}
