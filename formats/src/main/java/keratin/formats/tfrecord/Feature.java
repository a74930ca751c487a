package keratin.formats.tfrecord;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The values of one name in an {@link Example}: a list of byte strings, float32 or int64. */
public sealed interface Feature {
  /** How many values there are. */
  int size();

  /** Byte strings: texts in UTF-8, pictures, anything. */
  record Bytes(List<byte[]> values) implements Feature {
    /** One byte string or several. */
    public Bytes(byte[]... values) {
      this(List.of(values));
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that
          && Arrays.deepEquals(values.toArray(), that.values.toArray());
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(values.toArray());
    }

    @Override
    public String toString() {
      return values.stream().map(v -> new String(v, StandardCharsets.UTF_8)).toList().toString();
    }
  }

  /** Numbers, float32. */
  record Floats(float... values) implements Feature {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Floats that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return Arrays.toString(values);
    }
  }

  /** Whole numbers, int64. */
  record Ints(long... values) implements Feature {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ints that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return Arrays.toString(values);
    }
  }

  /** Texts as byte strings in UTF-8. */
  static Feature texts(String... values) {
    return new Bytes(
        Arrays.stream(values).map(v -> v.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
  }
}
