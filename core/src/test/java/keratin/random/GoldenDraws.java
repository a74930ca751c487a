package keratin.random;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The lines of {@code random_numbers.txt} and {@code random_cases.txt}: what Keras, TensorFlow,
 * Python and NumPy draw.
 */
public final class GoldenDraws {

  /** One line: a kind and named fields. */
  public record Case(String kind, Map<String, String> fields) {

    public String get(String name) {
      return fields.getOrDefault(name, "");
    }

    public long number(String name) {
      return Long.parseLong(get(name));
    }

    public double[] numbers(String name) {
      return Arrays.stream(get(name).split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    public long[] integers(String name) {
      return Arrays.stream(get(name).split(",")).mapToLong(Long::parseLong).toArray();
    }

    /** The stream of the field {@code seed}. */
    public Philox stream() {
      long[] seed = integers("seed");
      return Philox.ofSeed(seed[0], seed[1]);
    }

    /** Length of the result. */
    public int size() {
      return (int) number("n");
    }

    /** Bit patterns of the result's last elements, all of them unless it is long. */
    public long[] bits() {
      return get("data").isEmpty()
          ? new long[0]
          : Arrays.stream(get("data").split(","))
              .mapToLong(text -> Long.parseUnsignedLong(text, 16))
              .toArray();
    }

    /** The result's values as doubles. */
    public double[] values() {
      String dtype = get("dtype");
      return Arrays.stream(bits()).mapToDouble(bits -> value(dtype, bits)).toArray();
    }

    /** A bit pattern's value. */
    public static double value(String dtype, long bits) {
      return switch (dtype) {
        case "float16" -> Float.float16ToFloat((short) bits);
        case "bfloat16" -> Float.intBitsToFloat((int) bits << 16);
        case "float32" -> Float.intBitsToFloat((int) bits);
        case "float64" -> Double.longBitsToDouble(bits);
        case "int32" -> (int) bits;
        default -> bits;
      };
    }

    @Override
    public String toString() {
      Map<String, String> shown = new HashMap<>(fields);
      shown.remove("data");
      return kind + shown;
    }
  }

  private static final List<Case> CASES =
      Stream.concat(read("random_numbers.txt").stream(), read("random_cases.txt").stream())
          .toList();

  private GoldenDraws() {}

  /** The cases of some kinds. */
  public static Stream<Case> of(String... kinds) {
    return CASES.stream().filter(c -> List.of(kinds).contains(c.kind));
  }

  private static List<Case> read(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GoldenDraws.class.getResourceAsStream("/keratin/golden/" + file),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(GoldenDraws::parse).toList();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static Case parse(String line) {
    String[] parts = line.split("\t");
    Map<String, String> fields = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      fields.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
    }
    return new Case(parts[0], fields);
  }
}
