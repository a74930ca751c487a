package keratin.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keratin.config.Configurable;
import keratin.config.Kind;
import keratin.config.Names;
import keratin.constraints.Constraint;
import keratin.constraints.Constraints;
import keratin.initializers.Initializer;
import keratin.initializers.Initializers;
import keratin.memory.Memory;
import keratin.regularizers.Regularizer;
import keratin.regularizers.Regularizers;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/** What every layer owns: weights, the layers inside it, and what they add to the loss. */
public abstract sealed class Weighted extends Described permits Connected {
  private final LayerWeights weights = new LayerWeights();
  private final List<Layer> sublayers = new ArrayList<>();
  private final List<Configurable> tracked = new ArrayList<>();
  private final Map<Layer, String> attributes = new IdentityHashMap<>();
  private final List<Layer> madeByBuild = new ArrayList<>();
  private volatile List<Tensor> callLosses = List.of();
  private boolean building;
  private boolean isTrainable = true;
  private @Nullable Lora lora;

  Weighted() {}

  /** Runs {@code build}; what an earlier one made, for another shape, goes. */
  final void rebuild(Runnable build) {
    weights.forgetBuilt();
    List.copyOf(madeByBuild).forEach(this::untrack);
    madeByBuild.clear();
    whileBuilding(build);
  }

  /** What this adds goes when the layer is built again. */
  final void whileBuilding(Runnable action) {
    building = true;
    try {
      action.run();
    } finally {
      building = false;
    }
  }

  final boolean hasOwnWeights() {
    return !weights.isEmpty();
  }

  // ---- adding ----

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
    Variable variable =
        variable(weightName, shape, initializer, asLayer().variableDtype(), learned && isTrainable);
    variable.constraint(constraint == null ? null : constraint::call);
    weights.add(variable, regularizer, learned, building);
    return variable;
  }

  /** Adds a trainable weight without a regularizer. */
  protected final Variable addWeight(String weightName, Shape shape, Initializer initializer) {
    return addWeight(weightName, shape, initializer, null, null, true);
  }

  /** Adds a weight of a dtype of its own, which training does not change: a count, for example. */
  protected final Variable addState(
      String weightName, Shape shape, Initializer initializer, DType dtype) {
    Variable variable = variable(weightName, shape, initializer, dtype, false);
    weights.add(variable, null, false, building);
    return variable;
  }

  /** Adds a trainable weight of a dtype of its own. */
  final Variable addWeight(
      String weightName,
      Shape shape,
      Initializer initializer,
      @Nullable Regularizer regularizer,
      DType dtype) {
    Variable variable = variable(weightName, shape, initializer, dtype, isTrainable);
    weights.add(variable, regularizer, true, building);
    return variable;
  }

  private Variable variable(
      String name, Shape shape, Initializer initializer, DType dtype, boolean trainable) {
    Tensor first = Memory.tidy(() -> initializer.call(shape, dtype));
    return new Variable(first, name, trainable).within(asLayer()::path);
  }

  /**
   * Counts a weight of a part among this layer's own, too: it comes first in the order of weights,
   * and once.
   */
  protected final void adopt(Variable weight) {
    weights.add(weight, null, true, building);
  }

  /**
   * Declares the three options of a weight: {@code kernel_initializer}, {@code kernel_regularizer}
   * and {@code kernel_constraint} for {@code "kernel"}.
   *
   * @param initializer how the weight begins by default, a name or an {@link Initializer}
   */
  protected final WeightOptions weightOptions(String prefix, Object initializer) {
    return new WeightOptions(
        this,
        option(prefix + "_initializer", Initializers.KIND, initializer),
        option(prefix + "_regularizer", Regularizers.KIND.orNull(), null),
        option(prefix + "_constraint", Constraints.KIND.orNull(), null));
  }

  /**
   * Declares the options {@code lora_rank} and {@code lora_alpha}: a layer has at most one weight
   * that can be corrected.
   *
   * @param weightName what the weight is called, {@code "kernel"}
   * @param of its options
   */
  protected final Lora lora(String weightName, WeightOptions of) {
    var made =
        new Lora(
            this,
            weightName,
            of,
            option("lora_rank", Kind.POSITIVE.orNull(), null),
            option("lora_alpha", Kind.FLOAT.orNull(), null));
    lora = made;
    return made;
  }

  /**
   * Lets this layer own another: its weights count as this layer's. In files it is one of {@code
   * layers}, by class and number.
   */
  protected final <T extends Layer> T track(T layer) {
    return track("layers/", layer);
  }

  /**
   * Lets this layer own another, which files know by the name of the attribute that holds it in
   * Python: {@code "cell"}; {@code "cells/"} for one in a list, known by class and number.
   */
  protected final <T extends Layer> T track(String attribute, T layer) {
    attributes.put(layer, attribute);
    sublayers.add(layer);
    if (building) {
      madeByBuild.add(layer);
    }
    return layer;
  }

  /**
   * Lets this layer own something that is no layer. A metric is reported by the model under its
   * name, and reset with the others.
   *
   * {@snippet :
   * final class Watched extends Layer {
   *   private final Mean size = track(new Mean("size"));
   *
   *   @Override protected Tensor call(Tensor x, boolean training) {
   *     size.updateState(x.abs());
   *     return x;
   *   }
   * }
   * }
   */
  protected final <T extends Configurable> T track(T part) {
    tracked.add(part);
    return part;
  }

  /** What this layer owns that is no layer: metrics. */
  public final List<Configurable> tracked() {
    return List.copyOf(tracked);
  }

  /** Forgets a layer that {@link #track} added. */
  protected final void untrack(Layer layer) {
    sublayers.remove(layer);
    attributes.remove(layer);
  }

  /**
   * The layers inside this one by their paths in files: {@code "cell"}, {@code "layers/dense_1"}.
   */
  public Map<String, Layer> partsByPath() {
    Map<String, Layer> parts = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Layer layer : sublayers()) {
      String path = attributes.getOrDefault(layer, "layers/");
      if (path.endsWith("/")) {
        path += Names.snakeCase(layer.className());
        int before = counts.merge(path, 1, Integer::sum) - 1;
        path += before == 0 ? "" : "_" + before;
      }
      parts.put(path, layer);
    }
    return parts;
  }

  /** The weights that are not of a layer inside: those that are learned first. */
  public final List<Variable> ownWeights() {
    List<Variable> own = new ArrayList<>();
    weights.collect(own);
    return own;
  }

  /** Those of its own weights that files hold, in order. */
  public final List<Variable> storedWeights() {
    List<Variable> stored = ownWeights();
    stored.removeIf(weight -> lora != null && lora.owns(weight));
    return stored;
  }

  /** What files hold of one of the {@link #storedWeights}: a corrected one as it is used. */
  public final Tensor storedValue(Variable weight) {
    return lora == null ? weight : lora.stored(weight);
  }

  /** Adds a scalar to what training minimizes; to be called while the layer is called. */
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

  final void forgetLosses() {
    if (!callLosses.isEmpty()) {
      callLosses = List.of();
    }
    sublayers.forEach(Layer::forgetLosses);
  }

  // ---- state ----

  /** The layers inside this one, in the order they were added. */
  public List<Layer> sublayers() {
    return List.copyOf(sublayers);
  }

  /**
   * All weights: a layer's own, those that are learned first, then those of its parts. A part that
   * is there twice counts once.
   */
  public final List<Variable> weights() {
    List<Variable> all = new ArrayList<>();
    visit((layer, trained) -> layer.weights.collect(all));
    return once(all);
  }

  /** The weights that training changes. */
  public final List<Variable> trainableVariables() {
    List<Variable> found = new ArrayList<>();
    visit((layer, trained) -> layer.weights.collect(true, trained, found));
    return once(found);
  }

  /** The weights that training leaves to other means, or that are frozen. */
  public final List<Variable> nonTrainableVariables() {
    List<Variable> found = new ArrayList<>();
    visit((layer, trained) -> layer.weights.collect(false, trained, found));
    return once(found);
  }

  private static List<Variable> once(List<Variable> found) {
    Set<Variable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    found.removeIf(variable -> !seen.add(variable));
    return found;
  }

  /**
   * What training adds to the loss: what layers added in the last call, and the penalties of
   * regularized trainable weights, computed now.
   */
  public final List<Tensor> losses() {
    List<Tensor> all = new ArrayList<>();
    visit((layer, trained) -> all.addAll(layer.callLosses));
    visit(
        (layer, trained) -> {
          if (trained) {
            layer.weights.collectPenalties(all);
          }
        });
    return all;
  }

  /** Hears of a layer, and whether it and all that it is part of are trainable. */
  private interface Visitor {
    void visit(Weighted layer, boolean trained);
  }

  /** This layer, then its parts, each once. */
  private void visit(Visitor visitor) {
    visit(visitor, true, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private void visit(Visitor visitor, boolean allowed, Set<Weighted> seen) {
    if (seen.add(this)) {
      boolean on = allowed && isTrainable;
      visitor.visit(this, on);
      for (Weighted layer : sublayers) {
        layer.visit(visitor, on, seen);
      }
    }
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
                  LayerErrors.title(asLayer()),
                  own.size(),
                  values.size(),
                  asLayer().isBuilt()
                      ? ""
                      : " It is not built yet: call it, or buildFor(shape), first."));
    }
    for (int i = 0; i < own.size(); i++) {
      own.get(i).assign(values.get(i).cast(own.get(i).dtype()));
    }
  }

  /** The number of numbers in all weights. */
  public final long countParams() {
    return weights().stream().mapToLong(Variable::size).sum();
  }

  /** True if training changes the weights. */
  public final boolean isTrainable() {
    return isTrainable;
  }

  /** Freezes the weights and those of the parts, or frees them; allowed at any time. */
  public Weighted trainable(boolean on) {
    isTrainable = on;
    weights.trainable(on);
    sublayers.forEach(layer -> layer.trainable(on));
    return this;
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    config.put("trainable", isTrainable);
    if (lora != null) {
      lora.configTo(config);
    }
    return config;
  }

  @Override
  public void configure(Map<String, ?> config) {
    super.configure(config);
    isTrainable = isConfiguredTrainable();
  }
}
