package keratin.layers.preprocessing.image;

import keratin.ops.Image;
import keratin.tensor.Tensor;

/**
 * A part of images that becomes the whole image, resized where the sizes differ.
 *
 * @param top the first row of the part
 * @param left its first column
 * @param height its rows
 * @param width its columns
 * @param rows of the images that it becomes
 * @param columns of the images that it becomes
 * @param axis of the images' height, counted from the end
 */
record CropWindow(int top, int left, int height, int width, int rows, int columns, int axis) {
  /** The largest part in the middle that has the ratio of the size. */
  static CropWindow largest(int height, int width, int rows, int columns, int axis) {
    int inHeight = fitting(height, width, rows, columns);
    int inWidth = fitting(width, height, columns, rows);
    int top = (height - inHeight) / 2;
    int left = (width - inWidth) / 2;
    return new CropWindow(top, left, inHeight, inWidth, rows, columns, axis);
  }

  private static int fitting(int length, int other, int toLength, int toOther) {
    int wanted = (int) ((double) other * toLength / toOther);
    return Math.max(Math.min(length, wanted), 1);
  }

  /** The part of images, resized by a method of interpolation. */
  Tensor of(Tensor images, String method) {
    Tensor part = images.slice(axis, top, height).slice(axis + 1, left, width);
    if (height == rows && width == columns) {
      return part;
    }
    String format = axis == -2 ? "channels_first" : "channels_last";
    return Image.resize(
        part, new int[] {rows, columns}, method, false, false, false, "constant", 0, format);
  }

  /** What becomes of boxes {@code "xyxy"}. */
  Tensor corners(Tensor boxes) {
    Tensor inside = BoundingBoxes.crop(boxes, top, left, height, width);
    return BoundingBoxes.scaled(inside, (double) columns / width, (double) rows / height);
  }
}
