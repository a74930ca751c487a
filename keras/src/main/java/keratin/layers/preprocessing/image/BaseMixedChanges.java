package keratin.layers.preprocessing.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.random.Seed;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What layers that apply others at random have in common. The others are made when default seeds
 * are drawn, as all options are known then; they draw from this layer's generator.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseMixedChanges<SELF extends BaseMixedChanges<SELF>>
    extends BaseColours<SELF> {
  private final Map<String, BaseImagePreprocessing<?>> changes = new LinkedHashMap<>();

  BaseMixedChanges() {}

  /** The layers to choose from, new ones, by their names in the order in which they draw seeds. */
  abstract Map<String, BaseImagePreprocessing<?>> makeChanges();

  @Override
  public final void drawSeeds() {
    super.drawSeeds();
    if (changes.isEmpty()) {
      changes.putAll(makeChanges());
    }
  }

  /** The layer of a name. */
  final @Nullable BaseImagePreprocessing<?> change(String name) {
    return changes.get(name);
  }

  final List<BaseImagePreprocessing<?>> changes() {
    return List.copyOf(changes.values());
  }

  /** A new layer as this one was told: seed, data format, format of boxes, dtype. */
  final <T extends BaseImagePreprocessing<T>> T like(T layer) {
    Map<String, @Nullable Object> own = getConfig();
    Map<String, @Nullable Object> shared = new LinkedHashMap<>();
    layer.options().stream()
        .map(option -> option.name())
        .filter(
            List.of("seed", "data_format", "bounding_box_format", "dtype", "value_range")::contains)
        .filter(own::containsKey)
        .forEach(name -> shared.put(name, own.get(name)));
    layer.configure(shared);
    return layer;
  }

  /** What a layer draws for these images from {@code source}; null for nothing. */
  static @Nullable Transformation draw(
      BaseImagePreprocessing<?> layer, Tensor images, Seed source) {
    return layer instanceof BaseRandomImage<?> random
        ? random.draw(images, source)
        : layer.transformation(images, true);
  }

  /** One change after the other. */
  record Chain(List<Transformation> steps) implements Transformation {
    @Override
    public Tensor images(Tensor images) {
      Tensor x = images;
      for (Transformation step : steps) {
        x = step.images(x);
      }
      return x;
    }

    @Override
    public LabeledBoxes boxes(LabeledBoxes boxes) {
      LabeledBoxes all = boxes;
      for (Transformation step : steps) {
        all = step.boxes(all);
      }
      return all;
    }

    @Override
    public Tensor masks(Tensor masks) {
      Tensor x = masks;
      for (Transformation step : steps) {
        x = step.masks(x);
      }
      return x;
    }
  }
}
