package keratin.cpu;

import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import keratin.tensor.Binary;
import keratin.tensor.Compare;
import keratin.tensor.DType;
import keratin.tensor.Unary;

/**
 * Ops as loops over single elements: the scalar kernels' numbers, by a copy of the loop for every
 * op and dtype.
 */
final class PlainFunctions {
  private PlainFunctions() {}

  static UnaryLoop loop(Unary op, DType type, DType result) {
    PlainUnaryLoop.Move move;
    if (type.isFloating()) {
      DoubleUnaryOperator f = Objects.requireNonNull(op.real());
      Element.RealReader in = Element.realReader(type);
      Element.RealWriter out = Element.realWriter(result);
      move = (x, y) -> out.set(y, f.applyAsDouble(in.get(x)));
    } else {
      LongUnaryOperator f = Objects.requireNonNull(op.integer());
      Element.IntegerReader in = Element.integerReader(type);
      Element.IntegerWriter out = Element.integerWriter(result);
      move = (x, y) -> out.set(y, f.applyAsLong(in.get(x)));
    }
    return loop(move, type, result);
  }

  /** A conversion. */
  static UnaryLoop loop(DType from, DType to) {
    if (from.isFloating()) {
      Element.RealReader in = Element.realReader(from);
      Element.RealWriter out = Element.realWriter(to);
      return loop((x, y) -> out.set(y, in.get(x)), from, to);
    }
    Element.IntegerReader in = Element.integerReader(from);
    Element.IntegerWriter out = Element.integerWriter(to);
    return loop((x, y) -> out.set(y, in.get(x)), from, to);
  }

  private static UnaryLoop loop(PlainUnaryLoop.Move move, DType from, DType to) {
    var step = new PlainUnaryLoop.Step(move, from.bytes(), to.bytes());
    return LoopCopy.of(PlainUnaryLoop.class, step);
  }

  static BinaryLoop loop(Binary op, DType type) {
    PlainBinaryLoop.Move move;
    if (type.isFloating()) {
      DoubleBinaryOperator f = Objects.requireNonNull(op.real());
      Element.RealReader in = Element.realReader(type);
      Element.RealWriter out = Element.realWriter(type);
      move = (a, b, y) -> out.set(y, f.applyAsDouble(in.get(a), in.get(b)));
    } else {
      LongBinaryOperator f = Objects.requireNonNull(op.integer());
      Element.IntegerReader in = Element.integerReader(type);
      Element.IntegerWriter out = Element.integerWriter(type);
      move = (a, b, y) -> out.set(y, f.applyAsLong(in.get(a), in.get(b)));
    }
    return loop(move, type, type);
  }

  /** A comparison of reals that have no vectors. */
  static BinaryLoop loop(Compare op, DType type) {
    Element.RealReader in = Element.realReader(type);
    Element.IntegerWriter out = Element.integerWriter(DType.BOOL);
    return loop((a, b, y) -> out.set(y, op.test(in.get(a), in.get(b)) ? 1 : 0), type, DType.BOOL);
  }

  private static BinaryLoop loop(PlainBinaryLoop.Move move, DType from, DType to) {
    var step = new PlainBinaryLoop.Step(move, from.bytes(), to.bytes());
    return LoopCopy.of(PlainBinaryLoop.class, step);
  }
}
