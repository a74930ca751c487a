package keratin.layers.preprocessing.image;

import keratin.tensor.Tensor;

/** Images become a part of themselves: what belongs to them goes along. */
record Cut(BaseImagePreprocessing<?> layer, CropWindow window, int height, int width)
    implements Transformation {
  @Override
  public Tensor images(Tensor images) {
    return window.of(images, "bilinear");
  }

  @Override
  public Tensor masks(Tensor masks) {
    return window.of(masks, "nearest");
  }

  @Override
  public LabeledBoxes boxes(LabeledBoxes boxes) {
    Tensor there = window.corners(layer.corners(boxes, height, width));
    return layer.boxes(there, boxes.labels(), window.rows(), window.columns());
  }
}
