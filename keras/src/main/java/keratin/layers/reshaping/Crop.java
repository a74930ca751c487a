package keratin.layers.reshaping;

import keratin.layers.Layer;
import keratin.layers.SpatialAxes;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/** Takes edges away: what {@link Cropping1D}, {@link Cropping2D} and {@link Cropping3D} do. */
final class Crop {
  private Crop() {}

  /**
   * {@code x} without these edges.
   *
   * @throws ShapeException if nothing would be left
   */
  static Tensor call(Layer layer, Tensor x, SpatialAxes axes, Edges edges) {
    axes.require(layer, x.shape());
    Shape shape = x.shape();
    for (int i = 0; i < axes.count(); i++) {
      int axis = axes.first() + i;
      int length = x.shape().dim(axis);
      if (length != Shape.UNKNOWN) {
        shape = shape.with(axis, length - edges.before(i) - edges.after(i));
        if (shape.dim(axis) <= 0) {
          throw new ShapeException(
              "%s: cropping %d and %d elements leaves nothing of axis %d of the shape %s. Crop less, or give it larger inputs."
                  .formatted(layer.className(), edges.before(i), edges.after(i), axis, x.shape()));
        }
      }
    }
    if (x.isSymbolic()) {
      return Tensor.symbol(x.spec().as(shape));
    }
    Tensor y = x;
    for (int i = 0; i < axes.count(); i++) {
      int axis = axes.first() + i;
      y = y.slice(axis, edges.before(i), shape.dim(axis));
    }
    return y;
  }
}
