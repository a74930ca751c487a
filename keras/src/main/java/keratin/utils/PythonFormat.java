package keratin.utils;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with named places, filled as Python's {@code str.format} fills them.
 *
 * {@snippet :
 * String name = PythonFormat.format("{epoch:02d}-{loss:.2f}.keras", Map.of("epoch", 3, "loss", 0.125));
 * // 03-0.12.keras
 * }
 */
public final class PythonFormat {
  private static final Pattern PLACE = Pattern.compile("\\{\\{|}}|\\{([^{}:!]*)(?::([^{}]*))?}");
  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[+ -])?(?<zero>0)?(?<width>\\d+)?"
              + "(?:\\.(?<precision>\\d+))?(?<type>[dfFeEgG%s])?");
  private static final int DIGITS = 6;

  private PythonFormat() {}

  /**
   * Fills the places of a text.
   *
   * @param text with places such as {@code {epoch}}, {@code {epoch:03d}}, {@code {loss:.4f}}
   * @throws IllegalArgumentException if there is no value for a place, or its format is not known
   */
  public static String format(String text, Map<String, ? extends Number> values) {
    Matcher places = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (places.find()) {
      String place = places.group();
      String with =
          place.equals("{{") ? "{" : place.equals("}}") ? "}" : fill(text, places, values);
      places.appendReplacement(filled, Matcher.quoteReplacement(with));
    }
    return places.appendTail(filled).toString();
  }

  private static String fill(String text, Matcher place, Map<String, ? extends Number> values) {
    Number value = values.get(place.group(1));
    if (value == null) {
      throw new IllegalArgumentException(
          "\"%s\" names %s, but there are only %s."
              .formatted(text, place.group(), values.keySet()));
    }
    Matcher spec = SPEC.matcher(place.group(2) == null ? "" : place.group(2));
    boolean whole = value instanceof Integer || value instanceof Long;
    if (!spec.matches() || !whole && "d".equals(spec.group("type"))) {
      throw new IllegalArgumentException(
          "\"%s\": %s does not fit the value %s.".formatted(text, place.group(), value));
    }
    return padded(spec, number(spec, value, whole));
  }

  private static String number(Matcher spec, Number value, boolean whole) {
    String type = spec.group("type") == null ? "" : spec.group("type");
    String given = spec.group("precision");
    int digits = given == null ? DIGITS : Integer.parseInt(given);
    double x = value.doubleValue();
    String text =
        switch (type) {
          case "f", "F" -> PythonNumber.fixed(x, digits);
          case "e" -> PythonNumber.scientific(x, digits);
          case "E" -> PythonNumber.scientific(x, digits).toUpperCase(Locale.ROOT);
          case "%" -> PythonNumber.fixed(x * 100, digits) + "%";
          case "g" -> general(x, digits);
          case "G" -> general(x, digits).toUpperCase(Locale.ROOT);
          default ->
              whole ? value.toString() : given == null ? PythonNumber.repr(x) : general(x, digits);
        };
    boolean negative = text.startsWith("-");
    String sign = spec.group("sign");
    return negative || sign == null || sign.equals("-") ? text : sign + text;
  }

  /** As {@code f"{x:.{digits}g}"}: so many digits, without zeros at the end. */
  private static String general(double x, int digits) {
    int significant = Math.max(1, digits);
    String scientific = PythonNumber.scientific(x, significant - 1);
    if (!Double.isFinite(x)) {
      return scientific;
    }
    int at = scientific.indexOf('e');
    int exponent = Integer.parseInt(scientific.substring(at + 1));
    if (exponent < -4 || exponent >= significant) {
      return trimmed(scientific.substring(0, at)) + scientific.substring(at);
    }
    return trimmed(PythonNumber.fixed(x, significant - 1 - exponent));
  }

  private static String trimmed(String decimal) {
    return decimal.contains(".") ? decimal.replaceAll("\\.?0+$", "") : decimal;
  }

  private static String padded(Matcher spec, String text) {
    int width = spec.group("width") == null ? 0 : Integer.parseInt(spec.group("width"));
    int missing = Math.max(0, width - text.length());
    boolean zero = spec.group("zero") != null;
    String align = spec.group("align") == null ? (zero ? "=" : ">") : spec.group("align");
    String fill = spec.group("fill") == null ? (zero ? "0" : " ") : spec.group("fill");
    return switch (align) {
      case "<" -> text + fill.repeat(missing);
      case "^" -> fill.repeat(missing / 2) + text + fill.repeat(missing - missing / 2);
      case "=" -> {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        yield text.substring(0, sign) + fill.repeat(missing) + text.substring(sign);
      }
      default -> fill.repeat(missing) + text;
    };
  }
}
