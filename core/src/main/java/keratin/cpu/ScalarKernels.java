package keratin.cpu;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import keratin.memory.Raw;
import keratin.tensor.ArgReduce;
import keratin.tensor.Binary;
import keratin.tensor.BroadcastTo;
import keratin.tensor.Cast;
import keratin.tensor.Compare;
import keratin.tensor.Concat;
import keratin.tensor.Cumulate;
import keratin.tensor.DType;
import keratin.tensor.Elements;
import keratin.tensor.Fill;
import keratin.tensor.Fourier;
import keratin.tensor.Gather;
import keratin.tensor.IndexException;
import keratin.tensor.Logical;
import keratin.tensor.MatMul;
import keratin.tensor.MatrixOp;
import keratin.tensor.Op;
import keratin.tensor.Pad;
import keratin.tensor.Primitive;
import keratin.tensor.RandomDraw;
import keratin.tensor.Reduce;
import keratin.tensor.ReshapeOp;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Select;
import keratin.tensor.Shape;
import keratin.tensor.Slice;
import keratin.tensor.SliceScatter;
import keratin.tensor.StopGradient;
import keratin.tensor.Tensor;
import keratin.tensor.Transpose;
import keratin.tensor.Unary;

/**
 * Every primitive in plain Java, one loop for all dtypes: reals go through {@code double}, integers
 * through {@code long}. Slow and evident; the other tiers are tested against it.
 */
final class ScalarKernels implements Kernels {
  @Override
  public boolean run(Op op, Tensor[] in, Tensor[] out) {
    if (!(op instanceof Primitive primitive)) {
      return false;
    }
    Tensor y = out[0];
    switch (primitive) {
      case Unary unary -> unary(unary, in[0], y);
      case Binary binary -> binary(binary, in[0], in[1], y);
      case Compare compare -> compare(compare, in[0], in[1], y);
      case Logical logical -> logical(logical, in[0], in[1], y);
      case Select select -> select(in[0], in[1], in[2], y);
      case Cast cast -> cast(in[0], y);
      case Fill fill -> fill(fill.value(), y);
      case ReshapeOp reshape -> copy(in[0], y);
      case StopGradient stop -> copy(in[0], y);
      case Transpose transpose -> transpose(transpose, in[0], y);
      case BroadcastTo broadcast -> broadcast(in[0], y);
      case Reduce reduce -> ScalarReductions.reduce(reduce, in[0], y);
      case ArgReduce arg -> ScalarReductions.argReduce(arg, in[0], y);
      case Cumulate cumulate -> ScalarReductions.cumulate(cumulate, in[0], y);
      case MatMul matMul -> ScalarMatMul.run(matMul, in[0], in[1], y);
      case MatrixOp matrix -> MatrixKernels.run(matrix, in, out);
      case Fourier fourier -> FourierKernel.run(fourier.inverse(), in, out);
      case Concat concat -> concat(concat.axis(), in, y);
      case Slice slice ->
          walk(in[0].shape(), slice.begin().toArray(), slice.stride().toArray(), y, in[0], true);
      case SliceScatter scatter -> {
        fill(0, y);
        walk(y.shape(), scatter.begin().toArray(), scatter.stride().toArray(), in[0], y, false);
      }
      case Pad pad -> {
        fill(pad.value(), y);
        int[] ones = new int[y.rank()];
        Arrays.fill(ones, 1);
        walk(y.shape(), pad.before().toArray(), ones, in[0], y, false);
      }
      case Gather gather -> gather(gather.axis(), in[0], in[1], y);
      case ScatterAdd scatter -> scatterAdd(scatter, in[0], in[1], y);
      case RandomDraw draw -> DrawKernels.draw(draw, in, y);
    }
    return true;
  }

  private static void unary(Unary op, Tensor x, Tensor y) {
    long from = x.address();
    long to = y.address();
    DType type = x.dtype();
    DType result = y.dtype();
    if (type.isFloating()) {
      DoubleUnaryOperator f = java.util.Objects.requireNonNull(op.real());
      for (long i = 0; i < x.size(); i++) {
        Elements.setDouble(result, to, i, f.applyAsDouble(Elements.getDouble(type, from, i)));
      }
    } else {
      LongUnaryOperator f = java.util.Objects.requireNonNull(op.integer());
      for (long i = 0; i < x.size(); i++) {
        Elements.setLong(result, to, i, f.applyAsLong(Elements.getLong(type, from, i)));
      }
    }
  }

  private static void binary(Binary op, Tensor a, Tensor b, Tensor y) {
    DType type = a.dtype();
    long to = y.address();
    Broadcast index = new Broadcast(y.shape(), a.shape(), b.shape());
    if (type.isFloating()) {
      DoubleBinaryOperator f = java.util.Objects.requireNonNull(op.real());
      for (long i = 0; i < y.size(); i++, index.next()) {
        double left = Elements.getDouble(type, a.address(), index.at(0));
        double right = Elements.getDouble(type, b.address(), index.at(1));
        Elements.setDouble(type, to, i, f.applyAsDouble(left, right));
      }
    } else {
      LongBinaryOperator f = java.util.Objects.requireNonNull(op.integer());
      for (long i = 0; i < y.size(); i++, index.next()) {
        long left = Elements.getLong(type, a.address(), index.at(0));
        long right = Elements.getLong(type, b.address(), index.at(1));
        Elements.setLong(type, to, i, f.applyAsLong(left, right));
      }
    }
  }

  private static void compare(Compare op, Tensor a, Tensor b, Tensor y) {
    Broadcast index = new Broadcast(y.shape(), a.shape(), b.shape());
    DType type = a.dtype();
    for (long i = 0; i < y.size(); i++, index.next()) {
      boolean result;
      if (type.isFloating()) {
        result =
            op.test(
                Elements.getDouble(type, a.address(), index.at(0)),
                Elements.getDouble(type, b.address(), index.at(1)));
      } else {
        result =
            op.test(
                Elements.getLong(type, a.address(), index.at(0)),
                Elements.getLong(type, b.address(), index.at(1)));
      }
      Raw.setByte(y.address() + i, (byte) (result ? 1 : 0));
    }
  }

  private static void logical(Logical op, Tensor a, Tensor b, Tensor y) {
    Broadcast index = new Broadcast(y.shape(), a.shape(), b.shape());
    for (long i = 0; i < y.size(); i++, index.next()) {
      boolean left = Raw.getByte(a.address() + index.at(0)) != 0;
      boolean right = Raw.getByte(b.address() + index.at(1)) != 0;
      Raw.setByte(y.address() + i, (byte) (op.test(left, right) ? 1 : 0));
    }
  }

  private static void select(Tensor condition, Tensor a, Tensor b, Tensor y) {
    int width = y.dtype().bytes();
    Broadcast index = new Broadcast(y.shape(), condition.shape(), a.shape(), b.shape());
    for (long i = 0; i < y.size(); i++, index.next()) {
      boolean first = Raw.getByte(condition.address() + index.at(0)) != 0;
      long from = first ? a.address() + index.at(1) * width : b.address() + index.at(2) * width;
      Raw.copy(from, y.address() + i * width, width);
    }
  }

  private static void cast(Tensor x, Tensor y) {
    DType from = x.dtype();
    DType to = y.dtype();
    for (long i = 0; i < x.size(); i++) {
      if (from.isFloating()) {
        Elements.setDouble(to, y.address(), i, Elements.getDouble(from, x.address(), i));
      } else {
        Elements.setLong(to, y.address(), i, Elements.getLong(from, x.address(), i));
      }
    }
  }

  static void fill(double value, Tensor y) {
    for (long i = 0; i < y.size(); i++) {
      Elements.setDouble(y.dtype(), y.address(), i, value);
    }
  }

  private static void copy(Tensor x, Tensor y) {
    Raw.copy(x.address(), y.address(), x.spec().bytes());
  }

  private static void transpose(Transpose op, Tensor x, Tensor y) {
    int rank = x.rank();
    int width = x.dtype().bytes();
    long[] strides = Broadcast.strides(x.shape());
    long[] moved = new long[rank];
    for (int i = 0; i < rank; i++) {
      moved[i] = strides[op.permutation().get(i)];
    }
    Broadcast index = new Broadcast(y.shape(), new long[][] {moved});
    for (long i = 0; i < y.size(); i++, index.next()) {
      Raw.copy(x.address() + index.at(0) * width, y.address() + i * width, width);
    }
  }

  private static void broadcast(Tensor x, Tensor y) {
    int width = x.dtype().bytes();
    Broadcast index = new Broadcast(y.shape(), x.shape());
    for (long i = 0; i < y.size(); i++, index.next()) {
      Raw.copy(x.address() + index.at(0) * width, y.address() + i * width, width);
    }
  }

  private static void concat(int axis, Tensor[] in, Tensor y) {
    int width = y.dtype().bytes();
    long outer = y.shape().sizeOf(0, axis);
    long row = y.shape().sizeOf(axis, y.rank()) * width;
    long offset = 0;
    for (Tensor x : in) {
      long part = x.shape().sizeOf(axis, x.rank()) * width;
      for (long i = 0; i < outer; i++) {
        Raw.copy(x.address() + i * part, y.address() + i * row + offset, part);
      }
      offset += part;
    }
  }

  /** Copies between {@code part} and the places of {@code whole} that begin and stride name. */
  private static void walk(
      Shape whole, int[] begin, int[] stride, Tensor part, Tensor other, boolean gather) {
    int width = part.dtype().bytes();
    long[] strides = Broadcast.strides(whole);
    long start = 0;
    for (int i = 0; i < strides.length; i++) {
      start += begin[i] * strides[i];
      strides[i] *= stride[i];
    }
    Broadcast index = new Broadcast(part.shape(), new long[][] {strides});
    for (long i = 0; i < part.size(); i++, index.next()) {
      long there = other.address() + (start + index.at(0)) * width;
      long here = part.address() + i * width;
      Raw.copy(gather ? there : here, gather ? here : there, width);
    }
  }

  private static void gather(int axis, Tensor x, Tensor indices, Tensor y) {
    long outer = x.shape().sizeOf(0, axis);
    int length = x.shape().dim(axis);
    long inner = x.shape().sizeOf(axis + 1, x.rank()) * x.dtype().bytes();
    long count = indices.size();
    for (long o = 0; o < outer; o++) {
      for (long i = 0; i < count; i++) {
        long at = index(indices, i, length, axis, x.shape());
        Raw.copy(
            x.address() + (o * length + at) * inner, y.address() + (o * count + i) * inner, inner);
      }
    }
  }

  private static void scatterAdd(ScatterAdd op, Tensor updates, Tensor indices, Tensor y) {
    fill(0, y);
    DType type = y.dtype();
    long outer = y.shape().sizeOf(0, op.axis());
    long inner = y.shape().sizeOf(op.axis() + 1, y.rank());
    long count = indices.size();
    for (long o = 0; o < outer; o++) {
      for (long i = 0; i < count; i++) {
        long at = index(indices, i, op.length(), op.axis(), y.shape());
        long to = (o * op.length() + at) * inner;
        long from = (o * count + i) * inner;
        for (long j = 0; j < inner; j++) {
          if (type.isFloating()) {
            double sum =
                Elements.getDouble(type, y.address(), to + j)
                    + Elements.getDouble(type, updates.address(), from + j);
            Elements.setDouble(type, y.address(), to + j, sum);
          } else {
            long sum =
                Elements.getLong(type, y.address(), to + j)
                    + Elements.getLong(type, updates.address(), from + j);
            Elements.setLong(type, y.address(), to + j, sum);
          }
        }
      }
    }
  }

  static long index(Tensor indices, long i, int length, int axis, Shape shape) {
    long at = Elements.getLong(indices.dtype(), indices.address(), i);
    if (at < -length || at >= length) {
      throw new IndexException(
          "gather: index %d is out of range for axis %d of the shape %s; valid: %d to %d"
              .formatted(at, axis, shape, -length, length - 1));
    }
    return at < 0 ? at + length : at;
  }
}
