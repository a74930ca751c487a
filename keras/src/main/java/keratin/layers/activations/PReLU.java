package keratin.layers.activations;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.constraints.Constraint;
import keratin.constraints.Constraints;
import keratin.initializers.Initializer;
import keratin.initializers.Initializers;
import keratin.layers.Layer;
import keratin.regularizers.Regularizer;
import keratin.regularizers.Regularizers;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * {@code x} above 0, {@code alpha · x} below, with an alpha that is learned: one per element of a
 * sample, or shared along {@link #sharedAxes}.
 *
 * @see <a href="https://keras.io/api/layers/activation_layers/prelu/">keras.layers.PReLU</a>
 */
public final class PReLU extends Layer {
  private final Option<Initializer> alphaInitializer =
      option("alpha_initializer", Initializers.KIND, "zeros");
  private final Option<@Nullable Regularizer> alphaRegularizer =
      option("alpha_regularizer", Regularizers.KIND.orNull(), null);
  private final Option<@Nullable Constraint> alphaConstraint =
      option("alpha_constraint", Constraints.KIND.orNull(), null);
  private final Option<@Nullable List<Integer>> sharedAxes =
      option("shared_axes", Kind.INTS.orNull(), null);
  private @Nullable Variable alpha;

  /** How alpha begins: a name or an {@link Initializer}. */
  public PReLU alphaInitializer(Object initializer) {
    alphaInitializer.set(initializer);
    return this;
  }

  /** A penalty on alpha: a name or a {@link Regularizer}. */
  public PReLU alphaRegularizer(Object regularizer) {
    alphaRegularizer.set(regularizer);
    return this;
  }

  /** What holds of alpha after every step: a name or a {@link Constraint}. */
  public PReLU alphaConstraint(Object constraint) {
    alphaConstraint.set(constraint);
    return this;
  }

  /** The axes, from 1 on, along which one alpha serves all: 1 and 2 for images. */
  public PReLU sharedAxes(int... axes) {
    sharedAxes.set(axes);
    return this;
  }

  @Override
  public PReLU name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected void build(Shape input) {
    int[] dims = input.slice(1, input.rank()).dims();
    List<Integer> shared = sharedAxes.get();
    if (shared != null) {
      for (int axis : shared) {
        dims[axis - 1] = 1;
      }
    }
    Shape shape = Shape.of(dims);
    if (!shape.isKnown()) {
      throw new ShapeException(
          "PReLU needs to know the lengths it has an alpha for, but got %s. Share the others."
              .formatted(input));
    }
    alpha =
        addWeight(
            "alpha",
            shape,
            alphaInitializer.get(),
            alphaRegularizer.get(),
            alphaConstraint.get(),
            true);
  }

  /** The slopes below 0. */
  public Variable alpha() {
    return builtWeight(alpha, "alpha");
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return x.relu().sub(alpha().mul(x.neg().relu()));
  }
}
