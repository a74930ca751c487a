package keratin.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory outside the heap, read and written by address.
 *
 * <p>Nothing is checked: an address that does not belong to a live block crashes the process, as in
 * C. Kernels get addresses only from tensors, which check that they are alive at the door.
 */
public final class Raw {
  /*
   * One global segment instead of one segment per tensor: the JIT then sees a constant base and a
   * constant bound, drops the liveness and bounds checks, and vectorises loops as it does over heap
   * arrays. Segments made per tensor measured up to three times slower.
   */

  /** All of memory; offsets into it are addresses. */
  public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private Raw() {}

  public static byte getByte(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address);
  }

  public static void setByte(long address, byte value) {
    ALL.set(ValueLayout.JAVA_BYTE, address, value);
  }

  public static short getShort(long address) {
    return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address);
  }

  public static void setShort(long address, short value) {
    ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, value);
  }

  public static int getInt(long address) {
    return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
  }

  public static void setInt(long address, int value) {
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
  }

  public static long getLong(long address) {
    return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
  }

  public static void setLong(long address, long value) {
    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
  }

  public static float getFloat(long address) {
    return ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, address);
  }

  public static void setFloat(long address, float value) {
    ALL.set(ValueLayout.JAVA_FLOAT_UNALIGNED, address, value);
  }

  public static double getDouble(long address) {
    return ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address);
  }

  public static void setDouble(long address, double value) {
    ALL.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, address, value);
  }

  /** Copies {@code bytes} bytes from {@code source} to {@code target}; the two may overlap. */
  public static void copy(long source, long target, long bytes) {
    MemorySegment.copy(ALL, source, ALL, target, bytes);
  }

  /** Sets each of {@code bytes} bytes from {@code address} on to {@code value}. */
  public static void fill(long address, long bytes, byte value) {
    ALL.asSlice(address, bytes).fill(value);
  }

  /** Copies {@code count} floats of {@code source}, beginning at index {@code from}, to memory. */
  public static void copy(float[] source, int from, long target, int count) {
    MemorySegment.copy(source, from, ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, target, count);
  }

  /** Copies {@code count} floats from memory into {@code target}, beginning at index {@code to}. */
  public static void copy(long source, float[] target, int to, int count) {
    MemorySegment.copy(ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, source, target, to, count);
  }

  /** Copies {@code count} doubles of {@code source}, beginning at index {@code from}, to memory. */
  public static void copy(double[] source, int from, long target, int count) {
    MemorySegment.copy(source, from, ALL, ValueLayout.JAVA_DOUBLE_UNALIGNED, target, count);
  }

  /**
   * Copies {@code count} doubles from memory into {@code target}, beginning at index {@code to}.
   */
  public static void copy(long source, double[] target, int to, int count) {
    MemorySegment.copy(ALL, ValueLayout.JAVA_DOUBLE_UNALIGNED, source, target, to, count);
  }
}
