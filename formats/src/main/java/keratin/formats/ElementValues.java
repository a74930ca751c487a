package keratin.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Java arrays to {@link ArrayData} and back. */
public final class ElementValues {
  private ElementValues() {}

  /** float32 from {@code values} in C order. */
  public static ArrayData of(float[] values, int... shape) {
    var bytes = room(values.length, 4);
    bytes.asFloatBuffer().put(values);
    return new ArrayData(ElementType.FLOAT32, shape, bytes);
  }

  /** float64 from {@code values} in C order. */
  public static ArrayData of(double[] values, int... shape) {
    var bytes = room(values.length, 8);
    bytes.asDoubleBuffer().put(values);
    return new ArrayData(ElementType.FLOAT64, shape, bytes);
  }

  /** int32 from {@code values} in C order. */
  public static ArrayData of(int[] values, int... shape) {
    var bytes = room(values.length, 4);
    bytes.asIntBuffer().put(values);
    return new ArrayData(ElementType.INT32, shape, bytes);
  }

  /** int64 from {@code values} in C order. */
  public static ArrayData of(long[] values, int... shape) {
    var bytes = room(values.length, 8);
    bytes.asLongBuffer().put(values);
    return new ArrayData(ElementType.INT64, shape, bytes);
  }

  /** uint8 from {@code values} in C order; the array is not copied. */
  public static ArrayData of(byte[] values, int... shape) {
    return new ArrayData(ElementType.UINT8, shape, ByteBuffer.wrap(values));
  }

  /** text from {@code values} in C order, each element as long as the longest. */
  public static ArrayData of(String[] values, int... shape) {
    int letters = 1;
    for (String value : values) {
      letters = Math.max(letters, value.codePointCount(0, value.length()));
    }
    int elementBytes = Math.multiplyExact(letters, 4);
    var bytes = room(values.length, elementBytes);
    for (int i = 0; i < values.length; i++) {
      bytes.put(i * elementBytes, values[i].getBytes(StandardCharsets.UTF_32LE));
    }
    return new ArrayData(ElementType.TEXT, elementBytes, shape, bytes);
  }

  /** Every element as float, rounded where its type is wider; not for complex and strings. */
  public static float[] floats(ArrayData array) {
    var out = new float[array.size()];
    if (array.type() == ElementType.FLOAT32) {
      array.data().asFloatBuffer().get(out);
      return out;
    }
    var data = array.data();
    boolean whole = isWhole(array.type());
    for (int i = 0; i < out.length; i++) {
      // straight from the integer: by way of double it would be rounded twice
      out[i] =
          whole && array.type() != ElementType.UINT64
              ? (float) whole(array, data, i)
              : (float) real(array, data, i);
    }
    return out;
  }

  /** Every element as double; 64-bit integers are rounded; not for complex and strings. */
  public static double[] doubles(ArrayData array) {
    var out = new double[array.size()];
    var data = array.data();
    for (int i = 0; i < out.length; i++) {
      out[i] = real(array, data, i);
    }
    return out;
  }

  /**
   * Every element as long; bool is 0 or 1, uint64 keeps its 64 bits.
   *
   * @throws IllegalStateException for floating point, complex and strings
   */
  public static long[] longs(ArrayData array) {
    var out = new long[array.size()];
    var data = array.data();
    for (int i = 0; i < out.length; i++) {
      out[i] = whole(array, data, i);
    }
    return out;
  }

  /**
   * Every element as int.
   *
   * @throws ArithmeticException if a value does not fit
   * @throws IllegalStateException for floating point, complex and strings
   */
  public static int[] ints(ArrayData array) {
    var out = new int[array.size()];
    var data = array.data();
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.toIntExact(whole(array, data, i));
    }
    return out;
  }

  /** The raw bytes, a copy; for uint8 and int8 these are the elements. */
  public static byte[] bytes(ArrayData array) {
    var out = new byte[array.data().remaining()];
    array.data().get(out);
    return out;
  }

  private static ByteBuffer room(int count, int elementBytes) {
    return ByteBuffer.allocate(Math.multiplyExact(count, elementBytes))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean isWhole(ElementType type) {
    return switch (type) {
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> true;
      case FLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128, BYTES, TEXT -> false;
    };
  }

  private static long whole(ArrayData array, ByteBuffer data, int i) {
    return switch (array.type()) {
      case BOOL -> data.get(i) == 0 ? 0 : 1;
      case INT8 -> data.get(i);
      case UINT8 -> data.get(i) & 0xff;
      case INT16 -> data.getShort(2 * i);
      case UINT16 -> data.getShort(2 * i) & 0xffff;
      case INT32 -> data.getInt(4 * i);
      case UINT32 -> data.getInt(4 * i) & 0xffffffffL;
      case INT64, UINT64 -> data.getLong(8 * i);
      case FLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128, BYTES, TEXT ->
          throw new IllegalStateException(
              "this array holds "
                  + array.type()
                  + ", expected a whole-number type. Use doubles()"
                  + " for floating point and toStrings() for strings.");
    };
  }

  private static double real(ArrayData array, ByteBuffer data, int i) {
    return switch (array.type()) {
      case FLOAT16 -> Float.float16ToFloat(data.getShort(2 * i));
      case FLOAT32 -> data.getFloat(4 * i);
      case FLOAT64 -> data.getDouble(8 * i);
      case UINT64 -> unsigned(data.getLong(8 * i));
      case COMPLEX64, COMPLEX128, BYTES, TEXT ->
          throw new IllegalStateException(
              "this array holds "
                  + array.type()
                  + ", expected a real number type. Read complex"
                  + " numbers from data() and strings with toStrings().");
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> whole(array, data, i);
    };
  }

  private static double unsigned(long bits) {
    // halve with the lost bit kept (round to odd), convert, double: rounds once, as it should
    return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
  }
}
