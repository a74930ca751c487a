package keratin.layers.preprocessing.image;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import keratin.layers.CallArguments;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Images with what belongs to them, which changes when they are changed.
 *
 * {@snippet :
 * Tensor masks = Tensor.full(DType.UINT8, 1, 2, 8, 8, 1);
 * var data = new LabeledImages(x).segmentationMasks(masks);
 * LabeledImages flipped = new RandomFlip().of(data);
 * flipped.images();   // (2, 8, 8, 3) -> (2, 8, 8, 3)
 * }
 *
 * @param images one, or a batch
 * @param boundingBoxes around what is in them; or null
 * @param labels one row per image; or null
 * @param segmentationMasks a class for every pixel, in one channel; or null
 */
public record LabeledImages(
    Tensor images,
    @Nullable LabeledBoxes boundingBoxes,
    @Nullable Tensor labels,
    @Nullable Tensor segmentationMasks) {
  static final String BOXES = "bounding_boxes";
  static final String LABELS = "labels";
  static final String MASKS = "segmentation_masks";

  /** Images without more. */
  public LabeledImages(Tensor images) {
    this(images, null, null, null);
  }

  /** The same with these boxes. */
  public LabeledImages boundingBoxes(Tensor boxes, Tensor boxLabels) {
    return new LabeledImages(images, new LabeledBoxes(boxes, boxLabels), labels, segmentationMasks);
  }

  /** The same with these labels. */
  public LabeledImages labels(Tensor rows) {
    return new LabeledImages(images, boundingBoxes, rows, segmentationMasks);
  }

  /** The same with these masks. */
  public LabeledImages segmentationMasks(Tensor masks) {
    return new LabeledImages(images, boundingBoxes, labels, masks);
  }

  /** All but the images, as a call is told of it. */
  CallArguments arguments() {
    CallArguments arguments = new CallArguments();
    if (boundingBoxes != null) {
      arguments = arguments.with(BOXES, List.of(boundingBoxes.boxes(), boundingBoxes.labels()));
    }
    if (labels != null) {
      arguments = arguments.with(LABELS, labels);
    }
    return segmentationMasks == null ? arguments : arguments.with(MASKS, segmentationMasks);
  }

  /** What a call was told. */
  static LabeledImages of(Tensor images, CallArguments arguments) {
    LabeledImages data = new LabeledImages(images);
    if (arguments.get(BOXES) instanceof List<?> boxes) {
      data = data.boundingBoxes((Tensor) boxes.getFirst(), (Tensor) boxes.getLast());
    }
    Tensor rows = arguments.tensor(LABELS);
    Tensor masks = arguments.tensor(MASKS);
    data = rows == null ? data : data.labels(rows);
    return masks == null ? data : data.segmentationMasks(masks);
  }

  /** All that is there, as a call gives it. */
  List<Tensor> tensors() {
    List<Tensor> all = new ArrayList<>();
    all.add(images);
    if (boundingBoxes != null) {
      all.add(boundingBoxes.boxes());
      all.add(boundingBoxes.labels());
    }
    if (labels != null) {
      all.add(labels);
    }
    if (segmentationMasks != null) {
      all.add(segmentationMasks);
    }
    return all;
  }

  /** The same kinds of things from what a call gave. */
  LabeledImages with(List<Tensor> tensors) {
    Iterator<Tensor> next = tensors.iterator();
    LabeledImages data = new LabeledImages(next.next());
    data = boundingBoxes == null ? data : data.boundingBoxes(next.next(), next.next());
    data = labels == null ? data : data.labels(next.next());
    return segmentationMasks == null ? data : data.segmentationMasks(next.next());
  }
}
