package keratin.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.config.Configurable;
import keratin.config.DTypePolicy;
import keratin.config.Kind;
import keratin.config.Names;
import keratin.config.Option;
import keratin.random.PendingSeeds;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/** What a layer is called, in which dtypes it works, whether it is built, how files tell of it. */
public abstract sealed class Described extends Configurable permits Weighted {
  private final Option<@Nullable String> name = option("name", Kind.STRING.orNull(), null);
  private final Option<Boolean> trainable = option("trainable", Kind.BOOL, true);
  private final Option<DTypePolicy> dtype = option("dtype", LayerDType.KIND, DTypePolicy.global());
  private @Nullable String chosenName;
  private boolean built;
  private List<Shape> builtShapes = List.of();
  private List<Shape> firstOutputShapes = List.of();
  private @Nullable Layer builtWithin;

  Described() {}

  final Layer asLayer() {
    return (Layer) this;
  }

  // ---- name ----

  /** The name: given, or the class name in snake case with a number. */
  public final String name() {
    if (chosenName == null) {
      // Those constructed earlier take theirs first.
      PendingSeeds.settle();
    }
    return settleName();
  }

  final synchronized String settleName() {
    if (chosenName == null) {
      String given = name.get();
      chosenName = given == null ? Names.automatic(className()) : given;
    }
    return chosenName;
  }

  /** Sets the name; allowed at any time. */
  public Layer name(String text) {
    chosenName = text;
    return asLayer();
  }

  /** The name, after the names of what it was built in: {@code "mnist/dense"}. */
  public final String path() {
    return builtWithin == null ? name() : builtWithin.path() + "/" + name();
  }

  // ---- dtype ----

  /** In which dtypes it keeps its weights and computes. */
  public final DTypePolicy dtypePolicy() {
    return dtype.get();
  }

  /** The dtype of the weights. */
  public final DType variableDtype() {
    return dtype.get().variable();
  }

  /** The dtype of the computation and of the output. */
  public final DType computeDtype() {
    return dtype.get().compute();
  }

  /** Sets the dtype of weights and computation. */
  public Layer dtype(DType type) {
    dtype.set(type);
    return asLayer();
  }

  /**
   * Sets the dtypes of weights and computation by the name of a policy, {@code "mixed_bfloat16"},
   * or of a dtype.
   */
  public Layer dtype(String policy) {
    dtype.set(policy);
    return asLayer();
  }

  // ---- built ----

  /** True if there is nothing to build: the layer counts as built from the beginning. */
  protected boolean needsNoBuild() {
    return false;
  }

  /** Says in which layer's {@code build} or first call this one is built. */
  final void builtWithin(@Nullable Layer outer) {
    builtWithin = outer;
  }

  /** True once {@code build} has run. */
  final boolean wasBuilt() {
    return built;
  }

  /** True once the weights exist, or if there will be none. */
  public final boolean isBuilt() {
    return built || needsNoBuild();
  }

  /** Counts as built for these input shapes: for models made of built layers. */
  protected final void settleBuilt(List<Shape> inputs) {
    built = true;
    builtShapes = inputs;
  }

  /** Lets a container that has changed be built again. */
  protected final void reopen() {
    built = false;
  }

  /** The input shapes the layer was built for; empty before. */
  public final List<Shape> builtShapes() {
    return builtShapes;
  }

  final void settleOutputs(List<Shape> shapes) {
    firstOutputShapes = shapes;
  }

  /** The shapes of the results of the call that built the layer; empty if none did. */
  public final List<Shape> firstOutputShapes() {
    return firstOutputShapes;
  }

  @Override
  protected void requireOpen() {
    if (built) {
      throw new IllegalStateException(
          "%s is already built. Set its options before it is used, or make a new one."
              .formatted(LayerErrors.title(asLayer())));
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
                  .formatted(LayerErrors.title(asLayer()), weightName)
              + " buildFor(shape), first.");
    }
    return Objects.requireNonNull(variable, () -> weightName + " is switched off");
  }

  // ---- files ----

  /** The class as Keras registers it, where configs say so. */
  protected @Nullable String registeredName() {
    return null;
  }

  /** The shapes that the layer was built for, as configs hold them; empty if they do not. */
  protected Map<String, @Nullable Object> buildConfig() {
    if (builtShapes.isEmpty() || needsNoBuild()) {
      return Map.of();
    }
    List<@Nullable Object> shapes = new ArrayList<>();
    builtShapes.forEach(shape -> shapes.add(Kind.SHAPE.write().apply(shape)));
    return Collections.singletonMap("input_shape", shapes.size() == 1 ? shapes.getFirst() : shapes);
  }

  /** What belongs to the layer beside options and weights, as files by name: a vocabulary. */
  public Map<String, byte[]> assets() {
    return Map.of();
  }

  /** Takes back what {@link #assets} gave; names that are not known are passed over. */
  public void loadAssets(Map<String, byte[]> files) {}

  /** The name of the class in configs, where that is not {@link #className}. */
  protected String configClass() {
    return className();
  }

  /** Where Keras keeps the class, as configs say. */
  protected String configModule() {
    return "keras.layers";
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(super.getConfig());
    config.put("name", name());
    return config;
  }

  /** Whether a config says that training changes the weights. */
  final boolean isConfiguredTrainable() {
    return trainable.get();
  }
}
