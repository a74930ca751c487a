package keratin.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.config.Configurable;
import keratin.config.Kind;
import keratin.config.Names;
import keratin.config.Option;
import keratin.constraints.Constraint;
import keratin.initializers.Initializer;
import keratin.memory.Memory;
import keratin.random.PendingSeeds;
import keratin.regularizers.Regularizer;
import keratin.regularizers.Regularizers;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a model: weights, and a function from tensors to tensors.
 *
 * <p>Weights are made by {@link #build} at the first call, when the input's shape is known. One's
 * own layer needs two methods:
 *
 * {@snippet :
 * final class Scale extends Layer {
 *   private Variable factor;
 *
 *   @Override protected void build(Shape input) {
 *     factor = addWeight("factor", Shape.of(input.dim(-1)), new Ones());
 *   }
 *
 *   @Override protected Tensor call(Tensor x, boolean training) {
 *     return x.mul(factor);
 *   }
 * }
 * }
 *
 * @see <a href="https://keras.io/api/layers/base_layer/">keras.layers.Layer</a>
 */
public abstract class Layer extends Configurable implements PendingSeeds.Seeded {
  private final Option<@Nullable String> name = option("name", Kind.STRING.orNull(), null);
  private final Option<Boolean> trainable = option("trainable", Kind.BOOL, true);
  private final Option<DType> dtype = option("dtype", LayerDType.KIND, DType.FLOAT32);
  private final Option<@Nullable Regularizer> activityRegularizer =
      option("activity_regularizer", Regularizers.KIND.orNull(), null);
  private final LayerWeights weights = new LayerWeights();
  private final List<Layer> sublayers = new ArrayList<>();
  private final List<Layer> madeByBuild = new ArrayList<>();
  private volatile List<Tensor> callLosses = List.of();
  private @Nullable String chosenName;
  private boolean built;
  private boolean building;
  private @Nullable Shape builtShape;
  private boolean isTrainable = true;

  /** A layer that takes its place in the order of default seeds and automatic names. */
  protected Layer() {
    PendingSeeds.enlist(this);
  }

  // ---- what a subclass writes ----

  /** Makes the weights for inputs of this shape; the batch axis is unknown. */
  protected void build(Shape input) {}

  /**
   * The function.
   *
   * @param training true while {@code fit} trains, or when asked for
   */
  protected abstract Tensor call(Tensor x, boolean training);

  /** Draws the seeds of initializers that were given none; a layer that draws more extends this. */
  @Override
  public void drawSeeds() {
    settleName();
    options().forEach(Option::drawGiven);
    options().forEach(Option::settle);
  }

  /** True if there is nothing to build: the layer counts as built from the beginning. */
  protected boolean needsNoBuild() {
    return false;
  }

  /** True if the mask of the input is also that of the output. */
  protected boolean supportsMasking() {
    return false;
  }

  /** The options that tell this layer from others in errors: {@code units=10}. */
  protected String summaryOptions() {
    StringBuilder text = new StringBuilder();
    for (Option<?> option : options()) {
      if (option.isRequired() && option.isGiven()) {
        text.append(text.isEmpty() ? "" : ", ").append(option.name()).append("=");
        text.append(option.get());
      }
    }
    return text.toString();
  }

  /** What an error says of this layer; null if its parts have said it. */
  protected @Nullable String place() {
    return LayerErrors.title(this);
  }

  // ---- calling ----

  /** Applies the layer, as in inference; builds it first where that is still to be done. */
  public final Tensor of(Tensor x) {
    return of(x, Training.isOn());
  }

  /** Applies the layer in training or in inference mode. */
  public final Tensor of(Tensor x, boolean training) {
    try {
      if (!built) {
        buildFor(buildShape(x.shape()));
      }
      Tensor input = convert(x);
      return Training.isCalling()
          ? Training.during(training, () -> run(input, training))
          : Training.calling(training, () -> runFirst(input, training));
    } catch (TensorException e) {
      advise(e, x.shape());
      String where = place();
      throw where == null ? e : e.within(where);
    }
  }

  private Tensor runFirst(Tensor x, boolean training) {
    forgetLosses();
    return run(x, training);
  }

  private Tensor run(Tensor x, boolean training) {
    Tensor y = call(x, training);
    Tensor mask = Mask.of(x);
    if (mask != null && supportsMasking() && Mask.of(y) == null) {
      Mask.attach(y, mask);
    }
    Regularizer regularizer = activityRegularizer.get();
    if (regularizer != null) {
      addActivityLoss(regularizer, y);
    }
    return y;
  }

  /** Floating inputs become the layer's dtype, as Keras' autocast does. */
  private Tensor convert(Tensor x) {
    if (!x.dtype().isFloating() || x.dtype() == computeDtype()) {
      return x;
    }
    Tensor input = x.cast(computeDtype());
    Tensor mask = Mask.of(x);
    return mask == null ? input : Mask.attach(input, mask);
  }

  private void advise(TensorException error, Shape x) {
    Shape expected = builtShape;
    if (!(error instanceof ShapeException) || expected == null || weights.isEmpty()) {
      return;
    }
    boolean ends = expected.rank() == x.rank() && expected.dim(-1) != Shape.UNKNOWN;
    if (ends && expected.dim(-1) != x.dim(-1)) {
      error.advise(
          ("The layer was built for inputs ending in %1$d. Call it with (…, %1$d), or make a new"
                  + " %2$s for this input.")
              .formatted(expected.dim(-1), className()));
    } else if (expected.rank() != x.rank()) {
      error.advise(
          "The layer was built for inputs %s. Call it with such, or make a new %s for this input."
              .formatted(expected, className()));
    }
  }

  /** What the first call builds for: its input's shape, with the batch unknown. */
  protected Shape buildShape(Shape input) {
    return input.rank() == 0 ? input : input.with(0, Shape.UNKNOWN);
  }

  /** Builds for this input shape, {@code None} in front for the batch. */
  public final Layer buildFor(Shape input) {
    PendingSeeds.settle();
    // Built before for another shape: the weights of that time go.
    weights.clear();
    sublayers.removeAll(madeByBuild);
    madeByBuild.clear();
    building = true;
    try {
      build(input);
    } finally {
      building = false;
    }
    built = true;
    builtShape = input;
    return this;
  }

  /**
   * Adds a weight.
   *
   * @param shape all lengths known
   * @param regularizer its penalty on the loss
   * @param constraint what holds after every step of an optimizer
   * @param learned whether training changes it
   */
  protected final Variable addWeight(
      String weightName,
      Shape shape,
      Initializer initializer,
      @Nullable Regularizer regularizer,
      @Nullable Constraint constraint,
      boolean learned) {
    Tensor first = Memory.tidy(() -> initializer.call(shape, variableDtype()));
    Variable variable = new Variable(first, weightName, learned && isTrainable);
    variable.constraint(constraint == null ? null : constraint::call);
    weights.add(variable, regularizer, learned);
    return variable;
  }

  /** Adds a trainable weight without a regularizer. */
  protected final Variable addWeight(String weightName, Shape shape, Initializer initializer) {
    return addWeight(weightName, shape, initializer, null, null, true);
  }

  /** Adds a scalar to what training minimizes; to be called inside {@link #call}. */
  protected final synchronized void addLoss(Tensor loss) {
    List<Tensor> more = new ArrayList<>(callLosses);
    more.add(loss);
    callLosses = List.copyOf(more);
  }

  /** Adds the penalty on an output, by the sample: it does not depend on the batch size. */
  protected final void addActivityLoss(Regularizer regularizer, Tensor y) {
    if (!y.isSymbolic()) {
      Tensor penalty = regularizer.call(y);
      addLoss(y.rank() == 0 ? penalty : penalty.div(Math.max(1, y.shape().dim(0))));
    }
  }

  private void forgetLosses() {
    if (!callLosses.isEmpty()) {
      callLosses = List.of();
    }
    sublayers.forEach(Layer::forgetLosses);
  }

  /** Lets this layer own another: its weights count as this layer's. */
  protected final <T extends Layer> T track(T layer) {
    sublayers.add(layer);
    if (building) {
      madeByBuild.add(layer);
    }
    return layer;
  }

  /** Forgets a layer that {@link #track} added. */
  protected final void untrack(Layer layer) {
    sublayers.remove(layer);
  }

  // ---- state ----

  /** The layers inside this one, in the order they were added. */
  public List<Layer> sublayers() {
    return List.copyOf(sublayers);
  }

  /** All weights: a layer's own, those that are learned first, then those of its parts. */
  public final List<Variable> weights() {
    List<Variable> all = new ArrayList<>();
    weights.collect(all);
    sublayers.forEach(layer -> all.addAll(layer.weights()));
    return all;
  }

  /** The weights that training changes. */
  public final List<Variable> trainableVariables() {
    List<Variable> found = new ArrayList<>();
    collect(true, isTrainable, found);
    return found;
  }

  /** The weights that training leaves to other means, or that are frozen. */
  public final List<Variable> nonTrainableVariables() {
    List<Variable> found = new ArrayList<>();
    collect(false, isTrainable, found);
    return found;
  }

  private void collect(boolean wanted, boolean allowed, List<Variable> into) {
    boolean on = allowed && isTrainable;
    weights.collect(wanted, on, into);
    sublayers.forEach(layer -> layer.collect(wanted, on, into));
  }

  /**
   * What training adds to the loss: what layers added in the last call, and the penalties of
   * regularized trainable weights, computed now.
   */
  public final List<Tensor> losses() {
    List<Tensor> all = new ArrayList<>();
    collectCallLosses(all);
    collectPenalties(isTrainable, all);
    return all;
  }

  private void collectCallLosses(List<Tensor> into) {
    into.addAll(callLosses);
    sublayers.forEach(layer -> layer.collectCallLosses(into));
  }

  private void collectPenalties(boolean allowed, List<Tensor> into) {
    boolean on = allowed && isTrainable;
    if (on) {
      weights.collectPenalties(into);
    }
    sublayers.forEach(layer -> layer.collectPenalties(on, into));
  }

  /** The values of {@link #weights}. */
  public final List<Tensor> getWeights() {
    return weights().stream().map(Variable::value).toList();
  }

  /**
   * Replaces the values of all weights.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  public final void setWeights(List<Tensor> values) {
    List<Variable> own = weights();
    if (own.size() != values.size()) {
      throw new IllegalArgumentException(
          "%s has %d weights, but %d values came.%s"
              .formatted(
                  LayerErrors.title(this),
                  own.size(),
                  values.size(),
                  built ? "" : " It is not built yet: call it, or buildFor(shape), first."));
    }
    for (int i = 0; i < own.size(); i++) {
      own.get(i).assign(values.get(i).cast(own.get(i).dtype()));
    }
  }

  /** The number of numbers in all weights. */
  public final long countParams() {
    return weights().stream().mapToLong(Variable::size).sum();
  }

  /** True once the weights exist, or if there will be none. */
  public final boolean isBuilt() {
    return built || needsNoBuild();
  }

  /** Lets a container that has changed be built again. */
  protected final void reopen() {
    built = false;
  }

  /** The input shape the layer was built for. */
  public final @Nullable Shape builtShape() {
    return builtShape;
  }

  /** The name: given, or the class name in snake case with a number. */
  public final String name() {
    if (chosenName == null) {
      // Those constructed earlier take theirs first.
      PendingSeeds.settle();
    }
    return settleName();
  }

  private synchronized String settleName() {
    if (chosenName == null) {
      String given = name.get();
      chosenName = given == null ? Names.automatic(className()) : given;
    }
    return chosenName;
  }

  /** Sets the name; allowed at any time. */
  public Layer name(String text) {
    chosenName = text;
    return this;
  }

  /** True if training changes the weights. */
  public final boolean isTrainable() {
    return isTrainable;
  }

  /** Freezes the weights and those of the parts, or frees them; allowed at any time. */
  public Layer trainable(boolean on) {
    isTrainable = on;
    weights.trainable(on);
    sublayers.forEach(layer -> layer.trainable(on));
    return this;
  }

  /** A penalty on the output, for every sample: a name or a {@link Regularizer}. */
  public Layer activityRegularizer(Object regularizer) {
    activityRegularizer.set(regularizer);
    return this;
  }

  /** The dtype of the weights. */
  public final DType variableDtype() {
    return dtype.get();
  }

  /** The dtype of the computation and of the output. */
  public final DType computeDtype() {
    return dtype.get();
  }

  /** Sets the dtype of weights and computation. */
  public Layer dtype(DType type) {
    dtype.set(type);
    return this;
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(super.getConfig());
    config.put("name", name());
    config.put("trainable", isTrainable);
    if (config.get("activity_regularizer") == null) {
      config.remove("activity_regularizer");
    }
    return config;
  }

  @Override
  public void configure(Map<String, ?> config) {
    super.configure(config);
    isTrainable = trainable.get();
  }

  @Override
  protected void requireOpen() {
    if (built) {
      throw new IllegalStateException(
          "%s is already built. Set its options before it is used, or make a new one."
              .formatted(LayerErrors.title(this)));
    }
  }

  /**
   * A weight that exists only once the layer is built.
   *
   * @throws IllegalStateException if it is not built yet
   */
  protected final Variable builtWeight(@Nullable Variable variable, String weightName) {
    if (!built) {
      throw new IllegalStateException(
          "%s has no %s yet: its shape follows from the first input. Call the layer, or"
                  .formatted(LayerErrors.title(this), weightName)
              + " buildFor(shape), first.");
    }
    return Objects.requireNonNull(variable, () -> weightName + " is switched off");
  }
}
