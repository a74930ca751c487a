package keratin.ops;

import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** How images lie in a tensor: one or a batch, channels last or first, numbers of any dtype. */
abstract class ImageLayout {
  ImageLayout() {}

  /** Refuses what has neither three nor four axes. */
  static void requireImage(String op, Tensor x) {
    if (x.rank() != 3 && x.rank() != 4) {
      throw new ShapeException(
          ("%s: an image is (height, width, channels) or (batch, height, width, channels), but the"
                  + " shape is %s.")
              .formatted(op, x.shape()));
    }
  }

  /** Refuses integers. */
  static void requireReal(String op, Tensor x) {
    if (!x.dtype().isFloating()) {
      throw new DTypeException(
          "%s: the images are %s, but must be floating. Give Image.convertImageDtype(x, FLOAT32)."
              .formatted(op, x.dtype()));
    }
  }

  /** Images with their channels last. */
  static Tensor last(Tensor x, @Nullable String dataFormat) {
    return Windows.isChannelsFirst(dataFormat) ? Ops.moveaxis(x, -3, -1) : x;
  }

  /** Images with their channels back where the data format has them. */
  static Tensor back(Tensor x, @Nullable String dataFormat) {
    return Windows.isChannelsFirst(dataFormat) ? Ops.moveaxis(x, -1, -3) : x;
  }

  /** The axis of the height; the next one is the width. */
  static int heightAxis(@Nullable String dataFormat) {
    return Windows.isChannelsFirst(dataFormat) ? -2 : -3;
  }

  /** A batch, of one image if only one came. */
  static Tensor batch(Tensor x) {
    return x.rank() == 3 ? x.expandDims(0) : x;
  }

  /** The numbers as reals: integers become float32. */
  static Tensor real(Tensor x) {
    return x.dtype().isFloating() ? x : x.cast(DType.FLOAT32);
  }

  /** Reals as another dtype: for an integer one rounded and cut to what it can hold. */
  static Tensor rounded(Tensor x, DType dtype) {
    return dtype.isInteger() ? Ops.saturateCast(x.round(), dtype) : x.cast(dtype);
  }

  /** The number of images in a batch, or of groups of axes before the last three. */
  static Shape outer(Tensor x) {
    return x.shape().slice(0, x.rank() - 3);
  }
}
