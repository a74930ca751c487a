package keratin.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A few integers as a value: axes, a permutation, the strides of a slice. */
public final class Ints {
  private final int[] values;

  private Ints(int[] values) {
    this.values = values;
  }

  /** These integers. */
  public static Ints of(int... values) {
    return new Ints(values.clone());
  }

  /** {@code 0, 1, …, count - 1}. */
  public static Ints range(int count) {
    return new Ints(IntStream.range(0, count).toArray());
  }

  /** {@code count} times the same. */
  public static Ints repeat(int value, int count) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return new Ints(values);
  }

  /** How many there are. */
  public int length() {
    return values.length;
  }

  /** The {@code i}-th. */
  public int get(int i) {
    return values[i];
  }

  /** All of them, as a copy. */
  public int[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ints o && Arrays.equals(values, o.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** {@code [0, 2, 1]}. */
  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
