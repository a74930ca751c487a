package keratin.layers.preprocessing;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.SpatialLayer;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * A layer that gives images of a chosen size: {@code (height, width, channels)}, or a batch of
 * them.
 *
 * @param <SELF> the layer's own class
 */
public abstract class ImageSize<SELF extends ImageSize<SELF>> extends SpatialLayer<SELF> {
  private final Option<Integer> height = required("height", Kind.POSITIVE);
  private final Option<Integer> width = required("width", Kind.POSITIVE);

  ImageSize() {
    super(2);
  }

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

  /** The axis of the height, counted from the end; that of the width follows. */
  final int heightAxis() {
    return axes().channelsFirst() ? -2 : -3;
  }

  /** Images of the size. */
  abstract Tensor sized(Tensor images);

  @Override
  protected final Tensor call(Tensor x, boolean training) {
    if (x.rank() != 3 && x.rank() != 4) {
      String image = axes().channelsFirst() ? "channels, height, width" : "height, width, channels";
      throw new ShapeException(
          "%s needs an image (%s), or a batch of them, but got %s."
              .formatted(className(), image, x.shape()));
    }
    if (x.isSymbolic()) {
      Shape shape = x.shape().with(heightAxis(), height()).with(heightAxis() + 1, width());
      return Tensor.symbol(x.spec().as(shape));
    }
    return sized(x);
  }
}
