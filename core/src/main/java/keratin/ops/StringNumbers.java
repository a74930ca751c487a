package keratin.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** Numbers read from strings, and written as strings. */
abstract class StringNumbers extends UnicodePieces {
  StringNumbers() {}

  /**
   * A text with tensors in the places of {@code {}}, three elements of each end of an axis.
   *
   * {@snippet :
   * Tensor text = Strings.format("x is {}", Ops.range(10));  // b'x is [0 1 2 ... 7 8 9]'
   * }
   */
  public static Tensor format(String template, Tensor... inputs) {
    return format(template, List.of(inputs), "{}", 3);
  }

  /**
   * A text with tensors in it: {@code tf.strings.format}.
   *
   * @param placeholder what in the template stands for a tensor
   * @param summarize how many elements of each end of an axis are written; −1 for all
   * @return one string
   * @throws TensorException if there are more or fewer tensors than places
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/strings/format">
   *     tf.strings.format</a>
   */
  public static Tensor format(
      String template, List<? extends Tensor> inputs, String placeholder, int summarize) {
    String[] parts = template.split(Pattern.quote(placeholder), -1);
    if (parts.length - 1 != inputs.size()) {
      throw new TensorException(
          "format: the template \"%s\" has %d places, but %d tensors came."
              .formatted(template, parts.length - 1, inputs.size()));
    }
    StringBuilder text = new StringBuilder(parts[0]);
    for (int i = 0; i < inputs.size(); i++) {
      text.append(TensorSummaries.of(inputs.get(i), summarize)).append(parts[i + 1]);
    }
    return Tensor.of(text.toString());
  }

  /** The numbers that strings hold, float32. */
  public static Tensor toNumber(Tensor input) {
    return toNumber(input, DType.FLOAT32);
  }

  private static final Pattern REAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /**
   * The numbers that strings hold; white space around them does not matter.
   *
   * @param outType float32, float64, int32 or int64
   * @throws TensorException for a string that is no number of this type
   */
  public static Tensor toNumber(Tensor input, DType outType) {
    String[] texts = strings("toNumber", input);
    if (outType.isFloating()) {
      double[] reals = new double[texts.length];
      Arrays.setAll(reals, i -> real(texts[i], outType));
      return Tensor.of(reals, input.shape()).cast(outType);
    }
    if (!outType.isInteger()) {
      throw new DTypeException("toNumber: %s is no type of numbers.".formatted(outType));
    }
    long[] longs = new long[texts.length];
    Arrays.setAll(longs, i -> integer(texts[i], outType));
    return Tensor.of(longs, input.shape()).cast(outType);
  }

  private static double real(String text, DType type) {
    String number = text.strip().toLowerCase(Locale.ROOT);
    String sign = number.startsWith("-") || number.startsWith("+") ? number.substring(0, 1) : "";
    String rest = number.substring(sign.length());
    if (REAL.matcher(number).matches()) {
      // Read as what it becomes: rounding twice would differ in the last bit.
      return type == DType.FLOAT32 ? Float.parseFloat(number) : Double.parseDouble(number);
    } else if (rest.matches("0x[0-9a-f]+")) {
      return Double.parseDouble(number + "p0");
    } else if (rest.equals("nan")) {
      return Double.NaN;
    } else if (rest.equals("inf") || rest.equals("infinity")) {
      return sign.equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    throw noNumber(text, type);
  }

  private static long integer(String text, DType type) {
    try {
      long number = Long.parseLong(text.strip());
      // What fits is nothing but copies of its sign above the bits of the type.
      long above = number >> 8 * type.bytes() - 1;
      if (type.isUnsigned() ? number >= 0 && above <= 1 : above == number >> 63) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the error for whatever is no number of the type.
    }
    throw noNumber(text, type);
  }

  private static TensorException noNumber(String text, DType type) {
    return new TensorException(
        "toNumber: %s is no %s number.".formatted(Tensor.of(text).repr(), type));
  }

  /** Numbers and truth values as strings: {@code 1.500000}, {@code 3}, {@code true}. */
  public static Tensor asString(Tensor input) {
    return asString(input, -1, false, false, -1, "");
  }

  /**
   * Numbers and truth values as strings.
   *
   * @param precision digits after the point of reals; −1 for 6
   * @param scientific writes reals as {@code 1.5e+00}
   * @param shortest writes reals in the shorter way, without trailing zeros
   * @param width pads to at least so many characters; −1 for none
   * @param fill pads with {@code " "} (also {@code ""}), {@code "0"}, or with {@code "-"} by spaces
   *     behind the number
   */
  public static Tensor asString(
      Tensor input, int precision, boolean scientific, boolean shortest, int width, String fill) {
    if (scientific && shortest) {
      throw new TensorException("asString: only one of scientific and shortest can be true.");
    }
    String[] texts;
    if (input.dtype() == DType.STRING) {
      texts = input.toStringArray();
    } else if (input.dtype() == DType.BOOL) {
      boolean[] flags = input.toBooleanArray();
      texts = new String[flags.length];
      Arrays.setAll(texts, i -> String.valueOf(flags[i]));
      return Tensor.ofStrings(input.shape(), texts);
    } else if (input.dtype().isFloating()) {
      double[] reals = input.toDoubleArray();
      int digits = precision < 0 ? 6 : precision;
      texts = new String[reals.length];
      Arrays.setAll(
          texts,
          i ->
              scientific
                  ? CFormat.scientific(reals[i], digits)
                  : shortest ? CFormat.general(reals[i], digits) : CFormat.fixed(reals[i], digits));
    } else {
      long[] longs = input.toLongArray();
      texts = new String[longs.length];
      Arrays.setAll(texts, i -> String.valueOf(longs[i]));
    }
    boolean zeros = fill.equals("0") && input.dtype() != DType.STRING;
    String[] words = texts;
    Arrays.setAll(words, i -> padded(words[i], width, zeros, fill.equals("-")));
    return Tensor.ofStrings(input.shape(), words);
  }

  private static String padded(String text, int width, boolean zeros, boolean behind) {
    int missing = width - text.length();
    if (missing <= 0) {
      return text;
    }
    if (behind) {
      return text + " ".repeat(missing);
    }
    int sign = zeros && text.startsWith("-") ? 1 : 0;
    return text.substring(0, sign) + (zeros ? "0" : " ").repeat(missing) + text.substring(sign);
  }
}
