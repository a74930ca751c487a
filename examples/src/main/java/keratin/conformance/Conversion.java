package keratin.conformance;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A recorded argument as a Java method takes it.
 *
 * @param value the converted argument
 * @param cost 0 if it already was of the type; more if another overload would suit better
 */
record Conversion(@Nullable Object value, int cost) {
  /** The argument as {@code type}, or null if it cannot be one. */
  static @Nullable Conversion of(@Nullable Object value, Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return list(value, generic.getActualTypeArguments()[0]);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      return value instanceof Map ? new Conversion(value, 0) : null;
    }
    if (!(type instanceof Class<?> wanted)) {
      return null;
    }
    if (value == null) {
      return wanted.isPrimitive() || wanted == DType.class
          ? null
          : wanted == int[].class ? new Conversion(new int[0], 0) : new Conversion(null, 0);
    }
    if (wanted.isPrimitive() && value instanceof Tensor t && t.rank() == 0) {
      Object number = t.dtype().isInteger() ? (Object) t.intValue() : (Object) t.doubleValue();
      Conversion converted = t.dtype().isNumeric() ? of(number, type) : null;
      return converted == null ? null : new Conversion(converted.value(), 1);
    }
    if (wanted == int.class || wanted == Integer.class) {
      return value instanceof Integer ? new Conversion(value, 0) : null;
    }
    if (wanted == long.class || wanted == Long.class) {
      return value instanceof Integer || value instanceof Long
          ? new Conversion(((Number) value).longValue(), 0)
          : null;
    }
    if (wanted == double.class || wanted == Double.class) {
      return value instanceof Number n
          ? new Conversion(n.doubleValue(), n instanceof Double ? 0 : 1)
          : special(value);
    }
    if (wanted == boolean.class || wanted == Boolean.class) {
      return value instanceof Boolean ? new Conversion(value, 0) : null;
    }
    if (wanted == int[].class) {
      return ints(value);
    }
    if (wanted == double[].class || wanted == long[].class) {
      return numbers(value, wanted);
    }
    if (wanted == int[][].class) {
      return pairs(value);
    }
    if (wanted == Shape.class) {
      Conversion dims = ints(value);
      return dims != null && dims.value() instanceof int[] lengths
          ? new Conversion(Shape.of(lengths), 0)
          : null;
    }
    if (wanted == Tensor.class) {
      return tensor(value);
    }
    if (wanted == Tensor[].class) {
      Conversion list = list(value, Tensor.class);
      return list == null || list.value() == null
          ? null
          : new Conversion(((List<?>) list.value()).toArray(new Tensor[0]), list.cost());
    }
    if (wanted == DType.class && value instanceof String python) {
      // Python's own names of types.
      String name = python.equals("int") ? "int64" : python.equals("float") ? "float32" : python;
      return Arrays.stream(DType.values()).anyMatch(d -> d.toString().equals(name))
          ? new Conversion(DType.of(name), 0)
          : null;
    }
    return wanted.isInstance(value) ? new Conversion(value, wanted == Object.class ? 1 : 0) : null;
  }

  private static @Nullable Conversion special(Object value) {
    if (!(value instanceof String word)) {
      return null;
    }
    return switch (word) {
      case "nan" -> new Conversion(Double.NaN, 0);
      case "inf" -> new Conversion(Double.POSITIVE_INFINITY, 0);
      case "-inf" -> new Conversion(Double.NEGATIVE_INFINITY, 0);
      default -> null;
    };
  }

  private static @Nullable Conversion ints(Object value) {
    if (value instanceof Integer i) {
      return new Conversion(new int[] {i}, 0);
    }
    if (value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance)) {
      return new Conversion(list.stream().mapToInt(Integer.class::cast).toArray(), 0);
    }
    if (value instanceof Tensor t && t.dtype().isInteger() && t.rank() == 1) {
      return new Conversion(t.toIntArray(), 2);
    }
    return null;
  }

  private static @Nullable Conversion numbers(Object value, Class<?> wanted) {
    if (!(value instanceof List<?> list)
        || !list.stream().allMatch(n -> n instanceof Integer || n instanceof Double)) {
      return null;
    }
    return wanted == long[].class
        ? new Conversion(list.stream().mapToLong(n -> ((Number) n).longValue()).toArray(), 0)
        : new Conversion(list.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray(), 0);
  }

  private static @Nullable Conversion pairs(Object value) {
    if (!(value instanceof List<?> rows)) {
      return null;
    }
    int[][] pairs = new int[rows.size()][];
    for (int i = 0; i < pairs.length; i++) {
      Conversion row = rows.get(i) == null ? null : ints(rows.get(i));
      if (row == null || !(row.value() instanceof int[] pair)) {
        return null;
      }
      pairs[i] = pair;
    }
    return new Conversion(pairs, 0);
  }

  /** Python's floats become float32, its integers int32, as Keras converts them. */
  static @Nullable Conversion tensor(Object value) {
    if (value instanceof Tensor) {
      return new Conversion(value, 0);
    }
    try {
      return switch (value) {
        case Double d -> new Conversion(Tensor.of(d, DType.FLOAT32), 2);
        case Number n -> new Conversion(Tensor.of(n), 2);
        case Boolean b -> new Conversion(Tensor.of(b), 2);
        case String s -> new Conversion(Tensor.of(s), 3);
        case List<?> list -> {
          List<?> numbers = special(list);
          yield new Conversion(
              Tensor.of(numbers, hasFloats(numbers) ? DType.FLOAT32 : listType(numbers)), 1);
        }
        default -> null;
      };
    } catch (RuntimeException e) {
      return null; // a list of something else than numbers
    }
  }

  /** With {@code "nan"} and {@code "inf"} among numbers as numbers. */
  private static List<?> special(List<?> list) {
    if (list.stream().allMatch(String.class::isInstance)) {
      return list;
    }
    List<@Nullable Object> numbers = new ArrayList<>();
    for (Object item : list) {
      Conversion number = item instanceof String ? special(item) : null;
      numbers.add(
          number != null ? number.value() : item instanceof List<?> row ? special(row) : item);
    }
    return numbers;
  }

  private static DType listType(List<?> list) {
    return list.isEmpty() ? DType.FLOAT32 : Tensor.of(list).dtype();
  }

  /** In Python a list of integers and floats is one of floats. */
  private static boolean hasFloats(List<?> list) {
    return list.stream()
        .anyMatch(item -> item instanceof Double || (item instanceof List<?> l && hasFloats(l)));
  }

  private static @Nullable Conversion list(@Nullable Object value, Type declared) {
    Type element =
        declared instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : declared;
    if (value == null) {
      return new Conversion(null, 0);
    }
    if (!(value instanceof List<?> items)) {
      return null;
    }
    List<@Nullable Object> converted = new ArrayList<>();
    int cost = 0;
    for (Object item : items) {
      Conversion one = of(item, element);
      if (one == null) {
        return null;
      }
      converted.add(one.value());
      cost += one.cost();
    }
    return new Conversion(converted, cost);
  }
}
