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
import keratin.tensor.Elements;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Conversions between the dtypes that data and training meet. */
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
    UnaryLoop loop = loop(x.dtype(), y.dtype());
    if (loop == null) {
      return false;
    }
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

  private static @Nullable UnaryLoop loop(DType from, DType to) {
    int place = from.ordinal() * TYPES + to.ordinal();
    UnaryLoop loop = LOOPS[place];
    if (loop == null) {
      if (to == DType.FLOAT32 && (from == DType.UINT8 || from == DType.BOOL) && LANES >= 8) {
        loop = VectorCast::bytesToFloats;
      } else {
        CastLoop.Move move = move(from, to);
        if (move != null) {
          var conversion = new CastLoop.Conversion(move, from.bytes(), to.bytes());
          loop = LoopCopy.of(CastLoop.class, conversion);
        }
      }
      LOOPS[place] = loop;
    }
    return loop;
  }

  private static CastLoop.@Nullable Move move(DType from, DType to) {
    return switch (from) {
      case FLOAT32 -> fromFloat(to);
      case BOOL, UINT8 ->
          switch (to) {
            case FLOAT32 -> (x, y) -> Raw.setFloat(y, Raw.getByte(x) & 0xFF);
            case INT32 -> (x, y) -> Raw.setInt(y, Raw.getByte(x) & 0xFF);
            default -> null;
          };
      case INT32 ->
          switch (to) {
            case FLOAT32 -> (x, y) -> Raw.setFloat(y, Raw.getInt(x));
            case INT64 -> (x, y) -> Raw.setLong(y, Raw.getInt(x));
            default -> null;
          };
      case INT64 ->
          switch (to) {
            case FLOAT32 -> (x, y) -> Raw.setFloat(y, (float) (double) Raw.getLong(x));
            case INT32 -> (x, y) -> Raw.setInt(y, (int) Raw.getLong(x));
            default -> null;
          };
      case FLOAT64 ->
          to == DType.FLOAT32 ? (x, y) -> Raw.setFloat(y, (float) Raw.getDouble(x)) : null;
      case FLOAT16 ->
          to == DType.FLOAT32
              ? (x, y) -> Raw.setFloat(y, Float.float16ToFloat(Raw.getShort(x)))
              : null;
      case BFLOAT16 -> to == DType.FLOAT32 ? (x, y) -> Raw.setInt(y, Raw.getShort(x) << 16) : null;
      default -> null;
    };
  }

  private static CastLoop.@Nullable Move fromFloat(DType to) {
    return switch (to) {
      case FLOAT64 -> (x, y) -> Raw.setDouble(y, Raw.getFloat(x));
      case INT32 -> (x, y) -> Raw.setInt(y, (int) (long) Raw.getFloat(x));
      case INT64 -> (x, y) -> Raw.setLong(y, (long) Raw.getFloat(x));
      case UINT8 -> (x, y) -> Raw.setByte(y, (byte) (long) Raw.getFloat(x));
      case BOOL -> (x, y) -> Raw.setByte(y, (byte) (Raw.getFloat(x) != 0 ? 1 : 0));
      case FLOAT16 -> (x, y) -> Raw.setShort(y, Float.floatToFloat16(Raw.getFloat(x)));
      case BFLOAT16 -> (x, y) -> Elements.setDouble(DType.BFLOAT16, y, 0, Raw.getFloat(x));
      default -> null;
    };
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
