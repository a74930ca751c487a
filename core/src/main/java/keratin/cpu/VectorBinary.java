package keratin.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import keratin.tensor.Binary;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Binary ops on float32. */
final class VectorBinary {
  private static final long GRAIN = 16384;

  private static final @Nullable BinaryLoop[] LOOPS =
      new @Nullable BinaryLoop[Binary.values().length];

  private VectorBinary() {}

  static boolean run(Binary op, Tensor a, Tensor b, Tensor y) {
    if (y.dtype() != DType.FLOAT32) {
      return false;
    }
    BinaryLoop loop = loop(op);
    if (loop == null) {
      return false;
    }
    Shape left = a.shape();
    Shape right = b.shape();
    Shape shape = y.shape();
    long n = shape.size();
    if (left.size() == n && right.size() == n) {
      if (n <= GRAIN) {
        loop.both(a.address(), b.address(), y.address(), (int) n);
      } else {
        both(loop, a.address(), b.address(), y.address(), n);
      }
    } else if (right.size() == 1 && left.size() == n) {
      if (n <= GRAIN) {
        loop.right(a.address(), b.address(), y.address(), (int) n);
      } else {
        right(loop, a.address(), b.address(), y.address(), n);
      }
    } else if (left.size() == 1 && right.size() == n) {
      if (n <= GRAIN) {
        loop.left(a.address(), b.address(), y.address(), (int) n);
      } else {
        left(loop, a.address(), b.address(), y.address(), n);
      }
    } else {
      stretched(loop, a, b, y);
    }
    return true;
  }

  // The lambdas live in methods of their own, so that small tensors do not pay for them.

  private static void both(BinaryLoop loop, long a, long b, long y, long n) {
    Pool.parallel(
        n, GRAIN, (i, end) -> loop.both(a + 4 * i, b + 4 * i, y + 4 * i, (int) (end - i)));
  }

  private static void right(BinaryLoop loop, long a, long b, long y, long n) {
    Pool.parallel(n, GRAIN, (i, end) -> loop.right(a + 4 * i, b, y + 4 * i, (int) (end - i)));
  }

  private static void left(BinaryLoop loop, long a, long b, long y, long n) {
    Pool.parallel(n, GRAIN, (i, end) -> loop.left(a, b + 4 * i, y + 4 * i, (int) (end - i)));
  }

  private static void stretched(BinaryLoop loop, Tensor a, Tensor b, Tensor y) {
    Rows rows = Rows.of(y.shape(), a.shape(), b.shape());
    long left = a.address();
    long right = b.address();
    long to = y.address();
    int inner = rows.inner();
    Pool.parallel(
        rows.count(),
        rows.grain(GRAIN),
        (from, end) -> {
          for (long row = from; row < end; row++) {
            long p = left + 4 * rows.offset(0, row);
            long q = right + 4 * rows.offset(1, row);
            long r = to + 4 * row * inner;
            if (!rows.runs(1)) {
              loop.right(p, q, r, inner);
            } else if (!rows.runs(0)) {
              loop.left(p, q, r, inner);
            } else {
              loop.both(p, q, r, inner);
            }
          }
        });
  }

  private static @Nullable BinaryLoop loop(Binary op) {
    BinaryLoop loop = LOOPS[op.ordinal()];
    if (loop == null) {
      FloatBinary function = function(op);
      if (function != null) {
        loop = LoopCopy.of(FloatBinaryLoop.class, function);
        LOOPS[op.ordinal()] = loop;
      }
    }
    return loop;
  }

  private static @Nullable FloatBinary function(Binary op) {
    return switch (op) {
      case ADD -> FloatVector::add;
      case SUB -> FloatVector::sub;
      case MUL -> FloatVector::mul;
      case DIV -> FloatVector::div;
      case MAXIMUM -> FloatVector::max;
      case MINIMUM -> FloatVector::min;
      case RELU_GRAD ->
          (a, b) -> FloatVector.zero(FloatMath.SPECIES).blend(a, b.compare(VectorOperators.GT, 0f));
      case SIGMOID_GRAD -> (a, b) -> b.mul(a).mul(a.neg().add(1f));
      case TANH_GRAD -> (a, b) -> b.mul(a.mul(a).neg().add(1f));
      default -> null;
    };
  }
}
