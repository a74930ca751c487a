package keratin.ops;

import keratin.tensor.Tensor;

/**
 * Functions of images {@code (height, width, channels)} and batches of them {@code (batch, height,
 * width, channels)}, under the names of {@code keras.ops.image} and, where that has none, of {@code
 * tf.image}.
 *
 * <p>Where both have a function, it is Keras': images keep their dtype, and channels may come
 * first.
 *
 * {@snippet :
 * Tensor images = Ops.linspace(0, 1, 48).reshape(1, 4, 4, 3);
 * Tensor larger = Image.resize(images, 8, 8);            // (1, 8, 8, 3)
 * Tensor gray = Image.rgbToGrayscale(larger);            // (1, 8, 8, 1)
 * Tensor turned = Image.rot90(gray, 1);
 * Tensor patches = Image.extractPatches(larger, 2, 2);   // (1, 4, 4, 12)
 * }
 *
 * @see <a href="https://keras.io/api/ops/image/">keras.ops.image</a>
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/image">tf.image</a>
 */
public final class Image extends ImageMarks {
  private Image() {}

  /** Mirrored: left becomes right. */
  public static Tensor flipLeftRight(Tensor image) {
    requireImage("flipLeftRight", image);
    return Ops.flip(image, -2);
  }

  /** Mirrored: up becomes down. */
  public static Tensor flipUpDown(Tensor image) {
    requireImage("flipUpDown", image);
    return Ops.flip(image, -3);
  }

  /** Rows become columns. */
  public static Tensor transpose(Tensor image) {
    requireImage("transpose", image);
    return Ops.swapaxes(image, -3, -2);
  }

  /** Turned against the clock by {@code k} quarters. */
  public static Tensor rot90(Tensor image, int k) {
    requireImage("rot90", image);
    return switch (Math.floorMod(k, 4)) {
      case 1 -> transpose(flipLeftRight(image));
      case 2 -> Ops.flip(image, -3, -2);
      case 3 -> flipLeftRight(transpose(image));
      default -> image;
    };
  }
}
