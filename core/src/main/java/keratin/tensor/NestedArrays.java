package keratin.tensor;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java arrays and lists of any depth, to and from flat row-major data. */
final class NestedArrays {
  private NestedArrays() {}

  /** The shape of {@code value}, checked to be the same everywhere. */
  static Shape shape(Object value) {
    List<Integer> dims = new ArrayList<>();
    Object level = value;
    while (isSequence(level)) {
      int length = length(level);
      dims.add(length);
      if (length == 0) {
        break;
      }
      level = element(level, 0);
    }
    return Shape.of(dims.stream().mapToInt(i -> i).toArray());
  }

  /** The dtype that holds the leaves. */
  static DType dtype(Object value) {
    Object level = value;
    while (isSequence(level)) {
      if (level.getClass().isArray() && level.getClass().getComponentType().isPrimitive()) {
        return ofClass(level.getClass().getComponentType());
      }
      if (length(level) == 0) {
        return ofEmpty(level.getClass());
      }
      level = element(level, 0);
    }
    return ofClass(level.getClass());
  }

  /** An empty list may be of anything, but an array knows what it is of. */
  private static DType ofEmpty(Class<?> sequence) {
    Class<?> type = sequence;
    while (type.isArray()) {
      type = type.getComponentType();
    }
    return type.isPrimitive() || type == String.class ? ofClass(type) : DType.FLOAT32;
  }

  private static DType ofClass(Class<?> type) {
    if (type == float.class || type == Float.class) {
      return DType.FLOAT32;
    } else if (type == double.class || type == Double.class) {
      return DType.FLOAT64;
    } else if (type == int.class || type == Integer.class) {
      return DType.INT32;
    } else if (type == long.class || type == Long.class) {
      return DType.INT64;
    } else if (type == short.class || type == Short.class) {
      return DType.INT16;
    } else if (type == byte.class || type == Byte.class) {
      return DType.INT8;
    } else if (type == boolean.class || type == Boolean.class) {
      return DType.BOOL;
    } else if (type == String.class) {
      return DType.STRING;
    }
    throw new DTypeException(
        "A tensor cannot be made of %s. Use numbers, booleans, strings, arrays or lists of them."
            .formatted(type.getName()));
  }

  /** Receives leaves in row-major order. */
  interface Sink {
    void accept(long index, Object leaf);
  }

  /** Visits every leaf; {@code next} is the index of the first, the result that after the last. */
  static long visit(Object value, Shape shape, int axis, long next, Sink sink) {
    if (!isSequence(value)) {
      if (axis != shape.rank()) {
        throw ragged(shape);
      }
      sink.accept(next, value);
      return next + 1;
    }
    if (axis >= shape.rank() || length(value) != shape.dim(axis)) {
      throw ragged(shape);
    }
    for (int i = 0; i < length(value); i++) {
      next = visit(element(value, i), shape, axis + 1, next, sink);
    }
    return next;
  }

  /** Gives the leaf at a row-major index. */
  interface Source {
    Object leaf(long index);
  }

  /** A nested array of {@code shape} with component type {@code type}. */
  static Object build(Class<?> type, Shape shape, Source source) {
    Object array = Array.newInstance(type, shape.dims());
    fill(array, shape, 0, 0, source);
    return array;
  }

  private static long fill(Object array, Shape shape, int axis, long next, Source source) {
    for (int i = 0; i < shape.dim(axis); i++) {
      if (axis == shape.rank() - 1) {
        Array.set(array, i, source.leaf(next++));
      } else {
        Object row = Array.get(array, i);
        next = fill(row, shape, axis + 1, next, source);
      }
    }
    return next;
  }

  private static ShapeException ragged(Shape shape) {
    return new ShapeException(
        "The rows of a tensor must have one length; the first of each make the shape %s."
            .formatted(shape));
  }

  private static boolean isSequence(@Nullable Object value) {
    return value instanceof Collection<?> || value != null && value.getClass().isArray();
  }

  private static int length(Object sequence) {
    return sequence instanceof Collection<?> c ? c.size() : Array.getLength(sequence);
  }

  private static Object element(Object sequence, int i) {
    Object element =
        switch (sequence) {
          case List<?> list -> list.get(i);
          case Collection<?> c -> c.toArray()[i];
          default -> Array.get(sequence, i);
        };
    if (element == null) {
      throw new TensorException("A tensor cannot hold null; element %d is.".formatted(i));
    }
    return element;
  }
}
