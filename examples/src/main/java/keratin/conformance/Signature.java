package keratin.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameters of a Python function, in order: what the positional and keyword arguments of a
 * case mean.
 *
 * @param parameters names and defaults
 */
record Signature(List<Parameter> parameters) {
  /**
   * A parameter.
   *
   * @param name in snake case
   * @param preset the default
   * @param isRequired true if there is none
   * @param takesMany true if it takes all further positional arguments
   */
  record Parameter(String name, @Nullable Object preset, boolean isRequired, boolean takesMany) {}

  /**
   * What a call gives a parameter.
   *
   * @param value the argument, or the default
   * @param isGiven false for the default, or what equals it
   */
  record Argument(@Nullable Object value, boolean isGiven) {}

  private static final Map<String, Signature> KNOWN = read();

  /** The signature of a function of {@code keras.ops}, {@code tf.math}, …; null if not known. */
  static @Nullable Signature of(String room, String function) {
    return KNOWN.get(room + "." + function);
  }

  private static Map<String, Signature> read() {
    try (InputStream file = Signature.class.getResourceAsStream("signatures.json")) {
      Map<String, Signature> known = new HashMap<>();
      for (JsonNode row : JsonMapper.builder().build().readTree(file).get("cases")) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode p : row.get("parameters")) {
          String name = p.get(0).asString();
          boolean many = name.startsWith("*");
          parameters.add(
              new Parameter(
                  many ? name.substring(1) : name,
                  Values.of(p.path(1)),
                  p.size() < 2 && !many,
                  many));
        }
        known.put(
            row.get("room").asString() + "." + row.get("function").asString(),
            new Signature(parameters));
      }
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names every argument of a call, and adds the defaults. Unknown keywords go to the end. */
  Map<String, Argument> bind(List<?> positional, Map<String, ?> keywords) {
    Map<String, Argument> bound = new LinkedHashMap<>();
    int next = 0;
    for (Parameter p : parameters) {
      if (p.takesMany) {
        bound.put(
            p.name, new Argument(List.copyOf(positional.subList(next, positional.size())), true));
        next = positional.size();
      } else if (next < positional.size()) {
        bound.put(p.name, given(positional.get(next++), p));
      } else if (keywords.containsKey(p.name)) {
        bound.put(p.name, given(keywords.get(p.name), p));
      } else if (!p.isRequired) {
        bound.put(p.name, new Argument(p.preset, false));
      }
    }
    for (; next < positional.size(); next++) {
      bound.put("argument " + next, new Argument(positional.get(next), true));
    }
    keywords.forEach((name, value) -> bound.putIfAbsent(name, new Argument(value, true)));
    return bound;
  }

  private static Argument given(@Nullable Object value, Parameter p) {
    boolean preset =
        !p.isRequired
            && (value instanceof Number a && p.preset instanceof Number b
                ? a.doubleValue() == b.doubleValue()
                : Objects.equals(value, p.preset));
    return new Argument(value, !preset);
  }
}
