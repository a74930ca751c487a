package keratin.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import keratin.config.Configurable;
import keratin.config.Option;
import keratin.memory.Memory;
import keratin.random.PendingSeeds;
import keratin.regularizers.Regularizer;
import keratin.regularizers.Regularizers;
import keratin.tensor.Autocast;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a model: weights, and a function from tensors to tensors.
 *
 * <p>Weights are made by {@link #build} at the first call, when the input's shape is known. One's
 * own layer needs two methods; one of several tensors has those of lists:
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
public abstract non-sealed class Layer extends Connected implements PendingSeeds.Seeded {
  private static final ScopedValue<Layer> OPEN = ScopedValue.newInstance();

  private final Option<@Nullable Regularizer> activityRegularizer =
      option("activity_regularizer", Regularizers.KIND.orNull(), null);

  /** A layer that takes its place in the order of default seeds and automatic names. */
  protected Layer() {
    PendingSeeds.enlist(this);
  }

  // ---- what a subclass writes ----

  /** Makes the weights for an input of this shape; the batch axis is unknown. */
  protected void build(Shape input) {}

  /**
   * Makes the weights for inputs of these shapes; written by layers of several tensors that have
   * weights of their own.
   */
  protected void build(List<Shape> inputs) {
    if (inputs.size() == 1 || !LayerErrors.takesSeveral(this)) {
      build(LayerErrors.only(this, inputs));
    }
  }

  /**
   * The function, of one tensor.
   *
   * @param training true while {@code fit} trains, or when asked for
   */
  protected Tensor call(Tensor x, boolean training) {
    throw new UnsupportedOperationException(
        "%s has no function: write call(Tensor, boolean), or call(List, boolean) for several tensors."
            .formatted(LayerErrors.title(this)));
  }

  /**
   * The function, of several tensors or with several results; written instead of the other one.
   *
   * @param training true while {@code fit} trains, or when asked for
   */
  protected List<Tensor> call(List<Tensor> xs, boolean training) {
    return List.of(call(LayerErrors.only(this, xs), training));
  }

  /**
   * The function of a layer that is told more with a call than its tensors; written instead of the
   * others.
   *
   * @param training true while {@code fit} trains, or when asked for
   */
  protected List<Tensor> call(List<Tensor> xs, CallArguments arguments, boolean training) {
    if (!arguments.values().isEmpty()) {
      throw new TensorException(
          "%s takes no arguments with a call, but %s came."
              .formatted(className(), arguments.values().keySet()));
    }
    return call(xs, training);
  }

  /** The mask of the first result; by default that of the first input, if masks are supported. */
  protected @Nullable Tensor computeMask(List<Tensor> xs) {
    return supportsMasking() ? Mask.of(xs.getFirst()) : null;
  }

  /** Draws the seeds of initializers that were given none; a layer that draws more extends this. */
  @Override
  public void drawSeeds() {
    settleName();
    options().forEach(Option::drawGiven);
    options().forEach(Option::settle);
  }

  /**
   * True if {@code buildFor} calls the layer on symbols, so that the layers inside are built, too,
   * which {@code build} leaves to the first call: for models.
   */
  protected boolean tracesToBuild() {
    return false;
  }

  /** True if the mask of the input is also that of the output. */
  protected boolean supportsMasking() {
    return false;
  }

  /** What a call that was not told whether it is training takes: augmentation does train. */
  protected boolean trainsByDefault() {
    return false;
  }

  /** True if the layer's tensors are one list, as configs write it: {@code Add()([a, b])}. */
  protected boolean takesList() {
    return false;
  }

  /** True if the layer's function uses the mask of its input, so that it is an input as well. */
  protected boolean takesMask() {
    return false;
  }

  /** The names by which a call may give its tensors: {@code query, value, key} of attention. */
  protected List<String> tensorNames() {
    return List.of();
  }

  /** The penalty on the output; a layer made of others may hand it down to them instead. */
  protected @Nullable Regularizer outputPenalty() {
    return activityRegularizer.get();
  }

  /** The options that tell this layer from others in errors: {@code units=10}. */
  protected String summaryOptions() {
    StringBuilder text = new StringBuilder();
    for (Option<?> option : options()) {
      if (option.isRequired() && option.isGiven()) {
        text.append(text.isEmpty() ? "" : ", ").append(option.name()).append("=");
        text.append(option.get() instanceof Configurable part ? part.className() : option.get());
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
    return of(x, Training.of(this));
  }

  /** Applies the layer in training or in inference mode. */
  public final Tensor of(Tensor x, boolean training) {
    return of(List.of(x), training);
  }

  /** Applies the layer to several tensors. */
  public final Tensor of(Tensor first, Tensor second, Tensor... more) {
    List<Tensor> xs = new ArrayList<>(List.of(first, second));
    xs.addAll(List.of(more));
    return of(xs);
  }

  /** Applies the layer to several tensors. */
  public final Tensor of(List<Tensor> xs) {
    return of(xs, Training.of(this));
  }

  /**
   * Applies the layer to several tensors, in training or in inference mode.
   *
   * @throws IllegalStateException if there is more than one result
   */
  public final Tensor of(List<Tensor> xs, boolean training) {
    return LayerErrors.result(this, ofAll(xs, training));
  }

  /** All results of a layer that has several. */
  public final List<Tensor> ofAll(Tensor... xs) {
    return ofAll(List.of(xs), Training.of(this));
  }

  /** All results of a layer that has several, in training or in inference mode. */
  public final List<Tensor> ofAll(List<Tensor> xs, boolean training) {
    return ofAll(xs, CallArguments.NONE, training);
  }

  /** Applies a layer that is told something with the call. */
  public final Tensor of(Tensor x, CallArguments arguments) {
    return LayerErrors.result(this, ofAll(List.of(x), arguments));
  }

  /** All results of a layer that is told something with the call. */
  public final List<Tensor> ofAll(List<Tensor> xs, CallArguments arguments) {
    return ofAll(xs, arguments, Training.of(this));
  }

  /** All results of a layer that is told something with the call. */
  public final List<Tensor> ofAll(List<Tensor> given, CallArguments told, boolean training) {
    return wasBuilt() ? apply(given, told, training) : opened(() -> apply(given, told, training));
  }

  private List<Tensor> apply(List<Tensor> given, CallArguments told, boolean training) {
    List<Tensor> xs = told.inputs(given, tensorNames());
    CallArguments arguments = told.without(tensorNames());
    try {
      boolean first = !wasBuilt();
      if (first) {
        buildOwn(xs.stream().map(x -> buildShape(x.shape())).toList());
      }
      checkInputs(xs);
      List<Tensor> ys =
          Training.isCalling()
              ? Training.during(
                  training, () -> masked(arguments.carrying(xs), run(xs, arguments, training)))
              : Training.calling(training, () -> runFirst(xs, arguments, training));
      if (first) {
        settleOutputs(ys.stream().map(Tensor::shape).toList());
      }
      return ys;
    } catch (TensorException e) {
      LayerErrors.advise(e, this, xs);
      String where = place();
      throw where == null ? e : e.within(where);
    }
  }

  private List<Tensor> runFirst(List<Tensor> xs, CallArguments arguments, boolean training) {
    forgetLosses();
    List<Tensor> ys = run(xs, arguments, training);
    if (!Node.anySymbolic(xs) && !Node.anySymbolic(arguments.tensors())) {
      return masked(arguments.carrying(xs), ys);
    }
    // New symbols: a layer may hand its input through.
    List<Tensor> symbols = ys.stream().map(Mask::symbolLike).toList();
    Node.record(this, xs, arguments.withMasksOf(xs, this), symbols);
    // Outside the call: where a mask is made by ops, these are part of the model.
    return Training.outside(() -> masked(arguments.carrying(xs), symbols));
  }

  private List<Tensor> run(List<Tensor> xs, CallArguments arguments, boolean training) {
    List<Tensor> inputs = convert(arguments.masked(arguments.heard(xs, this), tensorNames()));
    CallArguments rest = arguments.withoutMasks(tensorNames()).map(this::convert);
    List<Tensor> ys = compute(inputs, rest, training);
    Regularizer regularizer = outputPenalty();
    if (regularizer != null) {
      ys.forEach(y -> addActivityLoss(regularizer, y));
    }
    return ys;
  }

  /** Calls the layer, its weights read in the dtype of the computation. */
  private List<Tensor> compute(List<Tensor> inputs, CallArguments rest, boolean training) {
    boolean mixed = autocasts() && dtypePolicy().isMixed() || Autocast.isOn();
    return mixed && computeDtype().isFloating()
        ? Autocast.during(computeDtype(), () -> call(inputs, rest, training))
        : call(inputs, rest, training);
  }

  private List<Tensor> masked(List<Tensor> xs, List<Tensor> ys) {
    if (!ys.isEmpty() && Mask.of(ys.getFirst()) == null) {
      Tensor mask = computeMask(xs);
      if (mask != null) {
        Mask.attach(ys.getFirst(), mask);
      }
    }
    return ys;
  }

  private List<Tensor> convert(List<Tensor> xs) {
    if (!autocasts()) {
      return xs;
    }
    if (xs.size() == 1) {
      Tensor x = xs.getFirst();
      Tensor converted = convert(x);
      return converted == x ? xs : List.of(converted);
    }
    return xs.stream().map(this::convert).toList();
  }

  private Tensor convert(Tensor x) {
    if (!x.dtype().isFloating() || x.dtype() == computeDtype()) {
      return x;
    }
    Tensor input = x.cast(computeDtype());
    Tensor mask = Mask.of(x);
    return mask == null ? input : Mask.attach(input, mask);
  }

  /** Whether floating inputs become the layer's dtype, as Keras' autocast does. */
  protected boolean autocasts() {
    return true;
  }

  /** What the first call builds for: its input's shape, with the batch unknown. */
  protected Shape buildShape(Shape input) {
    return input.rank() == 0 ? input : input.with(0, Shape.UNKNOWN);
  }

  /** Builds for this input shape, {@code None} in front for the batch. */
  public final Layer buildFor(Shape input) {
    return buildFor(List.of(input));
  }

  /** Builds for these input shapes, {@code None} in front for the batch. */
  public final Layer buildFor(List<Shape> inputs) {
    return opened(
        () -> {
          buildOwn(inputs);
          if (tracesToBuild() && !sublayers().stream().allMatch(Layer::isBuilt)) {
            traceOrOne(inputs);
          }
          return this;
        });
  }

  /** Calls the layer on symbols; where its function asks how many samples there are, on one. */
  private void traceOrOne(List<Shape> inputs) {
    try {
      trace(inputs);
    } catch (ShapeException e) {
      List<Shape> one = inputs.stream().map(Layer::ofOneSample).toList();
      if (one.equals(inputs)) {
        throw e;
      }
      trace(one);
    }
  }

  private static Shape ofOneSample(Shape shape) {
    return shape.rank() > 0 && shape.dim(0) == Shape.UNKNOWN ? shape.with(0, 1) : shape;
  }

  private void trace(List<Shape> inputs) {
    List<Tensor> symbols =
        inputs.stream().map(shape -> Tensor.symbol(new Spec(computeDtype(), shape))).toList();
    Memory.tidy(() -> Training.calling(false, () -> run(symbols, CallArguments.NONE, false)));
  }

  private void buildOwn(List<Shape> inputs) {
    PendingSeeds.settle();
    Training.outside(() -> rebuild(() -> build(inputs)));
    settleBuilt(inputs);
  }

  /**
   * Layers that are built by this work, in {@code build} or in the first call, are built in this.
   */
  private <T> T opened(Supplier<T> work) {
    Layer outer = OPEN.isBound() ? OPEN.get() : null;
    if (outer == this) {
      return work.get();
    }
    builtWithin(outer);
    return ScopedValue.where(OPEN, this).call(work::get);
  }

  // ---- options ----

  /** A penalty on the output, for every sample: a name or a {@link Regularizer}. */
  public Layer activityRegularizer(Object regularizer) {
    activityRegularizer.set(regularizer);
    return this;
  }

  @Override
  public Layer trainable(boolean on) {
    super.trainable(on);
    return this;
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    if (config.get("activity_regularizer") == null) {
      config.remove("activity_regularizer");
    }
    return config;
  }
}
