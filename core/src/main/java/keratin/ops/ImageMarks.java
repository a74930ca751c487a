package keratin.ops;

import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Boxes drawn on images, and the best of boxes in tensors of fixed length. */
abstract class ImageMarks extends ImageBoxes {
  /** What TensorFlow draws with, in turn, where no colours come: red, green, blue, alpha. */
  private static final float[][] COLOURS = {
    {1, 1, 0, 1},
    {0, 0, 1, 1},
    {1, 0, 0, 1},
    {0, 1, 0, 1},
    {0.5f, 0, 0.5f, 1},
    {0.5f, 0.5f, 0, 1},
    {0.5f, 0, 0, 1},
    {0, 0, 0.5f, 1},
    {0, 1, 1, 1},
    {1, 0, 1, 1}
  };

  ImageMarks() {}

  /** As {@link #drawBoundingBoxes(Tensor, Tensor, Tensor)}, in colours of TensorFlow's choice. */
  public static Tensor drawBoundingBoxes(Tensor images, Tensor boxes) {
    return drawBoundingBoxes(images, boxes, null);
  }

  /**
   * Images with the outlines of boxes drawn on them, one pixel wide: {@code
   * tf.image.draw_bounding_boxes}.
   *
   * {@snippet :
   * Tensor image = Ops.zeros(1, 4, 5, 1);
   * Tensor box = Tensor.of(new float[][][] {{{0, 0.2f, 0.9f, 0.8f}}});
   * Tensor marked = Image.drawBoundingBoxes(image, box);
   * }
   *
   * @param images {@code (batch, height, width, channels)} of 1, 3 or 4 channels, floating
   * @param boxes {@code (batch, boxes, 4)}: top, left, bottom, right, as shares of height and
   *     width; what lies outside the image is not drawn
   * @param colors {@code (colours, channels)}, taken in turn; null for TensorFlow's ten, and 1 for
   *     images of one channel
   * @throws ShapeException if the shapes are others
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/image/draw_bounding_boxes">
   *     tf.image.draw_bounding_boxes</a>
   */
  public static Tensor drawBoundingBoxes(Tensor images, Tensor boxes, @Nullable Tensor colors) {
    Shape shape = images.shape();
    if (!images.dtype().isFloating()) {
      throw new DTypeException(
          "drawBoundingBoxes: images are %s but must be floating. Cast them."
              .formatted(images.dtype()));
    }
    int depth = shape.rank() == 4 ? shape.dim(3) : 0;
    if (depth != 1 && depth != 3 && depth != 4
        || boxes.rank() != 3
        || boxes.shape().dim(0) != shape.dim(0)
        || boxes.shape().dim(2) != 4) {
      throw new ShapeException(
          "drawBoundingBoxes: images (batch, height, width, 1, 3 or 4) need boxes (batch, boxes, 4), but they are %s and %s."
              .formatted(shape, boxes.shape()));
    }
    if (colors != null && (colors.rank() != 2 || colors.shape().dim(1) < depth)) {
      throw new ShapeException(
          "drawBoundingBoxes: colors must be (colours, %d) as the images' channels, but are %s."
              .formatted(depth, colors.shape()));
    }
    if (Composition.isSymbolic(images, boxes)) {
      return Composition.of(
          "draw_bounding_boxes",
          images.spec(),
          in -> drawBoundingBoxes(in[0], in[1], colors),
          images,
          boxes);
    }
    float[] pixels = images.toFloatArray();
    float[] corners = boxes.toFloatArray();
    float[][] usual = depth == 1 ? new float[][] {{1}} : COLOURS;
    float[][] palette = colors == null || colors.size() == 0 ? usual : rows(colors);
    Canvas canvas = new Canvas(pixels, shape.dim(1), shape.dim(2), depth);
    int count = boxes.shape().dim(1);
    for (int i = 0; i < corners.length / 4; i++) {
      canvas.draw(i / count, corners, 4 * i, palette[i % count % palette.length]);
    }
    DType type = images.dtype();
    return Engine.beside(images, () -> Tensor.of(pixels, shape).cast(type));
  }

  private static float[][] rows(Tensor matrix) {
    float[][] rows = new float[matrix.shape().dim(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix.get(i).toFloatArray();
    }
    return rows;
  }

  private record Canvas(float[] pixels, int height, int width, int depth) {
    void draw(int image, float[] corners, int at, float[] colour) {
      long top = (long) (corners[at] * (height - 1));
      long left = (long) (corners[at + 1] * (width - 1));
      long bottom = (long) (corners[at + 2] * (height - 1));
      long right = (long) (corners[at + 3] * (width - 1));
      boolean outside = top >= height || bottom < 0 || left >= width || right < 0;
      if (top > bottom || left > right || outside) {
        return;
      }
      for (long x = Math.max(0, left); x <= Math.min(right, width - 1); x++) {
        set(image, top, x, colour);
        set(image, bottom, x, colour);
      }
      for (long y = Math.max(0, top); y <= Math.min(bottom, height - 1); y++) {
        set(image, y, left, colour);
        set(image, y, right, colour);
      }
    }

    private void set(int image, long y, long x, float[] colour) {
      if (y >= 0 && y < height && x >= 0 && x < width) {
        int pixel = (int) ((image * (long) height + y) * width + x);
        System.arraycopy(colour, 0, pixels, pixel * depth, depth);
      }
    }
  }

  /**
   * What suppression leaves, filled up with zeros.
   *
   * @param selectedIndices positions of boxes, the best first; int32
   * @param numValid how many of them count; int32
   */
  public record PaddedSelection(Tensor selectedIndices, Tensor numValid) {}

  /** As the other method, from overlaps of more than a half, of boxes of any score. */
  public static PaddedSelection nonMaxSuppressionPadded(
      Tensor boxes, Tensor scores, int maxOutputSize) {
    return nonMaxSuppressionPadded(
        boxes, scores, maxOutputSize, 0.5, Double.NEGATIVE_INFINITY, false);
  }

  /**
   * The best of boxes that overlap, for every image of a batch: {@code
   * tf.image.non_max_suppression_padded}.
   *
   * @param boxes {@code (…, boxes, 4)}, by any two opposite corners
   * @param scores {@code (…, boxes)}
   * @param maxOutputSize no more than so many of each image
   * @param iouThreshold boxes with a larger quotient of intersection and union count as the same
   * @param scoreThreshold boxes that are not better are left out
   * @param padToMaxOutputSize whether zeros fill up to {@code maxOutputSize}; batches need it
   * @throws ShapeException if the shapes do not fit each other
   */
  public static PaddedSelection nonMaxSuppressionPadded(
      Tensor boxes,
      Tensor scores,
      int maxOutputSize,
      double iouThreshold,
      double scoreThreshold,
      boolean padToMaxOutputSize) {
    Shape batch = boxes.shape().slice(0, Math.max(0, boxes.rank() - 2));
    if (boxes.rank() < 2
        || boxes.shape().dim(-1) != 4
        || !scores.shape().equals(boxes.shape().slice(0, boxes.rank() - 1))) {
      throw new ShapeException(
          "nonMaxSuppressionPadded: boxes (…, boxes, 4) need scores (…, boxes), but they are %s and %s."
              .formatted(boxes.shape(), scores.shape()));
    }
    if (batch.rank() > 0 && !padToMaxOutputSize) {
      throw new ShapeException(
          "nonMaxSuppressionPadded: the images of the batch %s may leave different numbers of boxes. Set padToMaxOutputSize."
              .formatted(batch));
    }
    int images = Math.toIntExact(batch.size());
    int[] valid = new int[images];
    int[] found = new int[images * maxOutputSize];
    Tensor allBoxes = boxes.reshape(images, -1, 4);
    Tensor allScores = scores.reshape(images, -1);
    for (int i = 0; i < images; i++) {
      int[] kept =
          nonMaxSuppression(
                  allBoxes.get(i), allScores.get(i), maxOutputSize, iouThreshold, scoreThreshold)
              .toIntArray();
      valid[i] = kept.length;
      System.arraycopy(kept, 0, found, i * maxOutputSize, kept.length);
    }
    Tensor indices = Tensor.of(found, batch.append(maxOutputSize));
    return new PaddedSelection(
        padToMaxOutputSize ? indices : indices.slice(0, 0, valid[0]), Tensor.of(valid, batch));
  }
}
