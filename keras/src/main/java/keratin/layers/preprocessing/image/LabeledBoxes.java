package keratin.layers.preprocessing.image;

import keratin.tensor.Tensor;

/**
 * Boxes around what is in images.
 *
 * @param boxes four numbers each, {@code (boxes, 4)} or {@code (batch, boxes, 4)}
 * @param labels what is in them, −1 where a box is none: {@code (boxes,)} or {@code (batch, boxes)}
 */
public record LabeledBoxes(Tensor boxes, Tensor labels) {
  /** The same labels with other boxes. */
  LabeledBoxes with(Tensor others) {
    return new LabeledBoxes(others, labels);
  }
}
