package keratin.layers;

import java.util.Map;
import java.util.Objects;
import keratin.config.Option;
import keratin.initializers.Initializer;
import keratin.initializers.Initializers;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What corrects a weight that is not trained itself: {@code weight + alpha / rank · a · b}, where
 * {@code a (…, rank)} and {@code b (rank, last)} are small and trained. It begins at zero, as
 * {@code b} does.
 *
 * <p>Files hold the corrected weight and no {@code a} and {@code b}, so that whoever reads them
 * need not know of the correction.
 *
 * @see Adaptable
 * @see <a href="https://arxiv.org/abs/2106.09685">Hu et al., 2021</a>
 */
public final class Lora {
  private final Weighted layer;
  private final String weightName;
  private final WeightOptions options;
  private final Option<@Nullable Integer> givenRank;
  private final Option<@Nullable Double> givenAlpha;
  private @Nullable Variable weight;
  private @Nullable Variable a;
  private @Nullable Variable b;
  private int rank;
  private double alpha;

  Lora(
      Weighted layer,
      String weightName,
      WeightOptions options,
      Option<@Nullable Integer> givenRank,
      Option<@Nullable Double> givenAlpha) {
    this.layer = layer;
    this.weightName = weightName;
    this.options = options;
    this.givenRank = givenRank;
    this.givenAlpha = givenAlpha;
  }

  // ---- for layers ----

  /** Corrects this weight from now on, if that was asked for; at the end of {@code build}. */
  public void attach(Variable made) {
    boolean again = isOn();
    weight = made;
    a = null;
    b = null;
    Integer asked = givenRank.get();
    if (again) {
      make(rank, alpha, "he_uniform", "zeros");
    } else if (asked != null) {
      Double scale = givenAlpha.get();
      make(asked, scale == null ? asked : scale, "he_uniform", "zeros");
    }
  }

  /** The weight as the layer computes with it: corrected, or itself where nothing corrects it. */
  public Tensor of(Variable plain) {
    return isOn() ? plain.add(product(a())).cast(layer.computeDtype()) : plain;
  }

  /** The same for rows of the weight, which were looked up by these indices. */
  public Tensor rows(Tensor plain, Tensor indices) {
    return isOn() ? plain.add(product(a().gather(indices, 0))) : plain;
  }

  private Tensor product(Tensor left) {
    return left.matmul(b()).mul(alpha / rank);
  }

  void giveRank(int count) {
    givenRank.set(count);
  }

  void giveAlpha(double scale) {
    givenAlpha.set(scale);
  }

  void enable(int count, double scale, Object aInitializer, Object bInitializer) {
    String title = LayerErrors.title(layer.asLayer());
    if (count < 1) {
      throw new IllegalArgumentException(
          "%s: the rank must be at least 1, but %d came.".formatted(title, count));
    }
    if (weight == null) {
      throw new IllegalStateException(
          "%s has no %s yet to correct. Call the layer, or buildFor(shape), first; or give it"
                  .formatted(title, weightName)
              + " loraRank(%d) as an option.".formatted(count));
    }
    if (isOn()) {
      throw new IllegalStateException(
          "%s is corrected already, with rank %d. That can be done once.".formatted(title, rank));
    }
    layer.whileBuilding(() -> make(count, scale, aInitializer, bInitializer));
  }

  private void make(int count, double scale, Object aInitializer, Object bInitializer) {
    if (options.isConstrained()) {
      throw new IllegalStateException(
          "%s: %s_constraint would hold of a weight that is not trained. Leave it out, or the rank."
              .formatted(LayerErrors.title(layer.asLayer()), weightName));
    }
    Variable plain = Objects.requireNonNull(weight);
    Shape shape = plain.shape();
    a = small("a", shape.with(shape.rank() - 1, count), aInitializer);
    b = small("b", Shape.of(count, shape.dim(-1)), bInitializer);
    plain.trainable(false);
    rank = count;
    alpha = scale;
  }

  private Variable small(String letter, Shape shape, Object initializer) {
    Initializer first = Initializers.KIND.parse().apply(initializer);
    String name = "lora_" + weightName + "_" + letter;
    return layer.addWeight(name, shape, first, options.regularizer(), DType.FLOAT32);
  }

  // ---- what is there ----

  /** True if it corrects a weight. */
  public boolean isOn() {
    return a != null;
  }

  /** The left matrix, {@code (…, rank)}, of the shape of the weight but for the last axis. */
  public Variable a() {
    return required(a);
  }

  /** The right matrix, {@code (rank, last)}. */
  public Variable b() {
    return required(b);
  }

  private Variable required(@Nullable Variable matrix) {
    if (matrix == null) {
      throw new IllegalStateException(
          "%s is not corrected. Call enableLora(rank) first."
              .formatted(LayerErrors.title(layer.asLayer())));
    }
    return matrix;
  }

  // ---- files ----

  boolean owns(Variable variable) {
    return variable == a || variable == b;
  }

  /** What files hold of a weight. */
  Tensor stored(Variable variable) {
    boolean corrected = isOn() && variable == weight;
    return corrected ? variable.add(product(a())).cast(variable.dtype()) : variable;
  }

  /** Keras writes both only where there is a rank. */
  void configTo(Map<String, @Nullable Object> config) {
    Integer asked = givenRank.get();
    config.remove(givenRank.name());
    config.remove(givenAlpha.name());
    if (isOn() || asked != null) {
      Double scale = givenAlpha.get();
      int count = isOn() ? rank : asked;
      double factor = isOn() ? alpha : scale == null ? count : scale;
      config.put(givenRank.name(), count);
      config.put(givenAlpha.name(), factor == Math.rint(factor) ? (Object) (int) factor : factor);
    }
  }
}
