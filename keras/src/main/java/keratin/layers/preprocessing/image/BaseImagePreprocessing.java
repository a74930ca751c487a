package keratin.layers.preprocessing.image;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.CallArguments;
import keratin.layers.SpatialLayer;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * What layers for images have in common: they take one image {@code (height, width, channels)} or a
 * batch of them, alone or with boxes, labels and masks ({@link LabeledImages}).
 *
 * <p>As in Keras, a call that is not told whether it is training does train; a model tells its
 * layers.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseImagePreprocessing<SELF extends BaseImagePreprocessing<SELF>>
    extends SpatialLayer<SELF> {
  private static final String FORMAT = "bounding_box_format";
  private static final Kind<String> FORMATS =
      new Kind<>(
          Kind.oneOf(BoundingBoxes.FORMATS).name(),
          v ->
              Kind.oneOf(BoundingBoxes.FORMATS)
                  .parse()
                  .apply(((String) v).toLowerCase(Locale.ROOT)),
          v -> v);

  private final Option<@Nullable String> boundingBoxFormat = option(FORMAT, FORMATS.orNull(), null);

  BaseImagePreprocessing() {
    super(2);
  }

  /** What the four numbers of a box are: one of {@link BoundingBoxes#FORMATS}. */
  public final SELF boundingBoxFormat(String format) {
    boundingBoxFormat.set(format);
    return self();
  }

  /** What the layer does to these images, a batch; null for nothing. */
  abstract @Nullable Transformation transformation(Tensor images, boolean training);

  /** The shape that images of this shape get; both with or without a batch. */
  Shape outputShape(Shape images) {
    return images;
  }

  /** The dtype that images of this dtype get. */
  DType outputDType(DType images) {
    return computeDtype();
  }

  @Override
  protected boolean trainsByDefault() {
    return true;
  }

  /** Configs hold the format only if there is one. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    if (boundingBoxFormat.get() == null) {
      config.remove(FORMAT);
    }
    return config;
  }

  // ---- where is what ----

  /** The axis of the height, counted from the end; that of the width follows. */
  final int heightAxis() {
    return axes().channelsFirst() ? -2 : -3;
  }

  /** The axis of the channels, counted from the end. */
  final int channelAxis() {
    return axes().channelsFirst() ? -3 : -1;
  }

  final int height(Tensor images) {
    return images.shape().dim(heightAxis());
  }

  final int width(Tensor images) {
    return images.shape().dim(heightAxis() + 1);
  }

  /** The format of boxes. */
  final String boxFormat() {
    String format = boundingBoxFormat.get();
    if (format == null) {
      throw new TensorException(
          "%s got boxes, but does not know what their numbers are. Say so: boundingBoxFormat(\"xyxy\")"
              .formatted(className()));
    }
    return format;
  }

  /** Boxes of images of this size as left, top, right and bottom in pixels. */
  final Tensor corners(LabeledBoxes boxes, double height, double width) {
    return BoundingBoxes.convertFormat(boxes.boxes(), boxFormat(), "xyxy", height, width);
  }

  /** Corners, cut at the borders, as boxes in the layer's format; empty ones get the label −1. */
  final LabeledBoxes boxes(Tensor corners, Tensor labels, double height, double width) {
    LabeledBoxes inside =
        BoundingBoxes.clipToImageSize(new LabeledBoxes(corners, labels), height, width, "xyxy");
    return inside.with(
        BoundingBoxes.convertFormat(inside.boxes(), "xyxy", boxFormat(), height, width));
  }

  // ---- calling ----

  /** Changes images and what belongs to them. */
  public final LabeledImages of(LabeledImages data) {
    return data.with(ofAll(List.of(data.images()), data.arguments()));
  }

  /** Changes images and what belongs to them, in training or in inference mode. */
  public final LabeledImages of(LabeledImages data, boolean training) {
    return data.with(ofAll(List.of(data.images()), data.arguments(), training));
  }

  @Override
  protected final List<Tensor> call(List<Tensor> xs, CallArguments arguments, boolean training) {
    arguments.allowOnly(this, LabeledImages.BOXES, LabeledImages.LABELS, LabeledImages.MASKS);
    if (xs.size() != 1) {
      throw new TensorException(
          "%s takes one tensor of images, but %d came. What belongs to them is an argument: of(new LabeledImages(images).labels(rows))"
              .formatted(className(), xs.size()));
    }
    Tensor images = xs.getFirst();
    if (images.rank() != 3 && images.rank() != 4) {
      String image = axes().channelsFirst() ? "channels, height, width" : "height, width, channels";
      throw new ShapeException(
          "%s needs an image (%s), or a batch of them, but got %s."
              .formatted(className(), image, images.shape()));
    }
    LabeledImages data = LabeledImages.of(images, arguments);
    if (images.isSymbolic()) {
      return data.with(data.tensors().stream().map(x -> symbol(x, x == images)).toList()).tensors();
    }
    boolean single = images.rank() == 3;
    LabeledImages changed = single ? first(batch(single(data), training)) : batch(data, training);
    return changed.tensors();
  }

  private Tensor symbol(Tensor x, boolean isImages) {
    return Tensor.symbol(
        isImages ? x.spec().as(outputShape(x.shape())).as(outputDType(x.dtype())) : x.spec());
  }

  private static LabeledImages single(LabeledImages data) {
    return data.with(data.tensors().stream().map(x -> x.expandDims(0)).toList());
  }

  private static LabeledImages first(LabeledImages data) {
    return data.with(data.tensors().stream().map(x -> x.squeeze(0)).toList());
  }

  private LabeledImages batch(LabeledImages data, boolean training) {
    Tensor images = data.images().cast(outputDType(data.images().dtype()));
    Transformation change = transformation(images, training);
    LabeledBoxes boxes = data.boundingBoxes();
    if (boxes != null) {
      boxFormat();
    }
    if (change == null) {
      return new LabeledImages(images, boxes, data.labels(), data.segmentationMasks());
    }
    Tensor labels = data.labels();
    Tensor masks = data.segmentationMasks();
    return new LabeledImages(
        change.images(images),
        boxes == null ? null : change.boxes(boxes.with(boxes.boxes().cast(DType.FLOAT32))),
        labels == null ? null : change.labels(labels),
        masks == null ? null : change.masks(masks.cast(images.dtype())).cast(masks.dtype()));
  }
}
