package keratin.layers.preprocessing.image;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Shape;

/**
 * A layer that gives images of a chosen size: {@code (height, width, channels)}, or a batch of
 * them.
 *
 * @param <SELF> the layer's own class
 */
public abstract class ImageSize<SELF extends ImageSize<SELF>> extends BaseImagePreprocessing<SELF> {
  private final Option<Integer> height = required("height", Kind.POSITIVE);
  private final Option<Integer> width = required("width", Kind.POSITIVE);

  ImageSize() {}

  /** Sets what must be given. */
  final void size(int rows, int columns) {
    height.set(rows);
    width.set(columns);
  }

  final int height() {
    return height.get();
  }

  final int width() {
    return width.get();
  }

  @Override
  final Shape outputShape(Shape images) {
    return images.with(heightAxis(), height()).with(heightAxis() + 1, width());
  }
}
