package keratin.layers.preprocessing.image;

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
  Transformation transformation(Tensor images, boolean training) {
    int rows = height(images);
    int columns = width(images);
    CropWindow window =
        rows >= height() && columns >= width()
            ? new CropWindow(
                (rows - height()) / 2,
                (columns - width()) / 2,
                height(),
                width(),
                height(),
                width(),
                heightAxis())
            : CropWindow.largest(rows, columns, height(), width(), heightAxis());
    return new Cut(this, window, rows, columns);
  }
}
