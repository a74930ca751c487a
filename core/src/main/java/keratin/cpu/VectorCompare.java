package keratin.cpu;

import jdk.incubator.vector.VectorSpecies;
import keratin.tensor.Compare;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Comparisons. */
final class VectorCompare {
  private static final int TYPES = DType.values().length;
  private static final @Nullable BinaryLoop[] LOOPS =
      new @Nullable BinaryLoop[Compare.values().length * TYPES];

  private VectorCompare() {}

  static boolean run(Compare op, Tensor a, Tensor b, Tensor y) {
    DType type = a.dtype();
    if (type == DType.STRING) {
      return false;
    }
    int place = op.ordinal() * TYPES + type.ordinal();
    BinaryLoop loop = LOOPS[place];
    if (loop == null) {
      VectorSpecies<Number> species = Lanes.species(type);
      loop =
          species == null
              ? PlainFunctions.loop(op, type)
              : LoopCopy.of(LaneTestLoop.class, new Lanes<>(species, LaneFunctions.of(op, type)));
      LOOPS[place] = loop;
    }
    Pairs.run(loop, a, b, y);
    return true;
  }
}
