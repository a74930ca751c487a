package keratin.layers.preprocessing;

import keratin.ops.Image;
import keratin.tensor.Tensor;

/**
 * The middle of images, of a chosen size. Images that are smaller along an axis are resized so that
 * the largest part of the right ratio fills the size.
 *
 * {@snippet :
 * new CenterCrop(224, 224).of(x);   // (8, 256, 300, 3) -> (8, 224, 224, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop/">keras.layers.CenterCrop</a>
 */
public final class CenterCrop extends ImageSize<CenterCrop> {
  private CenterCrop() {}

  /** Images of this height and width. */
  public CenterCrop(int height, int width) {
    this();
    size(height, width);
  }

  @Override
  Tensor sized(Tensor images) {
    Tensor x = images.cast(computeDtype());
    int axis = heightAxis();
    int rows = x.shape().dim(axis) - height();
    int columns = x.shape().dim(axis + 1) - width();
    if (rows >= 0 && columns >= 0) {
      return x.slice(axis, rows / 2, height()).slice(axis + 1, columns / 2, width());
    }
    int[] size = {height(), width()};
    return Image.resize(
        x, size, "bilinear", false, true, false, "constant", 0, axes().dataFormat());
  }
}
