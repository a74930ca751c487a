package keratin.layers.attention;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.constraints.Constraint;
import keratin.constraints.Constraints;
import keratin.initializers.Initializer;
import keratin.initializers.Initializers;
import keratin.layers.CallArguments;
import keratin.layers.FluentLayer;
import keratin.layers.Mask;
import keratin.layers.activations.Softmax;
import keratin.layers.core.EinsumDense;
import keratin.layers.regularization.Dropout;
import keratin.ops.Nn;
import keratin.regularizers.Regularizer;
import keratin.regularizers.Regularizers;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * What attention of several heads has in common: query, key and value are projected for every head,
 * the heads attend on their own, and what they find is projected to the result.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseMultiHead<SELF extends BaseMultiHead<SELF>> extends FluentLayer<SELF> {
  private static final String SCORES = "return_attention_scores";
  private static final String CAUSAL = "use_causal_mask";
  private static final String MASK = "attention_mask";
  private static final List<String> NAMES = List.of("query", "value", "key");

  /** Axes of projected queries that the backend's own attention takes. */
  private static final int USUAL_RANK = 4;

  private final Option<Double> dropout = option("dropout", Kind.RATE, 0.0);
  private final Option<Boolean> useBias = option("use_bias", Kind.BOOL, true);
  private final Option<Boolean> useGate = option("use_gate", Kind.BOOL, false);
  private final Option<@Nullable Integer> slidingWindow =
      option("sliding_window", Kind.POSITIVE.orNull(), null);
  private final Option<Initializer> kernelInitializer =
      option("kernel_initializer", Initializers.KIND, "glorot_uniform");
  private final Option<Initializer> biasInitializer =
      option("bias_initializer", Initializers.KIND, "zeros");
  private final Option<@Nullable Regularizer> kernelRegularizer =
      option("kernel_regularizer", Regularizers.KIND.orNull(), null);
  private final Option<@Nullable Regularizer> biasRegularizer =
      option("bias_regularizer", Regularizers.KIND.orNull(), null);
  private final Option<@Nullable Constraint> kernelConstraint =
      option("kernel_constraint", Constraints.KIND.orNull(), null);
  private final Option<@Nullable Constraint> biasConstraint =
      option("bias_constraint", Constraints.KIND.orNull(), null);
  private final Option<@Nullable Long> seed = option("seed", Kind.LONG.orNull(), null);
  private boolean flashAttention;
  private @Nullable Parts parts;

  /** The layers inside, made by the first call. */
  private record Parts(
      EinsumDense query,
      EinsumDense key,
      @Nullable EinsumDense gate,
      EinsumDense value,
      Softmax softmax,
      Dropout dropout,
      EinsumDense output) {}

  BaseMultiHead() {}

  // ---- options ----

  /** The part of the attention that is dropped in training, 0 to 1. */
  public final SELF dropout(double rate) {
    dropout.set(rate);
    return self();
  }

  /** Whether projections add a bias. */
  public final SELF useBias(boolean on) {
    useBias.set(on);
    return self();
  }

  /** Whether what heads find is multiplied by a gate from 0 to 1, a projection of the query. */
  public final SELF useGate(boolean on) {
    useGate.set(on);
    return self();
  }

  /** Lets queries see only the keys less than {@code places} before or after their own place. */
  public final SELF slidingWindow(int places) {
    slidingWindow.set(places);
    return self();
  }

  /**
   * Asks for an attention that never holds all scores. It is the same function, but has no dropout
   * and no scores to return.
   */
  public final SELF flashAttention(boolean on) {
    requireOpen();
    flashAttention = on;
    return self();
  }

  /** How kernels begin: a name or an {@link Initializer}. */
  public final SELF kernelInitializer(Object initializer) {
    kernelInitializer.set(initializer);
    return self();
  }

  /** How biases begin: a name or an {@link Initializer}. */
  public final SELF biasInitializer(Object initializer) {
    biasInitializer.set(initializer);
    return self();
  }

  /** A penalty on kernels: a name or a {@link Regularizer}. */
  public final SELF kernelRegularizer(Object regularizer) {
    kernelRegularizer.set(regularizer);
    return self();
  }

  /** A penalty on biases: a name or a {@link Regularizer}. */
  public final SELF biasRegularizer(Object regularizer) {
    biasRegularizer.set(regularizer);
    return self();
  }

  /** What holds of kernels after every step: a name or a {@link Constraint}. */
  public final SELF kernelConstraint(Object constraint) {
    kernelConstraint.set(constraint);
    return self();
  }

  /** What holds of biases after every step: a name or a {@link Constraint}. */
  public final SELF biasConstraint(Object constraint) {
    biasConstraint.set(constraint);
    return self();
  }

  /** The seed of the dropout; without one the layer takes a default seed. */
  public final SELF seed(long number) {
    seed.set(number);
    return self();
  }

  /** Configs do not hold {@code flash_attention}, as it does not change the function. */
  @Override
  public void configure(Map<String, ?> config) {
    super.configure(config);
    if (config.get("flash_attention") instanceof Boolean on) {
      flashAttention(on);
    }
  }

  // ---- what the layer is made of ----

  /** The projections of a layer for queries, keys and values of these shapes. */
  abstract Projections projections(Shape query, Shape value);

  /** A projection: its equation, what it gives without the batch, and the axes of its bias. */
  record Projection(String equation, Shape output, String biasAxes) {}

  /** All projections, and what to do between them. */
  record Projections(
      Projection query, Projection key, Projection value, Projection output, int attentionAxes) {}

  /** How well queries agree with keys, both projected and the queries scaled. */
  abstract Tensor scores(Tensor query, Tensor key);

  /** The values, projected, mixed by scores after softmax. */
  abstract Tensor mixed(Tensor scores, Tensor value);

  /** By what scores are multiplied. */
  abstract double scale();

  /** The shapes of the result and of the scores for symbols. */
  abstract List<Shape> shapes(Shape query, Shape key);

  @Override
  protected final List<String> tensorNames() {
    return NAMES;
  }

  @Override
  protected final boolean takesMask() {
    return true;
  }

  /** The mask of the queries. */
  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  @Override
  protected final void build(List<Shape> inputs) {
    requireInputs(inputs);
    requireDropoutWithScores();
    Shape query = inputs.get(0);
    Shape value = inputs.get(1);
    Shape key = inputs.getLast();
    Projections all = projections(query, value);
    EinsumDense queryPart = part("query", all.query(), query);
    EinsumDense keyPart = part("key", all.key(), key);
    EinsumDense gate = useGate.get() ? part("gate", gate(all), query) : null;
    EinsumDense valuePart = part("value", all.value(), value);
    Softmax softmax = track("_softmax", new Softmax(lastAxes(all.attentionAxes())));
    softmax.dtype(dtypePolicy().name());
    Dropout drop = track("_dropout_layer", new Dropout(dropout.get()));
    drop.dtype(dtypePolicy().name());
    Long given = seed.get();
    if (given != null) {
      drop.seed(given);
    }
    int heads = all.query().output().dim(-2);
    int size = all.value().output().dim(-1);
    Shape found = query.slice(0, query.rank() - 1).append(heads, size);
    EinsumDense output = part("attention_output", all.output(), found);
    parts = new Parts(queryPart, keyPart, gate, valuePart, softmax, drop, output);
  }

  private static Projection gate(Projections all) {
    Shape output = all.query().output().with(-1, all.value().output().dim(-1));
    return new Projection(all.query().equation(), output, all.query().biasAxes());
  }

  private static int[] lastAxes(int count) {
    int[] axes = new int[count];
    for (int i = 0; i < count; i++) {
      axes[i] = i - count;
    }
    return axes;
  }

  /** Where files have a part: Keras keeps some as private attributes. */
  private String path(String partName) {
    String name = partName.equals("attention_output") ? "output" : partName;
    return (hasPublicParts() && !name.equals("gate") ? "" : "_") + name + "_dense";
  }

  /** Whether the parts are public attributes in Keras. */
  abstract boolean hasPublicParts();

  private EinsumDense part(String partName, Projection projection, Shape input) {
    EinsumDense dense =
        track(path(partName), new EinsumDense(projection.equation(), projection.output()));
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("name", partName);
    config.put("activation", partName.equals("gate") ? "sigmoid" : "linear");
    config.put("bias_axes", useBias.get() ? projection.biasAxes() : null);
    config.put("kernel_initializer", another(kernelInitializer.get()));
    config.put("bias_initializer", another(biasInitializer.get()));
    config.put("kernel_regularizer", kernelRegularizer.get());
    config.put("bias_regularizer", biasRegularizer.get());
    config.put("activity_regularizer", super.outputPenalty());
    config.put("kernel_constraint", kernelConstraint.get());
    config.put("bias_constraint", biasConstraint.get());
    config.put("dtype", dtypePolicy());
    dense.configure(config);
    dense.trainable(isTrainable());
    dense.buildFor(input);
    return dense;
  }

  /** Another one of the same kind: one object would give all projections the same numbers. */
  private static Object another(Initializer initializer) {
    return Initializers.names().contains(initializer.className())
        ? Objects.requireNonNull(Initializers.KIND.write().apply(initializer))
        : initializer;
  }

  private void requireInputs(List<Shape> inputs) {
    if (inputs.size() != 2 && inputs.size() != 3) {
      throw new ShapeException(
          "%s takes a query and a value, and a key if that is another tensor, but %d came: attention.of(x, x) lets a sequence attend to itself."
              .formatted(className(), inputs.size()));
    }
    Shape value = inputs.get(1);
    Shape key = inputs.getLast();
    boolean fits = value.rank() == key.rank();
    for (int axis = 1; fits && axis < value.rank() - 1; axis++) {
      fits = value.dim(axis) == key.dim(axis);
    }
    if (!fits) {
      throw new ShapeException(
          "%s: value and key must have the same places, but the value is %s and the key %s."
              .formatted(className(), value, key));
    }
  }

  private void requireDropoutWithScores() {
    if (flashAttention && dropout.get() > 0) {
      throw new TensorException(
          "%s: flash_attention has no dropout, but dropout is %s. Set one of them to 0 or false."
              .formatted(className(), dropout.get()));
    }
  }

  /** As Keras writes it for several inputs. */
  @Override
  protected Map<String, @Nullable Object> buildConfig() {
    List<Shape> built = builtShapes();
    if (built.isEmpty()) {
      return Map.of();
    }
    Map<String, @Nullable Object> shapes = new LinkedHashMap<>();
    for (int i = 0; i < built.size(); i++) {
      shapes.put(NAMES.get(i) + "_shape", Kind.SHAPE.write().apply(built.get(i)));
    }
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("shapes_dict", shapes);
    return config;
  }

  private Parts requireParts() {
    return Objects.requireNonNull(parts, "built");
  }

  /** The projection of the queries. */
  public final EinsumDense queryDense() {
    return requireParts().query();
  }

  /** The projection of the keys. */
  public final EinsumDense keyDense() {
    return requireParts().key();
  }

  /** The projection of the values. */
  public final EinsumDense valueDense() {
    return requireParts().value();
  }

  /** The projection of what the heads have found. */
  public final EinsumDense outputDense() {
    return requireParts().output();
  }

  // ---- the function ----

  /**
   * The result, and the scores after masking and softmax if {@code "return_attention_scores"} asks
   * for them.
   */
  @Override
  protected final List<Tensor> call(List<Tensor> xs, CallArguments arguments, boolean training) {
    requireInputs(xs.stream().map(Tensor::shape).toList());
    arguments.allowOnly(this, SCORES, CAUSAL, MASK);
    boolean returnsScores = arguments.flag(SCORES);
    if (flashAttention && returnsScores) {
      throw new TensorException(
          "%s: flash_attention never holds the scores, so that they cannot be returned."
              .formatted(className()));
    }
    Tensor query = xs.get(0);
    Tensor value = xs.get(1);
    Tensor key = xs.getLast();
    if (xs.stream().anyMatch(Tensor::isSymbolic)) {
      List<Tensor> symbols =
          shapes(query.shape(), key.shape()).stream()
              .map(shape -> Tensor.symbol(query.spec().as(shape).as(computeDtype())))
              .toList();
      return returnsScores ? symbols : symbols.subList(0, 1);
    }
    Tensor mask = mask(xs, arguments);
    Parts all = requireParts();
    Tensor gate = all.gate() == null ? null : all.gate().of(query, training);
    List<Tensor> found =
        attend(
            all.query().of(query, training),
            all.key().of(key, training),
            all.value().of(value, training),
            mask,
            returnsScores,
            training);
    Tensor mixed = gate == null ? found.getFirst() : found.getFirst().mul(gate);
    List<Tensor> results = new ArrayList<>();
    results.add(all.output().of(mixed, training));
    if (returnsScores) {
      results.add(found.getLast());
    }
    return results;
  }

  private @Nullable Tensor mask(List<Tensor> xs, CallArguments arguments) {
    Tensor query = xs.getFirst();
    int queries = query.shape().dim(1);
    int keys = xs.get(1).shape().dim(1);
    Tensor seen = AttentionMasks.ofInputs(xs);
    if (arguments.flag(CAUSAL)) {
      seen = AttentionMasks.and(seen, AttentionMasks.causal(query, queries, keys));
    }
    Integer window = slidingWindow.get();
    if (window != null) {
      seen = AttentionMasks.and(seen, AttentionMasks.window(query, queries, keys, window));
    }
    Tensor given = arguments.tensor(MASK);
    return given == null ? seen : AttentionMasks.and(given.cast(DType.BOOL), seen);
  }

  private List<Tensor> attend(
      Tensor query,
      Tensor key,
      Tensor value,
      @Nullable Tensor mask,
      boolean returnsScores,
      boolean training) {
    if (dropout.get() == 0 && !returnsScores && query.rank() == USUAL_RANK) {
      Tensor wide = mask == null ? null : AttentionMasks.overHeads(mask, USUAL_RANK, 1);
      return List.of(Nn.dotProductAttention(query, key, value, null, wide, scale(), false, null));
    }
    Tensor scores = scores(query.mul(scale()), key);
    if (mask != null) {
      Mask.attach(scores, AttentionMasks.overHeads(mask, scores.rank(), attentionAxes()));
    }
    Tensor weights = requireParts().softmax().of(scores);
    return List.of(mixed(requireParts().dropout().of(weights, training), value), weights);
  }

  /** How many axes are attended along. */
  abstract int attentionAxes();
}
