package keratin.data;

import java.util.Arrays;
import java.util.List;
import keratin.formats.tfrecord.Example;
import keratin.formats.tfrecord.Feature;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * What examples have under a name.
 *
 * @param shape of the values, or of each row of a sequence
 * @param isSequence whether there may be any number of rows
 * @param otherwise the values of examples that do not have it; null if all must
 */
record ExampleFeature(
    String name, Shape shape, DType dtype, boolean isSequence, @Nullable Feature otherwise) {
  static ExampleFeature fixed(
      String name, Shape shape, DType dtype, @Nullable Object defaultValue) {
    Feature otherwise =
        defaultValue == null ? null : Memory.tidy(() -> values(name, shape, dtype, defaultValue));
    return new ExampleFeature(name, shape, dtype, false, otherwise);
  }

  static ExampleFeature sequence(String name, Shape shape, DType dtype) {
    return new ExampleFeature(name, shape, dtype, true, nothing(dtype));
  }

  ExampleFeature {
    if (dtype != DType.FLOAT32 && dtype != DType.INT64 && dtype != DType.STRING) {
      throw new DTypeException(
          "Examples: \"%s\" is %s, but examples hold float32, int64 and string. Cast it afterwards; raw bytes are strings: decodeRaw."
              .formatted(name, dtype));
    }
  }

  private static Feature values(String name, Shape shape, DType dtype, Object defaultValue) {
    Tensor given = defaultValue instanceof Tensor t ? t : Tensor.of(defaultValue, dtype);
    if (given.size() != shape.size()) {
      throw new IllegalArgumentException(
          "Examples: the default value of \"%s\" has the shape %s, expected %s."
              .formatted(name, given.shape(), shape));
    }
    return switch (dtype) {
      case FLOAT32 -> new Feature.Floats(given.cast(dtype).toFloatArray());
      case INT64 -> new Feature.Ints(given.cast(dtype).toLongArray());
      default -> new Feature.Bytes(Arrays.stream(given.toStringArray()).map(Utf8::encode).toList());
    };
  }

  private static Feature nothing(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> new Feature.Floats();
      case INT64 -> new Feature.Ints();
      default -> new Feature.Bytes(List.of());
    };
  }

  /** The values of all examples, stacked along the first axis. */
  Tensor batch(List<Example> examples) {
    Feature[] parts = new Feature[examples.size()];
    int width = isSequence ? 0 : Math.toIntExact(shape.size());
    for (int i = 0; i < parts.length; i++) {
      parts[i] = of(examples.get(i), i);
      width = Math.max(width, parts[i].size());
    }
    Shape whole =
        isSequence ? shape.prepend(width / Math.toIntExact(Math.max(1, shape.size()))) : shape;
    return stack(parts, width, whole.prepend(parts.length));
  }

  private Feature of(Example example, int i) {
    Feature found = example.features().getOrDefault(name, otherwise);
    if (found == null) {
      throw new IllegalArgumentException(
          "Examples: example %d has no \"%s\", but %s. Give it a default value, or declare it as varLenFeature."
              .formatted(i, name, example.features().keySet()));
    }
    DType type =
        switch (found) {
          case Feature.Floats floats -> DType.FLOAT32;
          case Feature.Ints ints -> DType.INT64;
          case Feature.Bytes bytes -> DType.STRING;
        };
    if (type != dtype) {
      throw new DTypeException(
          "Examples: \"%s\" is %s in example %d, expected %s.".formatted(name, type, i, dtype));
    }
    long size = shape.size();
    if (isSequence ? found.size() % Math.max(1, size) != 0 : found.size() != size) {
      throw new IllegalArgumentException(
          "Examples: \"%s\" has %d values in example %d, expected %s%d, for the shape %s."
              .formatted(name, found.size(), i, isSequence ? "a multiple of " : "", size, shape));
    }
    return found;
  }

  private Tensor stack(Feature[] parts, int width, Shape whole) {
    float[] floats = new float[dtype == DType.FLOAT32 ? parts.length * width : 0];
    long[] longs = new long[dtype == DType.INT64 ? parts.length * width : 0];
    String[] strings = new String[dtype == DType.STRING ? parts.length * width : 0];
    Arrays.fill(strings, "");
    for (int i = 0; i < parts.length; i++) {
      switch (parts[i]) {
        case Feature.Floats(float[] values) ->
            System.arraycopy(values, 0, floats, i * width, values.length);
        case Feature.Ints(long[] values) ->
            System.arraycopy(values, 0, longs, i * width, values.length);
        case Feature.Bytes(List<byte[]> values) -> {
          for (int j = 0; j < values.size(); j++) {
            strings[i * width + j] = Utf8.decode(values.get(j));
          }
        }
      }
    }
    return switch (dtype) {
      case FLOAT32 -> Tensor.of(floats, whole);
      case INT64 -> Tensor.of(longs, whole);
      default -> Tensor.ofStrings(whole, strings);
    };
  }
}
