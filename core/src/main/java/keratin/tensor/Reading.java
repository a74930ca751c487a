package keratin.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What every tensor has to give its elements to Java: numbers, flat arrays, nested arrays. */
public abstract sealed class Reading extends Shaping permits Tensor {
  Reading() {}

  /** The elements in row-major order. */
  public float[] toFloatArray() {
    float[] out = new float[count()];
    read((address, i) -> out[i] = (float) Elements.getDouble(stored().dtype(), address, i), out);
    return out;
  }

  /** The elements in row-major order. */
  public double[] toDoubleArray() {
    double[] out = new double[count()];
    read((address, i) -> out[i] = Elements.getDouble(stored().dtype(), address, i), out);
    return out;
  }

  /** The elements in row-major order; reals lose their fraction. */
  public int[] toIntArray() {
    int[] out = new int[count()];
    read((address, i) -> out[i] = (int) Elements.getLong(stored().dtype(), address, i), out);
    return out;
  }

  /** The elements in row-major order; reals lose their fraction. */
  public long[] toLongArray() {
    long[] out = new long[count()];
    read((address, i) -> out[i] = Elements.getLong(stored().dtype(), address, i), out);
    return out;
  }

  /** The elements in row-major order; everything but zero is true. */
  public boolean[] toBooleanArray() {
    boolean[] out = new boolean[count()];
    read((address, i) -> out[i] = Elements.getDouble(stored().dtype(), address, i) != 0, out);
    return out;
  }

  /** The strings in row-major order. */
  public String[] toStringArray() {
    return stored().strings().clone();
  }

  /** The raw little-endian bytes in row-major order. */
  public byte[] toByteArray() {
    byte[] out = new byte[Math.toIntExact(stored().spec().bytes())];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(Math.max(1, out.length), 64);
      stored().backend().download(stored(), host);
      MemorySegment.copy(host, ValueLayout.JAVA_BYTE, 0, out, 0, out.length);
    }
    return out;
  }

  /**
   * A Java array of this tensor's rank: {@code float[][]} for a matrix of float32; for a scalar the
   * number itself. Floating types of fewer bytes become {@code float}, unsigned types the next
   * wider one.
   */
  public Object numpy() {
    DType type = stored().dtype();
    return switch (type) {
      case STRING -> nested(String.class, i -> stored().strings()[(int) i]);
      case BOOL -> {
        boolean[] data = toBooleanArray();
        yield nested(boolean.class, i -> data[(int) i]);
      }
      case FLOAT64 -> {
        double[] data = toDoubleArray();
        yield nested(double.class, i -> data[(int) i]);
      }
      case FLOAT32, FLOAT16, BFLOAT16, FLOAT8_E4M3FN, FLOAT8_E5M2 -> {
        float[] data = toFloatArray();
        yield nested(float.class, i -> data[(int) i]);
      }
      case INT64, UINT32 -> {
        long[] data = toLongArray();
        yield nested(long.class, i -> data[(int) i]);
      }
      case INT32, UINT16 -> {
        int[] data = toIntArray();
        yield nested(int.class, i -> data[(int) i]);
      }
      case INT16, UINT8 -> {
        int[] data = toIntArray();
        yield nested(short.class, i -> (short) data[(int) i]);
      }
      case INT8 -> {
        int[] data = toIntArray();
        yield nested(byte.class, i -> (byte) data[(int) i]);
      }
    };
  }

  private Object nested(Class<?> type, NestedArrays.Source source) {
    return stored().rank() == 0
        ? source.leaf(0)
        : NestedArrays.build(type, stored().shape(), source);
  }

  /** The single element as a {@code float}. */
  public float floatValue() {
    return (float) doubleValue();
  }

  /**
   * The single element as a {@code double}.
   *
   * @throws ShapeException if there is more than one element
   */
  public double doubleValue() {
    requireOne();
    return toDoubleArray()[0];
  }

  /** The single element as an {@code int}. */
  public int intValue() {
    return (int) longValue();
  }

  /** The single element as a {@code long}. */
  public long longValue() {
    requireOne();
    return toLongArray()[0];
  }

  /** The single element as a truth value. */
  public boolean booleanValue() {
    requireOne();
    return toBooleanArray()[0];
  }

  private void requireOne() {
    if (stored().size() != 1) {
      throw new ShapeException(
          "Only a tensor of one element is a number; this one has the shape %s."
              .formatted(stored().shape()));
    }
  }

  private int count() {
    if (stored().isSymbolic()) {
      stored().address();
    }
    return Math.toIntExact(stored().size());
  }

  private interface Reader {
    void read(long address, int index);
  }

  private void read(Reader reader, Object target) {
    int count = java.lang.reflect.Array.getLength(target);
    if (count == 0) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(Math.max(1, stored().spec().bytes()), 64);
      stored().backend().download(stored(), host);
      for (int i = 0; i < count; i++) {
        reader.read(host.address(), i);
      }
    }
  }

  /** Where the numbers lie; a variable is read as it is kept, whatever {@link Autocast} says. */
  private Tensor stored() {
    return this instanceof Variable variable ? variable.stored() : self();
  }
}
