package keratin.layers.core;

import java.util.List;
import java.util.Map;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.tensor.Shape;

/**
 * A layer around another one, which it changes or repeats.
 *
 * @see <a href="https://keras.io/api/layers/core_layers/">keras.layers.Wrapper</a>
 */
public abstract class Wrapper extends Layer {
  private final Option<Layer> layer = required("layer", Layers.KIND);

  /** A wrapper whose layer a config gives. */
  protected Wrapper() {}

  /** A wrapper around {@code layer}. */
  protected Wrapper(Layer layer) {
    this.layer.set(layer);
    track("layer", layer);
  }

  @Override
  public void configure(Map<String, ?> config) {
    sublayers().forEach(this::untrack);
    super.configure(config);
    track("layer", layer());
  }

  /** The layer inside. */
  public final Layer layer() {
    return layer.get();
  }

  /** Builds the layer inside, if it is not built yet. */
  @Override
  protected void build(List<Shape> inputs) {
    if (!layer().isBuilt()) {
      layer().buildFor(inputs);
    }
  }
}
