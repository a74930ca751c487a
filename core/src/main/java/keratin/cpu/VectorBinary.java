package keratin.cpu;

import jdk.incubator.vector.VectorSpecies;
import keratin.tensor.Binary;
import keratin.tensor.DType;
import keratin.tensor.Logical;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Ops from two numbers, or two truth values, to one. */
final class VectorBinary {
  private static final int TYPES = DType.values().length;
  private static final @Nullable BinaryLoop[] LOOPS =
      new @Nullable BinaryLoop[Binary.values().length * TYPES];
  private static final @Nullable BinaryLoop[] LOGICAL =
      new @Nullable BinaryLoop[Logical.values().length];

  private VectorBinary() {}

  static void run(Binary op, Tensor a, Tensor b, Tensor y) {
    Pairs.run(loop(op, y.dtype()), a, b, y);
  }

  private static BinaryLoop loop(Binary op, DType type) {
    int place = op.ordinal() * TYPES + type.ordinal();
    BinaryLoop loop = LOOPS[place];
    if (loop == null) {
      VectorSpecies<Number> species = Lanes.species(type);
      LaneBinary function = species == null ? null : LaneFunctions.of(op, type);
      loop =
          species == null || function == null
              ? PlainFunctions.loop(op, type)
              : LoopCopy.of(LaneBinaryLoop.class, new Lanes<>(species, function));
      LOOPS[place] = loop;
    }
    return loop;
  }

  static void run(Logical op, Tensor a, Tensor b, Tensor y) {
    BinaryLoop loop = LOGICAL[op.ordinal()];
    if (loop == null) {
      Lanes<LaneBinary> lanes = new Lanes<>(Lanes.ofBytes(1), LaneFunctions.of(op));
      loop = LoopCopy.of(LaneBinaryLoop.class, lanes);
      LOGICAL[op.ordinal()] = loop;
    }
    Pairs.run(loop, a, b, y);
  }
}
