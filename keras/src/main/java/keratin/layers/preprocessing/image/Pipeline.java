package keratin.layers.preprocessing.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.CallArguments;
import keratin.layers.FluentLayer;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.tensor.Tensor;

/**
 * Layers one after the other, as one: the changes that images go through, for example.
 *
 * {@snippet :
 * var changes = new Pipeline(new AutoContrast(), new RandomFlip("horizontal"));
 * Tensor y = changes.of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * <p>As with the layers for images, a call that is not told whether it is training does train.
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/">keras.layers.Pipeline</a>
 */
public final class Pipeline extends FluentLayer<Pipeline> {
  private static final Kind<List<Layer>> LAYERS =
      new Kind<>("a list of layers", Pipeline::parse, Pipeline::write);

  private final Option<List<Layer>> layers = required("layers", LAYERS);

  private Pipeline() {}

  /** These layers, in this order. */
  public Pipeline(Layer... layers) {
    this.layers.set(List.of(layers));
    this.layers.get().forEach(this::track);
  }

  private static List<Layer> parse(Object source) {
    return ((List<?>) source).stream().map(Layers::get).toList();
  }

  private static Object write(List<Layer> layers) {
    return layers.stream().map(layer -> Layers.KIND.write().apply(layer)).toList();
  }

  @Override
  public void configure(Map<String, ?> config) {
    sublayers().forEach(this::untrack);
    super.configure(config);
    layers.get().forEach(this::track);
  }

  @Override
  protected boolean trainsByDefault() {
    return true;
  }

  /** Sends images and what belongs to them through all layers. */
  public LabeledImages of(LabeledImages data) {
    return data.with(ofAll(List.of(data.images()), data.arguments()));
  }

  /** Sends images and what belongs to them through all layers. */
  public LabeledImages of(LabeledImages data, boolean training) {
    return data.with(ofAll(List.of(data.images()), data.arguments(), training));
  }

  @Override
  protected List<Tensor> call(List<Tensor> xs, CallArguments arguments, boolean training) {
    List<Tensor> all = xs;
    CallArguments told = arguments;
    for (Layer layer : layers.get()) {
      List<Tensor> made = new ArrayList<>(layer.ofAll(all, told, training));
      if (told.values().isEmpty()) {
        all = made;
      } else {
        LabeledImages data = LabeledImages.of(all.getFirst(), told).with(made);
        all = List.of(data.images());
        told = data.arguments();
      }
    }
    return told.values().isEmpty() ? all : LabeledImages.of(all.getFirst(), told).tensors();
  }
}
