package keratin.config;

import java.util.Map;
import keratin.tensor.DType;

/**
 * In which dtypes a layer keeps its weights and computes.
 *
 * <p>{@code "mixed_bfloat16"} and {@code "mixed_float16"} compute in 16 bits with weights of
 * float32; any other policy is a dtype for both. In float16 gradients can vanish or overflow:
 * {@code compile} wraps the optimizer in one that scales the loss.
 *
 * {@snippet :
 * new Dense(64).dtype("mixed_bfloat16");     // one layer
 * DTypePolicy.global();                      // float32, unless it was set
 * }
 *
 * @param name as configs write it
 * @param compute the dtype of the computation and of outputs
 * @param variable the dtype of weights
 * @see <a href="https://keras.io/api/mixed_precision/">keras.dtype_policies.DTypePolicy</a>
 */
public record DTypePolicy(String name, DType compute, DType variable) {
  private static volatile DTypePolicy current = of(DType.FLOAT32);

  /** One dtype for weights and computation. */
  public static DTypePolicy of(DType dtype) {
    return new DTypePolicy(dtype.toString(), dtype, dtype);
  }

  /**
   * A policy by its name: {@code "mixed_bfloat16"}, {@code "mixed_float16"}, or a dtype.
   *
   * @throws IllegalArgumentException if there is no such policy
   */
  public static DTypePolicy of(String name) {
    return switch (name) {
      case "mixed_float16" -> new DTypePolicy(name, DType.FLOAT16, DType.FLOAT32);
      case "mixed_bfloat16" -> new DTypePolicy(name, DType.BFLOAT16, DType.FLOAT32);
      default -> {
        if (name.startsWith("mixed_")) {
          throw new IllegalArgumentException(
              "\"%s\" is none of the mixed policies: mixed_bfloat16, mixed_float16."
                  .formatted(name));
        }
        yield of(DType.of(name));
      }
    };
  }

  /** True if weights are kept in another dtype than that of the computation. */
  public boolean isMixed() {
    return compute != variable;
  }

  /** The policy of layers that are given none. */
  public static DTypePolicy global() {
    return current;
  }

  /**
   * Sets the policy of layers that are constructed from now on and given none: {@code
   * keras.config.set_dtype_policy}.
   */
  public static void setGlobal(DTypePolicy policy) {
    current = policy;
  }

  /** As {@link #setGlobal(DTypePolicy)}, by name. */
  public static void setGlobal(String name) {
    setGlobal(of(name));
  }

  /** A policy, a dtype, the name of one, or a config. */
  static DTypePolicy parse(Object source) {
    return switch (source) {
      case DTypePolicy policy -> policy;
      case DType dtype -> of(dtype);
      case String name -> of(name);
      case Map<?, ?> map
          when map.get("config") instanceof Map<?, ?> config
              && config.get("name") instanceof String name ->
          of(name);
      default -> throw new IllegalArgumentException();
    };
  }
}
