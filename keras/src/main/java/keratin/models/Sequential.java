package keratin.models;

import java.util.ArrayList;
import java.util.List;
import keratin.layers.Layer;
import keratin.layers.core.Input;
import keratin.summary.LayerRow;
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
  private final List<Shape> outputShapes = new ArrayList<>();
  private @Nullable Input input;

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
    outputShapes.clear();
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
      of(Tensor.symbol(input.spec()));
    }
  }

  /** The layers, without the {@code Input}. */
  public List<Layer> layers() {
    return List.copyOf(layers);
  }

  /**
   * A layer by position.
   *
   * @param index from 0; negative from the end
   */
  public Layer layer(int index) {
    return layers.get(index < 0 ? index + layers.size() : index);
  }

  /** A layer by name. */
  public Layer layer(String layerName) {
    for (Layer layer : layers) {
      if (layer.name().equals(layerName)) {
        return layer;
      }
    }
    throw new IllegalArgumentException(
        "Sequential \"%s\" has no layer \"%s\"; it has %s."
            .formatted(name(), layerName, layers.stream().map(Layer::name).toList()));
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

  @Override
  protected void build(Shape inputShape) {
    DType dtype = input == null ? DType.FLOAT32 : input.spec().dtype();
    outputShapes.clear();
    Tensor x = Tensor.symbol(new Spec(dtype, inputShape));
    for (int i = 0; i < layers.size(); i++) {
      x = step(i, x, false);
      outputShapes.add(x.shape());
    }
  }

  @Override
  protected Tensor input(Tensor x) {
    return input == null ? x : x.cast(input.spec().dtype());
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = step(i, y, training);
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

  @Override
  public List<LayerRow> summaryRows() {
    List<LayerRow> rows = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      boolean known = i < outputShapes.size();
      rows.add(row(layers.get(i), known ? List.of(outputShapes.get(i)) : List.of()));
    }
    return rows;
  }

  /** The shape that leaves each layer, {@code None} for the batch; empty before building. */
  public List<Shape> outputShapes() {
    return List.copyOf(outputShapes);
  }
}
