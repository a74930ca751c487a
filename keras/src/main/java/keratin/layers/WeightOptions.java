package keratin.layers;

import java.util.List;
import java.util.function.BiFunction;
import keratin.config.Option;
import keratin.constraints.Constraint;
import keratin.initializers.Initializer;
import keratin.regularizers.Regularizer;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for one weight of a layer: how it begins, its penalty, and what holds of it
 * after every step. Made by {@link Layer#weightOptions(String, Object)}.
 */
public final class WeightOptions {
  private final Weighted layer;
  private final Option<Initializer> initializer;
  private final Option<@Nullable Regularizer> regularizer;
  private final Option<@Nullable Constraint> constraint;

  WeightOptions(
      Weighted layer,
      Option<Initializer> initializer,
      Option<@Nullable Regularizer> regularizer,
      Option<@Nullable Constraint> constraint) {
    this.layer = layer;
    this.initializer = initializer;
    this.regularizer = regularizer;
    this.constraint = constraint;
  }

  /** How the weight begins: a name or an {@link Initializer}. */
  public void initializer(Object source) {
    initializer.set(source);
  }

  /** A penalty on the weight: a name or a {@link Regularizer}. */
  public void regularizer(Object source) {
    regularizer.set(source);
  }

  /** What holds of the weight after every step: a name or a {@link Constraint}. */
  public void constraint(Object source) {
    constraint.set(source);
  }

  /** Adds the weight to its layer; to be called inside {@link Layer#build(Shape)}. */
  public Variable add(String weightName, Shape shape) {
    return add(weightName, shape, initializer.get());
  }

  /** Adds a weight that begins as {@code first} makes it of the initializer of the options. */
  public Variable add(
      String weightName, Shape shape, BiFunction<Initializer, DType, Tensor> first) {
    Initializer chosen = initializer.get();
    Initializer changed =
        new Initializer() {
          @Override
          public Tensor call(Shape all, DType dtype) {
            return first.apply(chosen, dtype);
          }
        };
    return add(weightName, shape, changed);
  }

  @Nullable Regularizer regularizer() {
    return regularizer.get();
  }

  boolean isConstrained() {
    return constraint.get() != null;
  }

  private Variable add(String weightName, Shape shape, Initializer first) {
    return layer.addWeight(weightName, shape, first, regularizer.get(), constraint.get(), true);
  }

  /**
   * Adds a weight whose axes are not {@code (…, in, out)}: an initializer that scales by the number
   * of inputs and outputs must know which is which.
   */
  public Variable add(
      String weightName, Shape shape, List<Integer> inputAxes, List<Integer> outputAxes) {
    return add(
        weightName, shape, (chosen, dtype) -> chosen.call(shape, dtype, inputAxes, outputAxes));
  }

  /** Adds a weight that only begins as the options say, without penalty and constraint. */
  public Variable addPlain(String weightName, Shape shape) {
    return layer.addWeight(weightName, shape, initializer.get());
  }
}
