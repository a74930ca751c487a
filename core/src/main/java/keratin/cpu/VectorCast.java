package keratin.cpu;

import static keratin.memory.Raw.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Conversions between dtypes. */
final class VectorCast {
  private static final VectorSpecies<Float> FLOATS = FloatMath.SPECIES;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, 8 * LANES)));

  private static final long GRAIN = 16384;
  private static final int TYPES = DType.values().length;
  private static final @Nullable UnaryLoop[] LOOPS = new @Nullable UnaryLoop[TYPES * TYPES];

  private VectorCast() {}

  static boolean run(Tensor x, Tensor y) {
    if (x.dtype() == DType.STRING || y.dtype() == DType.STRING) {
      return false;
    }
    UnaryLoop loop = loop(x.dtype(), y.dtype());
    long from = x.address();
    long to = y.address();
    long fromBytes = x.dtype().bytes();
    long toBytes = y.dtype().bytes();
    Pool.parallel(
        x.size(),
        GRAIN,
        (i, end) -> loop.run(from + i * fromBytes, to + i * toBytes, (int) (end - i)));
    return true;
  }

  private static UnaryLoop loop(DType from, DType to) {
    int place = from.ordinal() * TYPES + to.ordinal();
    UnaryLoop loop = LOOPS[place];
    if (loop == null) {
      boolean pixels = from == DType.UINT8 || from == DType.BOOL;
      loop =
          pixels && to == DType.FLOAT32 && LANES >= 8
              ? VectorCast::bytesToFloats
              : PlainFunctions.loop(from, to);
      LOOPS[place] = loop;
    }
    return loop;
  }

  /** Pixels and truth values. */
  private static void bytesToFloats(long x, long y, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      ByteVector bytes = ByteVector.fromMemorySegment(BYTES, ALL, x + i, ByteOrder.nativeOrder());
      IntVector wide = (IntVector) bytes.convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
      FloatVector v = (FloatVector) wide.convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatRows.store(v, y + 4L * i);
    }
    for (; i < n; i++) {
      Raw.setFloat(y + 4L * i, Raw.getByte(x + i) & 0xFF);
    }
  }
}
