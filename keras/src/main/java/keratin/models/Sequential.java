package keratin.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.core.Input;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * A model of layers one after the other.
 *
 * <p>With an {@link Input} in front the weights exist at once; without, from the first call on.
 *
 * {@snippet :
 * var model = new Sequential(new Input(784), new Dense(64).activation("relu"), new Dense(10));
 * }
 *
 * @see <a href="https://keras.io/guides/sequential_model/">The Sequential model</a>
 */
public final class Sequential extends Model {
  private final List<Layer> layers = new ArrayList<>();
  private final List<Tensor> symbols = new ArrayList<>();
  private @Nullable Input input;
  private @Nullable Input first;

  private Sequential() {}

  /** A model of these layers; more can follow by {@link #add}. */
  public Sequential(Layer... layers) {
    for (Layer layer : layers) {
      append(layer);
    }
    buildIfPossible();
  }

  /** A model of these layers. */
  public Sequential(List<? extends Layer> layers) {
    this(layers.toArray(new Layer[0]));
  }

  /** Adds a layer at the end. */
  public Sequential add(Layer layer) {
    append(layer);
    buildIfPossible();
    return this;
  }

  /** Takes the last layer away and returns it. */
  public Layer pop() {
    if (layers.isEmpty()) {
      throw new IllegalStateException(
          "Sequential \"%s\" has no layers to take away.".formatted(name()));
    }
    Layer last = layers.removeLast();
    untrack(last);
    symbols.clear();
    buildIfPossible();
    return last;
  }

  private void append(Layer layer) {
    if (layer instanceof Input first) {
      if (!layers.isEmpty() || input != null) {
        throw new IllegalArgumentException(
            "Sequential \"%s\": Input must be the first layer, and the only Input."
                .formatted(name()));
      }
      input = first;
      return;
    }
    if (layers.contains(layer)) {
      throw new IllegalArgumentException(
          "Sequential \"%s\" has %s twice. Make a second layer, or use the Functional API to share one."
              .formatted(name(), layer.name()));
    }
    layers.add(track(layer));
  }

  private void buildIfPossible() {
    if (input != null && !layers.isEmpty()) {
      reopen();
      buildFor(input.batchShape());
    }
  }

  /** The layers, without the {@code Input}. */
  @Override
  public List<Layer> layers() {
    return List.copyOf(layers);
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(requireSymbols().getFirst());
  }

  @Override
  public List<Tensor> outputs() {
    return List.of(requireSymbols().getLast());
  }

  private List<Tensor> requireSymbols() {
    if (symbols.isEmpty()) {
      throw new IllegalStateException(
          "Sequential \"%s\" has no inputs and outputs yet: it is not built. Put an Input in front."
              .formatted(name()));
    }
    return symbols;
  }

  @Override
  public Sequential name(String text) {
    super.name(text);
    return this;
  }

  /** With the batch: the summary shows what a fixed one gives. */
  @Override
  protected Shape buildShape(Shape called) {
    return called;
  }

  /** No: {@link #build} builds every layer. */
  @Override
  protected boolean tracesToBuild() {
    return false;
  }

  @Override
  protected void build(Shape inputShape) {
    Input begin = input;
    if (begin == null || !begin.batchShape().equals(inputShape)) {
      begin = Input.ofBatch(new Spec(inputDtype(), inputShape));
    }
    first = begin;
    symbols.clear();
    symbols.add(begin.tensor());
    for (int i = 0; i < layers.size(); i++) {
      symbols.add(step(i, symbols.getLast(), false));
    }
  }

  private DType inputDtype() {
    return input != null
        ? input.spec().dtype()
        : layers.isEmpty() ? DType.FLOAT32 : layers.getFirst().computeDtype();
  }

  /** The layers with their configs, the input first. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    List<Object> all = new ArrayList<>();
    Input begin = input == null ? first : input;
    if (begin != null) {
      all.add(Layers.config(begin));
    }
    layers.forEach(layer -> all.add(Layers.config(layer)));
    config.put("layers", all);
    if (begin != null) {
      config.put("build_input_shape", Kind.SHAPE.write().apply(begin.batchShape()));
    }
    return config;
  }

  @Override
  public void configure(Map<String, ?> config) {
    super.configure(config);
    if (config.get("layers") instanceof List<?> all) {
      all.forEach(layer -> append(Layers.get(layer)));
      buildIfPossible();
    }
    if (!isBuilt() && config.get("build_input_shape") instanceof List<?> dims) {
      buildFor(Kind.SHAPE.parse().apply(dims));
    }
  }

  /** Where Keras keeps the class. */
  @Override
  protected String configModule() {
    return "keras";
  }

  @Override
  protected boolean autocasts() {
    return input == null;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    Disposal disposal = new Disposal(name(), training, x);
    Tensor y = input == null ? x : ModelInputs.fitRank(this, input, x);
    for (int i = 0; i < layers.size(); i++) {
      Tensor next = step(i, y, training);
      disposal.release(y, () -> List.of(next).iterator());
      y = next;
    }
    return y;
  }

  private Tensor step(int i, Tensor x, boolean training) {
    try {
      return layers.get(i).of(x, training);
    } catch (TensorException e) {
      throw e.within("layer %d of Sequential \"%s\"".formatted(i + 1, name()));
    }
  }

  /** The error already names the layer and its place in this model. */
  @Override
  protected @Nullable String place() {
    return null;
  }

  /** The shape that leaves each layer, {@code None} for the batch; empty before building. */
  public List<Shape> outputShapes() {
    return symbols.stream().skip(1).map(Tensor::shape).toList();
  }
}
