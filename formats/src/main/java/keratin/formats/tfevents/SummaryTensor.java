package keratin.formats.tfevents;

import java.nio.charset.StandardCharsets;
import java.util.List;
import keratin.formats.ArrayData;

/** The tensor of a summary: numbers, or strings. */
public sealed interface SummaryTensor {
  /** Numbers of one type. */
  record Numbers(ArrayData array) implements SummaryTensor {}

  /**
   * Byte strings.
   *
   * @param shape the length of each axis
   * @param values as many as the shape says, the last axis fastest
   */
  record Strings(int[] shape, List<byte[]> values) implements SummaryTensor {
    /** A list of byte strings. */
    public Strings(List<byte[]> values) {
      this(new int[] {values.size()}, values);
    }

    /** One text. */
    public Strings(String text) {
      this(new int[0], List.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The byte strings as texts. */
    public List<String> texts() {
      return values.stream().map(v -> new String(v, StandardCharsets.UTF_8)).toList();
    }

    @Override
    public String toString() {
      return ArrayData.describe(shape) + " " + texts();
    }
  }

  /** Something that is not read here, such as sounds. */
  record Other() implements SummaryTensor {}
}
