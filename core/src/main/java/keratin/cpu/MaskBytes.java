package keratin.cpu;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;

/** Truth values of lanes as bytes in memory, 0 or 1. */
final class MaskBytes {
  private static final long LOW = 0x0101010101010101L;
  private static final long REST = 0x7F7F7F7F7F7F7F7FL;
  private static final long DIAGONAL = 0x8040201008040201L;
  private static final long GATHER = 0x0102040810204080L;

  private MaskBytes() {}

  /** Bit i becomes byte i. */
  private static long spread(long bits) {
    // Byte i keeps bit i of a copy of all eight; adding 127 carries it to the top.
    long bit = (bits & 0xFF) * LOW & DIAGONAL;
    return bit + REST >>> 7 & LOW;
  }

  /** Byte i, if it is not zero, becomes bit i. */
  private static long gather(long bytes) {
    long ones = ((bytes & REST) + REST | bytes) >>> 7 & LOW;
    return ones * GATHER >>> 56;
  }

  /** Stores a byte for each of {@code lanes} bits, a power of two above 1. */
  static void store(long bits, long address, int lanes) {
    if (lanes == 4) {
      Raw.setInt(address, (int) spread(bits));
    } else if (lanes == 2) {
      Raw.setShort(address, (short) spread(bits));
    }
    for (int i = 0; i <= lanes - 8; i += 8) {
      Raw.setLong(address + i, spread(bits >>> i));
    }
  }

  static void storeRest(long bits, long address, int n) {
    for (int i = 0; i < n; i++) {
      Raw.setByte(address + i, (byte) (bits >>> i & 1));
    }
  }

  static VectorMask<Number> load(VectorSpecies<Number> species, long address) {
    int lanes = species.length();
    if (lanes < 8) {
      return loadRest(species, address, lanes);
    }
    long bits = 0;
    for (int i = 0; i < lanes; i += 8) {
      bits |= gather(Raw.getLong(address + i)) << i;
    }
    return VectorMask.fromLong(species, bits);
  }

  static VectorMask<Number> loadRest(VectorSpecies<Number> species, long address, int n) {
    long bits = 0;
    for (int i = 0; i < n; i++) {
      bits |= Raw.getByte(address + i) != 0 ? 1L << i : 0;
    }
    return VectorMask.fromLong(species, bits);
  }
}
