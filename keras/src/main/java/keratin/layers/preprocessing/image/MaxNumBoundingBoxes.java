package keratin.layers.preprocessing.image;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/**
 * The same number of boxes for every image: those that are too many are left out, and boxes of
 * {@code fillValue} fill up what is missing. Images stay.
 *
 * {@snippet :
 * var layer = new MaxNumBoundingBoxes(10).boundingBoxFormat("xyxy");
 * Tensor boxes = Tensor.of(new float[][] {{0, 0, 1, 1}, {2, 2, 3, 3}});
 * var data = new LabeledImages(x).boundingBoxes(boxes, Tensor.of(new int[] {4, 7}));
 * layer.of(data).images();   // (8, 8, 3) -> (8, 8, 3), with ten boxes
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/max_num_bounding_boxes/">keras.layers.MaxNumBoundingBoxes</a>
 */
public final class MaxNumBoundingBoxes extends BaseImagePreprocessing<MaxNumBoundingBoxes> {
  private final Option<Integer> maxNumber = required("max_number", Kind.POSITIVE);
  private final Option<Integer> fillValue = option("fill_value", Kind.INT, -1);

  private MaxNumBoundingBoxes() {}

  /** So many boxes. */
  public MaxNumBoundingBoxes(int maxNumber) {
    this.maxNumber.set(maxNumber);
  }

  /** What the numbers and the labels of boxes are that fill up. */
  public MaxNumBoundingBoxes fillValue(int number) {
    fillValue.set(number);
    return this;
  }

  @Override
  Transformation transformation(Tensor images, boolean training) {
    return new Transformation() {
      @Override
      public Tensor images(Tensor x) {
        return x;
      }

      @Override
      public LabeledBoxes boxes(LabeledBoxes boxes) {
        return new LabeledBoxes(fitted(boxes.boxes()), fitted(boxes.labels()));
      }
    };
  }

  /** Along the second axis. */
  private Tensor fitted(Tensor x) {
    int count = x.shape().dim(1);
    int kept = Math.min(count, maxNumber.get());
    int[][] paddings = new int[x.rank()][2];
    paddings[1][1] = maxNumber.get() - kept;
    return Ops.pad(x.slice(1, 0, kept), paddings, fillValue.get());
  }
}
