package keratin.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * An array as a file holds it: element type, shape, and the bytes in C order (last axis fastest),
 * little-endian. Immutable as long as nobody writes to the buffer it was made from.
 *
 * <p>{@link ElementValues} turns it into Java arrays and back.
 *
 * @param type what one element is
 * @param elementBytes bytes per element; differs from {@code type.bytes()} only for strings
 * @param shape the length of each axis; empty for a single value
 * @param data exactly {@code product(shape) · elementBytes} bytes
 */
public record ArrayData(ElementType type, int elementBytes, int[] shape, ByteBuffer data) {

  /**
   * Checks that type, shape and bytes fit together.
   *
   * @throws IllegalArgumentException if they do not
   */
  public ArrayData {
    if (type.isString()
        ? elementBytes < 1 || elementBytes % type.unit() != 0
        : elementBytes != type.bytes()) {
      throw new IllegalArgumentException(
          "ArrayData: "
              + elementBytes
              + " bytes per element came for "
              + type
              + (type.isString()
                  ? ", expected a positive multiple of " + type.unit()
                  : ", expected " + type.bytes()));
    }
    shape = shape.clone();
    long expected = Math.multiplyExact(count(shape), elementBytes);
    if (data.remaining() != expected) {
      throw new IllegalArgumentException(
          "ArrayData: "
              + data.remaining()
              + " bytes came for "
              + type
              + " of shape "
              + describe(shape)
              + ", expected "
              + expected);
    }
    data = data.slice().asReadOnlyBuffer();
  }

  /** An array of a type whose elements have a fixed size. */
  public ArrayData(ElementType type, int[] shape, ByteBuffer data) {
    this(type, type.bytes(), shape, data);
  }

  /** The length of each axis, a copy. */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** The bytes: a fresh read-only view from the first to the last, in little-endian order. */
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of elements. */
  public int size() {
    return data.capacity() / elementBytes;
  }

  /** The same bytes seen in another shape with as many elements. */
  public ArrayData reshape(int... newShape) {
    return new ArrayData(type, elementBytes, newShape, data.duplicate());
  }

  /**
   * The number of elements of a shape.
   *
   * @throws IllegalArgumentException if a length is negative
   * @throws ArithmeticException if the product does not fit 63 bits
   */
  public static long count(int... shape) {
    boolean empty = false;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "shape " + describe(shape) + " has a negative length; expected 0 or more");
      }
      empty |= length == 0;
    }
    long count = empty ? 0 : 1;
    for (int length : shape) {
      count = Math.multiplyExact(count, (long) length);
    }
    return count;
  }

  /** A shape as text, {@code (60000, 28, 28)}, {@code (10,)} or {@code ()}. */
  public static String describe(int... shape) {
    var text = new StringJoiner(", ", "(", shape.length == 1 ? ",)" : ")");
    for (int length : shape) {
      text.add(Integer.toString(length));
    }
    return text.toString();
  }

  /** Strings as they are in the array, without the padding; for {@link ElementType#isString}. */
  public String[] toStrings() {
    if (!type.isString()) {
      throw new IllegalStateException(
          "toStrings: this array holds " + type + ", expected bytes or text. Use ElementValues.");
    }
    var charset = type == ElementType.TEXT ? StandardCharsets.UTF_32LE : StandardCharsets.UTF_8;
    var out = new String[size()];
    var view = data();
    var element = new byte[elementBytes];
    for (int i = 0; i < out.length; i++) {
      view.get(element);
      int length = elementBytes;
      while (length > 0 && element[length - 1] == 0) {
        length--;
      }
      int unit = type.unit();
      out[i] = new String(element, 0, (length + unit - 1) / unit * unit, charset);
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArrayData that
        && type == that.type
        && elementBytes == that.elementBytes
        && Arrays.equals(shape, that.shape)
        && data.equals(that.data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, elementBytes, Arrays.hashCode(shape), data);
  }

  /** Type and shape, {@code "uint8 (60000, 28, 28)"}, not the values. */
  @Override
  public String toString() {
    return type + " " + describe(shape);
  }
}
