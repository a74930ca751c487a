package keratin.layers.reshaping;

import java.util.Arrays;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Gives every sample another shape of as many elements; one length may be −1, to be found from the
 * others.
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/reshape/">keras.layers.Reshape</a>
 */
public final class Reshape extends Layer {
  private static final Kind<Shape> TARGET =
      new Kind<>(
          "a list of lengths with at most one -1",
          Reshape::parse,
          // Keras writes the −1 that was given.
          shape -> Arrays.stream(shape.dims()).boxed().toList());

  private final Option<Shape> targetShape = required("target_shape", TARGET);

  private Reshape() {}

  /** The shape of one sample, without the batch. */
  public Reshape(int... targetShape) {
    this.targetShape.set(targetShape);
  }

  private static Shape parse(Object source) {
    Shape shape = Kind.SHAPE.parse().apply(source);
    int unknown = 0;
    for (int dim : shape.dims()) {
      unknown += dim == Shape.UNKNOWN ? 1 : 0;
    }
    if (unknown > 1) {
      throw new IllegalArgumentException();
    }
    return shape;
  }

  @Override
  public Reshape name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    Shape sample = x.shape().slice(1, x.rank());
    Shape target = sample.isKnown() ? resolve(sample) : targetShape.get();
    return x.reshape(target.prepend(x.shape().dim(0)));
  }

  private Shape resolve(Shape sample) {
    Shape target = targetShape.get();
    long known = 1;
    int free = -1;
    for (int i = 0; i < target.rank(); i++) {
      if (target.dim(i) == Shape.UNKNOWN) {
        free = i;
      } else {
        known *= target.dim(i);
      }
    }
    boolean fits = free < 0 ? known == sample.size() : known > 0 && sample.size() % known == 0;
    if (!fits) {
      throw new ShapeException(
          "Reshape: a sample of shape %s has %d elements, which the target shape %s cannot hold."
              .formatted(sample, sample.size(), target));
    }
    return free < 0 ? target : target.with(free, (int) (sample.size() / known));
  }
}
