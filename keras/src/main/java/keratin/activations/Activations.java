package keratin.activations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Near;
import keratin.tensor.Tensor;

/**
 * The activation functions, by name and as functions.
 *
 * @see <a href="https://keras.io/api/layers/activations/">keras.activations</a>
 */
public final class Activations {
  private static final Map<String, Activation> KNOWN = new LinkedHashMap<>();

  /** Options that hold an activation; null stands for {@code "linear"}. */
  public static final Kind<Activation> KIND =
      new Kind<>("an activation", Activations::get, Activation::name);

  /**
   * Under this key a softmax or sigmoid ties its input, the logits, to its output ({@link
   * Tensor#attach}), so that a cross-entropy can use the exact formula where probabilities round to
   * 0 or 1.
   */
  public static final Object LOGITS = new Object();

  private Activations() {}

  private record Named(String name, Activation function) implements Activation {
    @Override
    public Tensor call(Tensor x) {
      return function.call(x);
    }
  }

  static {
    register("linear", Activations::linear);
    register("relu", Activations::relu);
  }

  /** Makes a function known under a name. */
  public static synchronized void register(String name, Activation function) {
    KNOWN.put(name, new Named(name, function));
  }

  /** The known names. */
  public static synchronized List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  /**
   * An activation from its name, or from itself.
   *
   * @throws IllegalArgumentException listing near names
   */
  public static synchronized Activation get(Object source) {
    if (source instanceof Activation activation) {
      return activation;
    }
    Activation known = source instanceof String name ? KNOWN.get(name) : null;
    if (known == null) {
      throw new IllegalArgumentException(
          Near.text("Unknown activation \"%s\".".formatted(source), "" + source, names()));
    }
    return known;
  }

  /** {@code x} itself. */
  public static Tensor linear(Tensor x) {
    return x;
  }

  /** {@code max(x, 0)}. */
  public static Tensor relu(Tensor x) {
    return x.relu();
  }
}
