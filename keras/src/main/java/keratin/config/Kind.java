package keratin.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What an option holds: reads it from what a user or a config gives, writes it for a config.
 *
 * @param name what an error calls it, {@code "an integer"}
 * @param parse from a Java or JSON value; throws {@link IllegalArgumentException} if it cannot
 * @param write to JSON: numbers, strings, booleans, lists, maps
 * @param check throws {@link IllegalArgumentException} for what {@code parse} would refuse; null if
 *     parsing has no effects, so that it can be tried at once
 */
public record Kind<T extends @Nullable Object>(
    String name,
    Function<Object, T> parse,
    Function<T, @Nullable Object> write,
    @Nullable Consumer<Object> check) {
  /** A kind whose parsing has no effects. */
  public Kind(String name, Function<Object, T> parse, Function<T, @Nullable Object> write) {
    this(name, parse, write, null);
  }

  /** Whole numbers. */
  public static final Kind<Integer> INT = new Kind<>("an integer", Kind::toInt, v -> v);

  /** Whole numbers above 0. */
  public static final Kind<Integer> POSITIVE =
      new Kind<>("a positive integer", v -> valid(toInt(v), i -> i > 0), v -> v);

  /** Whole numbers as seeds use them. */
  public static final Kind<Long> LONG =
      new Kind<>("an integer", v -> valid(number(v).longValue(), l -> true), v -> v);

  /** Numbers, kept in double precision. */
  public static final Kind<Double> FLOAT =
      new Kind<>("a number", v -> number(v).doubleValue(), v -> v);

  /** Numbers from 0 to 1. */
  public static final Kind<Double> RATE =
      new Kind<>(
          "a number from 0 to 1",
          v -> valid(number(v).doubleValue(), r -> r >= 0 && r <= 1),
          v -> v);

  /** Truth values. */
  public static final Kind<Boolean> BOOL = new Kind<>("true or false", v -> (Boolean) v, v -> v);

  /** Texts. */
  public static final Kind<String> STRING = new Kind<>("a string", v -> (String) v, v -> v);

  /** Lists of whole numbers; one number stands for a list of one. */
  public static final Kind<List<Integer>> INTS =
      new Kind<>("a list of integers", Kind::toInts, v -> v);

  /** Shapes; null or None stands for an unknown length. */
  public static final Kind<Shape> SHAPE = new Kind<>("a shape", Kind::toShape, Kind::dims);

  /** Element types. */
  public static final Kind<DType> DTYPE = new Kind<>("a dtype", Kind::toDType, DType::toString);

  /** Dtype policies; a dtype stands for itself, null for the global one. */
  public static final Kind<DTypePolicy> POLICY =
      new Kind<>(
          "a dtype or a policy",
          v -> v == null ? DTypePolicy.global() : DTypePolicy.parse(v),
          DTypePolicy::name);

  /** One of a few words. */
  public static Kind<String> oneOf(String... words) {
    return new Kind<>(
        "one of " + Arrays.toString(words),
        v -> valid((String) v, w -> Arrays.asList(words).contains(w)),
        v -> v);
  }

  /** The same, or nothing. */
  @SuppressWarnings("NullAway") // Function cannot say that null comes only from null.
  public Kind<@Nullable T> orNull() {
    Consumer<Object> inner = check;
    return new Kind<>(
        name + " or null",
        v -> v == null ? null : parse.apply(v),
        v -> v == null ? null : write.apply(v),
        inner == null
            ? null
            : v -> {
              if (v != null) {
                inner.accept(v);
              }
            });
  }

  private static <T> T valid(T value, Function<T, Boolean> rule) {
    if (!rule.apply(value)) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static Number number(Object value) {
    return (Number) value;
  }

  private static int toInt(Object value) {
    double exact = number(value).doubleValue();
    return valid((int) exact, i -> i == exact);
  }

  private static List<Integer> toInts(Object value) {
    List<Integer> list = new ArrayList<>();
    switch (value) {
      case Number n -> list.add(toInt(n));
      case int[] array -> Arrays.stream(array).forEach(list::add);
      case List<?> values -> {
        for (Object v : values) {
          list.add(toInt(v));
        }
      }
      default -> throw new IllegalArgumentException();
    }
    return List.copyOf(list);
  }

  private static Shape toShape(Object source) {
    return switch (source) {
      case Shape shape -> shape;
      case int[] dims -> Shape.of(dims);
      case List<?> dims ->
          Shape.of(dims.stream().mapToInt(d -> d == null ? Shape.UNKNOWN : toInt(d)).toArray());
      default -> throw new IllegalArgumentException();
    };
  }

  private static List<@Nullable Integer> dims(Shape shape) {
    List<@Nullable Integer> dims = new ArrayList<>();
    for (int dim : shape.dims()) {
      dims.add(dim == Shape.UNKNOWN ? null : dim);
    }
    return dims;
  }

  /** A dtype, its name, or a config of a dtype policy. */
  private static DType toDType(Object value) {
    return switch (value) {
      case DType type -> type;
      case String name -> DType.of(name);
      case Map<?, ?> map
          when map.get("config") instanceof Map<?, ?> config
              && config.get("name") instanceof String name ->
          DType.of(name);
      default -> throw new IllegalArgumentException();
    };
  }
}
