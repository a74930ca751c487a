package keratin.cpu;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;
import static jdk.incubator.vector.VectorOperators.MUL;
import static jdk.incubator.vector.VectorOperators.UMAX;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.DType;
import keratin.tensor.Reduce;
import org.jspecify.annotations.Nullable;

/** Kinds of reductions as functions of vectors, their beginnings and their ends. */
final class LaneReductions {
  private LaneReductions() {}

  /** The loop of a reduction, or null if only the plain kernels have it. */
  static @Nullable ReduceLoop loop(Reduce.Kind kind, DType type) {
    VectorSpecies<Number> species = Lanes.species(type);
    boolean real = type.isFloating();
    // A mean of integers needs more bits than they have; a product of reals overflows on the way
    // where the plain one, in doubles, does not.
    if (species == null || kind == Reduce.Kind.MEAN && !real || kind == Reduce.Kind.PROD && real) {
      return null;
    }
    VectorOperators.Associative operator =
        switch (kind) {
          case SUM, MEAN -> ADD;
          case PROD -> MUL;
          case MAX, ANY -> type.isUnsigned() ? UMAX : MAX;
          case MIN, ALL -> type.isUnsigned() ? UMIN : MIN;
        };
    var function =
        new LaneReduceLoop.Function(operator, start(operator, species, real), last(operator, type));
    return LoopCopy.of(LaneReduceLoop.class, new Lanes<>(species, function));
  }

  /** What changes nothing. */
  private static Vector<Number> start(
      VectorOperators.Associative operator, VectorSpecies<Number> species, boolean real) {
    if (operator == MAX || operator == MIN) {
      long sign = operator == MAX ? -1 : 1;
      long largest = -1L >>> 65 - species.elementSize();
      return real
          ? species.broadcast(sign).div(species.broadcast(0))
          : species.broadcast(operator == MAX ? ~largest : largest);
    }
    return species.broadcast(operator == MUL ? 1 : operator == UMIN ? -1 : 0);
  }

  private static LaneReduceLoop.Last last(VectorOperators.Associative operator, DType type) {
    boolean sum = operator == ADD;
    return switch (type) {
      case FLOAT32 ->
          sum
              ? (v, y) -> Raw.setFloat(y, FloatRows.sum((FloatVector) (Vector<?>) v))
              : (v, y) -> Raw.setFloat(y, ((FloatVector) (Vector<?>) v).reduceLanes(operator));
      case FLOAT64 ->
          sum
              ? (v, y) -> Raw.setDouble(y, DoubleMath.sum((DoubleVector) (Vector<?>) v))
              : (v, y) -> Raw.setDouble(y, ((DoubleVector) (Vector<?>) v).reduceLanes(operator));
      default -> {
        Element.IntegerWriter out = Element.integerWriter(type);
        if (operator != UMAX && operator != UMIN) {
          yield (v, y) -> out.set(y, v.reduceLanesToLong(operator));
        }
        // JDK 25 begins unsigned reductions with the wrong number.
        VectorOperators.Associative signed = operator == UMAX ? MAX : MIN;
        long sign = -1L << 8 * type.bytes() - 1;
        yield (v, y) -> out.set(y, v.lanewise(XOR, sign).reduceLanesToLong(signed) ^ sign);
      }
    };
  }
}
