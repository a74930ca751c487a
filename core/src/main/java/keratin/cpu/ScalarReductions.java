package keratin.cpu;

import keratin.memory.Raw;
import keratin.tensor.ArgReduce;
import keratin.tensor.Cumulate;
import keratin.tensor.DType;
import keratin.tensor.Elements;
import keratin.tensor.Reduce;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Reductions, arg-reductions and running sums of the scalar tier. */
final class ScalarReductions {
  private ScalarReductions() {}

  static void reduce(Reduce op, Tensor x, Tensor y) {
    DType type = x.dtype();
    long[] inner = Broadcast.strides(x.shape());
    int[] kept = x.shape().dims();
    int[] reduced = x.shape().dims();
    for (int i = 0; i < kept.length; i++) {
      boolean gone = (op.axes() >> i & 1) == 1;
      kept[i] = gone ? 1 : kept[i];
      reduced[i] = gone ? reduced[i] : 1;
    }
    Shape outer = Shape.of(kept);
    Shape group = Shape.of(reduced);
    Broadcast start = new Broadcast(outer, new long[][] {inner});
    for (long i = 0; i < outer.size(); i++, start.next()) {
      Broadcast element = new Broadcast(group, new long[][] {inner});
      if (type.isFloating()) {
        double value = realStart(op.kind());
        for (long j = 0; j < group.size(); j++, element.next()) {
          long at = start.at(0) + element.at(0);
          value = combine(op.kind(), value, Elements.getDouble(type, x.address(), at));
        }
        double result = op.kind() == Reduce.Kind.MEAN ? value / group.size() : value;
        Elements.setDouble(type, y.address(), i, result);
      } else {
        long value = integerStart(op.kind());
        for (long j = 0; j < group.size(); j++, element.next()) {
          long at = start.at(0) + element.at(0);
          value = combine(op.kind(), value, Elements.getLong(type, x.address(), at));
        }
        // TensorFlow's mean of integers is an integer division towards zero.
        long result = op.kind() == Reduce.Kind.MEAN ? value / group.size() : value;
        Elements.setLong(type, y.address(), i, result);
      }
    }
  }

  private static double realStart(Reduce.Kind kind) {
    return switch (kind) {
      case SUM, MEAN, ANY -> 0;
      case PROD, ALL -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
    };
  }

  private static double combine(Reduce.Kind kind, double a, double b) {
    return switch (kind) {
      case SUM, MEAN -> a + b;
      case PROD -> a * b;
      case MAX, ANY -> Math.max(a, b);
      case MIN, ALL -> Math.min(a, b);
    };
  }

  private static long integerStart(Reduce.Kind kind) {
    return switch (kind) {
      case SUM, MEAN, ANY -> 0;
      case PROD, ALL -> 1;
      case MAX -> Long.MIN_VALUE;
      case MIN -> Long.MAX_VALUE;
    };
  }

  private static long combine(Reduce.Kind kind, long a, long b) {
    return switch (kind) {
      case SUM, MEAN -> a + b;
      case PROD -> a * b;
      case MAX, ANY -> Math.max(a, b);
      case MIN, ALL -> Math.min(a, b);
    };
  }

  static void argReduce(ArgReduce op, Tensor x, Tensor y) {
    long outer = x.shape().sizeOf(0, op.axis());
    int length = x.shape().dim(op.axis());
    long inner = x.shape().sizeOf(op.axis() + 1, x.rank());
    for (long o = 0; o < outer; o++) {
      for (long i = 0; i < inner; i++) {
        int best = 0;
        for (int k = 1; k < length; k++) {
          long candidate = (o * length + k) * inner + i;
          long held = (o * length + best) * inner + i;
          if (beats(op.largest(), x, candidate, held)) {
            best = k;
          }
        }
        Raw.setInt(y.address() + (o * inner + i) * 4, best);
      }
    }
  }

  private static boolean beats(boolean largest, Tensor x, long candidate, long held) {
    DType type = x.dtype();
    if (type.isFloating()) {
      double a = Elements.getDouble(type, x.address(), candidate);
      double b = Elements.getDouble(type, x.address(), held);
      return largest ? a > b : a < b;
    }
    long a = Elements.getLong(type, x.address(), candidate);
    long b = Elements.getLong(type, x.address(), held);
    return largest ? a > b : a < b;
  }

  static void cumulate(Cumulate op, Tensor x, Tensor y) {
    DType type = x.dtype();
    boolean sum = op.kind() == Cumulate.Kind.SUM;
    long outer = x.shape().sizeOf(0, op.axis());
    int length = x.shape().dim(op.axis());
    long inner = x.shape().sizeOf(op.axis() + 1, x.rank());
    for (long o = 0; o < outer; o++) {
      for (long i = 0; i < inner; i++) {
        double real = sum ? 0 : 1;
        long integer = sum ? 0 : 1;
        for (int k = 0; k < length; k++) {
          long at = (o * length + (op.reverse() ? length - 1 - k : k)) * inner + i;
          if (type.isFloating()) {
            double next = Elements.getDouble(type, x.address(), at);
            double after = sum ? real + next : real * next;
            Elements.setDouble(type, y.address(), at, op.exclusive() ? real : after);
            real = after;
          } else {
            long next = Elements.getLong(type, x.address(), at);
            long after = sum ? integer + next : integer * next;
            Elements.setLong(type, y.address(), at, op.exclusive() ? integer : after);
            integer = after;
          }
        }
      }
    }
  }
}
