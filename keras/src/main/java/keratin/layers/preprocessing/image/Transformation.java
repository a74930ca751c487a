package keratin.layers.preprocessing.image;

import keratin.tensor.Tensor;

/**
 * What a layer does to a batch of images, once it is drawn: the same to all that belongs to them.
 */
@FunctionalInterface
interface Transformation {
  /** The images afterwards. */
  Tensor images(Tensor images);

  /** The images' labels afterwards. */
  default Tensor labels(Tensor labels) {
    return labels;
  }

  /** The boxes afterwards, in the layer's format. */
  default LabeledBoxes boxes(LabeledBoxes boxes) {
    return boxes;
  }

  /** The masks afterwards: a class must not become a mixture of classes. */
  default Tensor masks(Tensor masks) {
    return masks;
  }

  /** One that moves pixels, and masks' pixels as those of images. */
  @FunctionalInterface
  interface Movement extends Transformation {
    @Override
    default Tensor masks(Tensor masks) {
      return images(masks);
    }
  }
}
