package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.initializers.Ones;
import keratin.initializers.Zeros;
import keratin.layers.FluentLayer;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * {@code (x − mean) / √variance}, by a mean and a variance for every position along the kept axes:
 * by default the last, a pair for every feature. They are given, or learned from data by {@link
 * #adapt}.
 *
 * {@snippet :
 * var normalization = new Normalization();
 * normalization.adapt(data);            // (samples, features)
 * Tensor y = normalization.of(data);    // every feature with mean 0 and variance 1
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/">keras.layers.Normalization</a>
 */
public final class Normalization extends FluentLayer<Normalization> {
  private static final double EPSILON = 1e-7;
  private static final Kind<List<Integer>> AXES =
      new Kind<>(
          "an axis, a list of axes, or null for none",
          v -> v == null ? List.of() : Kind.INTS.parse().apply(v),
          v -> v);

  private final Option<List<Integer>> axis = option("axis", AXES, -1);
  private final Option<@Nullable NestedNumbers> mean =
      option("mean", NestedNumbers.KIND.orNull(), null);
  private final Option<@Nullable NestedNumbers> variance =
      option("variance", NestedNumbers.KIND.orNull(), null);
  private final Option<Boolean> invert = option("invert", Kind.BOOL, false);
  private @Nullable Variable learnedMean;
  private @Nullable Variable learnedVariance;
  private Shape built = Shape.SCALAR;

  /** The axes that keep a mean and a variance for every position; none for one pair for all. */
  public Normalization axis(int... kept) {
    axis.set(kept);
    return this;
  }

  /** The mean: a number, or an array along the kept axes. The variance must be given, too. */
  public Normalization mean(Object numbers) {
    mean.set(numbers);
    return this;
  }

  /** The variance: a number, or an array of the shape of the mean. */
  public Normalization variance(Object numbers) {
    variance.set(numbers);
    return this;
  }

  /** Whether to undo a normalization: {@code x · √variance + mean}. */
  public Normalization invert(boolean on) {
    invert.set(on);
    return this;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  // ---- axes ----

  private List<Integer> kept(Shape input) {
    for (int at : axis.get()) {
      if (at < -input.rank() || at >= input.rank()) {
        throw new ShapeException(
            "Normalization: axis %s is none of the %d axes of %s."
                .formatted(axis.get(), input.rank(), input));
      }
    }
    return axis.get().stream().map(input::axis).sorted().toList();
  }

  private int[] reduced(Shape input) {
    List<Integer> kept = kept(input);
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < input.rank(); i++) {
      if (!kept.contains(i)) {
        others.add(i);
      }
    }
    return others.stream().mapToInt(i -> i).toArray();
  }

  /** Numbers along the kept axes, the last ones if there are fewer, shaped to broadcast. */
  private Tensor spread(Tensor numbers, Shape input) {
    List<Integer> kept = kept(input);
    int[] dims = new int[input.rank()];
    Arrays.fill(dims, 1);
    for (int i = 1; i <= numbers.rank(); i++) {
      dims[kept.get(kept.size() - i)] = numbers.shape().dim(-i);
    }
    return numbers.reshape(dims);
  }

  // ---- building and learning ----

  /** The batch stays known if it is a kept axis. */
  @Override
  protected Shape buildShape(Shape input) {
    return kept(input).contains(0) ? input : super.buildShape(input);
  }

  @Override
  protected void build(Shape input) {
    NestedNumbers givenMean = mean.get();
    NestedNumbers givenVariance = variance.get();
    built = input;
    List<Integer> kept = kept(input);
    if (givenMean != null || givenVariance != null) {
      checkGiven(givenMean, givenVariance, kept.size());
      return;
    }
    Shape shape = Shape.SCALAR;
    for (int at : kept) {
      shape = shape.append(input.dim(at));
    }
    if (!shape.isKnown()) {
      throw new ShapeException(
          "Normalization needs to know the lengths of the kept axes %s, but the input is %s."
              .formatted(axis.get(), input));
    }
    learnedMean = addState("mean", shape, new Zeros(), variableDtype());
    learnedVariance = addState("variance", shape, new Ones(), variableDtype());
    // Keras keeps it for models saved by older versions.
    addState("count", Shape.SCALAR, new Zeros(), DType.INT64);
  }

  private static void checkGiven(
      @Nullable NestedNumbers mean, @Nullable NestedNumbers variance, int axes) {
    if (mean == null || variance == null || !mean.shape().equals(variance.shape())) {
      throw new TensorException(
          "Normalization: mean and variance must both be given, with one shape, but are %s and %s."
              .formatted(
                  mean == null ? null : mean.values(),
                  variance == null ? null : variance.values()));
    }
    if (mean.shape().rank() > axes) {
      throw new ShapeException(
          "Normalization: the mean has the shape %s, but only %d axes are kept."
              .formatted(mean.shape(), axes));
    }
  }

  /** Learns mean and variance from this data; its first axis are the samples. */
  public void adapt(Tensor data) {
    adapt(List.of(data));
  }

  /** Learns mean and variance from the batches of a dataset. */
  public void adapt(Dataset batches) {
    Iterator<Element> elements = batches.iterator();
    learn(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return elements.hasNext();
          }

          @Override
          public Tensor next() {
            return elements.next().x();
          }
        });
  }

  /** Learns mean and variance from batches. */
  public void adapt(Iterable<Tensor> batches) {
    learn(batches.iterator());
  }

  private void learn(Iterator<Tensor> batches) {
    if (mean.get() != null) {
      throw new IllegalStateException(
          "Normalization: mean and variance were given, so there is nothing to learn.");
    }
    List<Tensor> moments =
        RunningMoments.of(
            batches,
            new RunningMoments.Layout() {
              @Override
              public Tensor prepared(Tensor batch) {
                prepare(batch.shape());
                return batch.cast(variableDtype());
              }

              @Override
              public int[] axes(Tensor batch) {
                return reduced(batch.shape());
              }
            });
    if (moments == null) {
      throw new IllegalArgumentException(
          "Normalization: there is no data to learn from. Give at least one batch.");
    }
    builtWeight(learnedMean, "mean").assign(moments.getFirst());
    builtWeight(learnedVariance, "variance").assign(moments.getLast());
  }

  private void prepare(Shape data) {
    if (!isBuilt()) {
      buildFor(buildShape(data));
    }
    for (int at : kept(data)) {
      if (data.rank() != built.rank() || data.dim(at) != built.dim(at)) {
        throw new ShapeException(
            "Normalization was built for inputs %s, but the data is %s.".formatted(built, data));
      }
    }
  }

  // ---- the function ----

  @Override
  protected Tensor call(Tensor input, boolean training) {
    Tensor x = input.cast(computeDtype());
    NestedNumbers givenMean = mean.get();
    NestedNumbers givenVariance = variance.get();
    boolean given = givenMean != null && givenVariance != null;
    Tensor centre = given ? givenMean.beside(x) : builtWeight(learnedMean, "mean");
    Tensor square = given ? givenVariance.beside(x) : builtWeight(learnedVariance, "variance");
    Tensor scale = spread(square, x.shape()).sqrt().maximum(EPSILON);
    Tensor shift = spread(centre, x.shape());
    return invert.get() ? x.mul(scale).add(shift) : x.sub(shift).div(scale);
  }
}
