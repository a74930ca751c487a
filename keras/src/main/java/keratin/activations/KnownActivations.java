package keratin.activations;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Names;
import keratin.config.Near;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.jspecify.annotations.Nullable;

/** The activations by name. */
final class KnownActivations {
  private static final Map<String, ActivationFunction> KNOWN = new LinkedHashMap<>();

  private KnownActivations() {}

  private record Named(String name, ActivationFunction function, @Nullable Unary op)
      implements ActivationFunction {
    @Override
    public Tensor call(Tensor x) {
      return function.call(x);
    }
  }

  static {
    add("celu", Activations::celu);
    add("elu", Activations::elu);
    add("exponential", Activations::exponential);
    add("gelu", Activations::gelu);
    add("glu", Activations::glu);
    add("hard_shrink", Activations::hardShrink);
    add("hard_sigmoid", Activations::hardSigmoid);
    add("hard_silu", Activations::hardSilu);
    add("hard_tanh", Activations::hardTanh);
    add("leaky_relu", Activations::leakyRelu);
    add("linear", Activations::linear);
    add("log_sigmoid", Activations::logSigmoid);
    add("log_softmax", Activations::logSoftmax);
    add("mish", Activations::mish);
    fused("relu", Activations::relu, Unary.RELU);
    add("relu6", Activations::relu6);
    add("selu", Activations::selu);
    // Not fused: the logits must be a tensor of their own, for the cross-entropy to find.
    add("sigmoid", Activations::sigmoid);
    add("silu", Activations::silu);
    add("soft_shrink", Activations::softShrink);
    add("softmax", Activations::softmax);
    add("softplus", Activations::softplus);
    add("softsign", Activations::softsign);
    add("sparse_plus", Activations::sparsePlus);
    add("sparse_sigmoid", Activations::sparseSigmoid);
    add("sparsemax", Activations::sparsemax);
    add("squareplus", Activations::squareplus);
    fused("tanh", Activations::tanh, Unary.TANH);
    add("tanh_shrink", Activations::tanhShrink);
    alias("hard_swish", "hard_silu");
    alias("swish", "silu");
  }

  static void add(String name, ActivationFunction function) {
    fused(name, function, null);
  }

  private static synchronized void fused(
      String name, ActivationFunction function, @Nullable Unary op) {
    KNOWN.put(name, new Named(name, function, op));
  }

  private static synchronized void alias(String alias, String name) {
    KNOWN.put(alias, find(name));
  }

  static synchronized List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  static synchronized ActivationFunction find(String name) {
    ActivationFunction known = KNOWN.get(name);
    if (known == null) {
      throw new IllegalArgumentException(
          Near.text("Unknown activation \"%s\".".formatted(name), name, names()));
    }
    return known;
  }

  /** From a name, an activation, a config of a function, or null. */
  static ActivationFunction get(@Nullable Object source) {
    return switch (source) {
      case null -> find("linear");
      case Named named -> named;
      case ActivationFunction function -> named(function);
      case String name -> find(name);
      case Map<?, ?> map when map.get("config") instanceof String name -> find(name);
      default ->
          throw new IllegalArgumentException(
              "%s is not an activation or the name of one.".formatted(source));
    };
  }

  /** The entry that {@code Activations::relu} means; any other function as it is. */
  private static synchronized ActivationFunction named(ActivationFunction function) {
    String name = methodName(function);
    ActivationFunction known = name == null ? null : KNOWN.get(name);
    return known == null ? function : known;
  }

  /**
   * The name of the method of {@link Activations} that a method reference stands for, in snake
   * case; null for other functions. What the compiler writes for serialization knows it.
   */
  private static @Nullable String methodName(ActivationFunction function) {
    try {
      Method replace = function.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return replace.invoke(function) instanceof SerializedLambda lambda
              && lambda.getImplClass().equals(Activations.class.getName().replace('.', '/'))
          ? Names.snakeCase(lambda.getImplMethodName())
          : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A class of the user's own, or a module that lets nobody look: a function without a name.
      return null;
    }
  }
}
