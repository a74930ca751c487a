package keratin.utils;

import java.util.Map;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Types of elements, and of what is a tensor. */
public final class Types {
  /** What Python's types mean to Keras on TensorFlow. */
  private static final Map<Object, DType> TYPES =
      Map.of(
          Boolean.class,
          DType.BOOL,
          Integer.class,
          DType.INT32,
          Long.class,
          DType.INT64,
          Float.class,
          DType.FLOAT32,
          Double.class,
          DType.FLOAT64,
          String.class,
          DType.STRING,
          "int",
          DType.INT64,
          "float",
          DType.FLOAT32,
          "str",
          DType.STRING);

  private Types() {}

  /**
   * The dtype that a name, a class or null means: {@code "int"} is int64, null is float32.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static DType standardizeDtype(@Nullable Object dtype) {
    return switch (dtype) {
      case null -> DType.FLOAT32;
      case DType type -> type;
      case Object known when TYPES.containsKey(known) -> TYPES.getOrDefault(known, DType.FLOAT32);
      case String name -> DType.of(name);
      default ->
          throw new IllegalArgumentException(
              "%s is no dtype. Give a name, \"float32\", or a DType.".formatted(dtype));
    };
  }

  /** True for a symbol: a tensor without numbers, from which models are made. */
  public static boolean isKerasTensor(Object x) {
    return x instanceof Tensor tensor && tensor.isSymbolic();
  }
}
